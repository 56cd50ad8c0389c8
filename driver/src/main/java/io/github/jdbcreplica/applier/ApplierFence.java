package io.github.jdbcreplica.applier;

import java.sql.Connection;
import java.sql.SQLException;

/** Says who may apply. Asked in the transaction that begins an applier's epoch, so that what it says holds until that has committed. */
public interface ApplierFence {
    /** @throws ApplierException when another JVM runs the replica by now */
    void check(Connection connection) throws SQLException, ApplierException;

    /** Says again that we are there, where nobody else of ours can as long as our transaction has its turn: it becomes true with the commit. */
    default void renew(Connection connection) throws SQLException, ApplierException {}
}
