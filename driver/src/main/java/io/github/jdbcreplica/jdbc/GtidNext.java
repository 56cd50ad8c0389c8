package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.ReplicaStatement;
import io.github.jdbcreplica.statement.ReplicaStatement.SetGtidNext;
import io.github.jdbcreplica.statement.ReplicaStatement.ShowReplicaStatus;
import io.github.jdbcreplica.statement.ReplicaStatement.StopReplica;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/**
 * The GTID that a connection has been given for its next transaction, as MySQL keeps it: SET GTID_NEXT, then BEGIN and COMMIT, then SET GTID_NEXT = 'AUTOMATIC'. Between the two SETs the connection may read, and only an empty
 * transaction may end; that transaction is the one to be skipped. Used by the connection's thread alone.
 */
final class GtidNext {
    /** Empty while the connection is as any other. */
    private Optional<String> gtid = Optional.empty();

    private boolean begun;

    /** Its transaction is over: the variable has to be set anew. */
    private boolean used;

    /** What a statement of others is, to a connection with a GTID. */
    enum Effect {
        READ,
        BEGIN,
        COMMIT,
        ROLLBACK,
        CHANGE;

        /** @param opening the first two words of one statement, in capitals */
        static Effect of(String opening) {
            String[] words = opening.split(" ");
            String second = words.length > 1 ? words[1] : "";
            return switch (words[0]) {
                case "SELECT", "SHOW", "WITH", "VALUES", "EXPLAIN", "USE", "" -> READ;
                case "BEGIN" -> second.equals("NOT") ? CHANGE : BEGIN;
                case "START" -> second.equals("TRANSACTION") ? BEGIN : CHANGE;
                case "COMMIT" -> COMMIT;
                case "ROLLBACK" -> second.equals("TO") ? READ : ROLLBACK;
                default -> CHANGE;
            };
        }
    }

    boolean isSet() {
        return gtid.isPresent();
    }

    void set(SetGtidNext statement) throws SQLException {
        if (begun) {
            throw ReplicaError.VARIABLE_NOT_SETTABLE_IN_TRANSACTION.exception("gtid_next");
        }
        gtid = statement.gtid();
        used = false;
    }

    void begin() throws SQLException {
        if (isSet()) {
            refuseWhenUsed();
            begun = true;
        }
    }

    /** @return the transaction to skip, if the one that ends has a GTID */
    Optional<String> commit() {
        Optional<String> skipped = used ? Optional.empty() : gtid;
        end();
        return skipped;
    }

    /** The GTID is spent here too, as on the server, and nothing is skipped. */
    void rollback() {
        end();
    }

    private void end() {
        used |= isSet();
        begun = false;
    }

    /** @throws SQLException 1837 when the transaction of the GTID is over, 1235 while it is still to come */
    void refuseChange() throws SQLException {
        if (isSet()) {
            refuseWhenUsed();
            throw ReplicaError.NOT_SUPPORTED_YET.exception(
                    "SET GTID_NEXT for anything but an empty transaction: BEGIN and COMMIT");
        }
    }

    private void refuseWhenUsed() throws SQLException {
        if (used) {
            throw ReplicaError.GTID_NEXT_TYPE_UNDEFINED_GTID.exception(
                    gtid.orElseThrow().toLowerCase(Locale.ROOT));
        }
    }

    /** As the server has it, most replication statements are transactions of their own. */
    void check(ReplicaStatement statement) throws SQLException {
        if (isSet() && !(statement instanceof ShowReplicaStatus || statement instanceof StopReplica)) {
            end();
            refuseWhenUsed();
        }
    }
}
