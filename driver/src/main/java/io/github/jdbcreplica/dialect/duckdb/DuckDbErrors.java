package io.github.jdbcreplica.dialect.duckdb;

import io.github.jdbcreplica.dialect.TargetError;
import java.sql.SQLException;
import java.util.List;

/** DuckDB's driver gives neither SQLSTATEs nor numbers: the kind of an error is what its message begins with, and the rest tells the case. */
final class DuckDbErrors {
    private record Sign(String kind, String text, TargetError meaning) {
        boolean of(String message) {
            return message.startsWith(kind) && message.contains(text);
        }
    }

    private static final List<Sign> SIGNS = List.of(
            new Sign("INTERRUPT Error", "", TargetError.CANCELLED),
            new Sign("Constraint Error", "Duplicate key", TargetError.DUPLICATE_KEY),
            new Sign("Constraint Error", "duplicate key", TargetError.DUPLICATE_KEY),
            new Sign("Constraint Error", "does not exist in the referenced", TargetError.FOREIGN_KEY_PARENT_MISSING),
            new Sign("Constraint Error", "still referenced by", TargetError.FOREIGN_KEY_CHILD_EXISTS),
            new Sign("Catalog Error: Schema with name", "does not exist", TargetError.NO_SUCH_DATABASE),
            new Sign("Catalog Error: Table with name", "because schema", TargetError.NO_SUCH_DATABASE),
            new Sign("Catalog Error: Table with name", "does not exist", TargetError.NO_SUCH_TABLE),
            // A key that was made within the transaction is looked at when it commits.
            new Sign("TransactionContext Error", "duplicate key", TargetError.DUPLICATE_KEY),
            // Two transactions have changed one row, one table or one name: the first one wins, and the other can only
            // begin anew.
            new Sign("TransactionContext Error", "onflict", TargetError.DEADLOCK),
            // A commit that failed has ended the transaction, and the driver begins no other: what follows would commit
            // by itself.
            new Sign("TransactionContext Error", "no transaction is active", TargetError.CONNECTION_LOST),
            new Sign("FATAL Error", "", TargetError.CONNECTION_LOST));

    private DuckDbErrors() {}

    static TargetError of(SQLException error) {
        if (error.getSQLState() != null && error.getSQLState().startsWith("08")) {
            return TargetError.CONNECTION_LOST;
        }
        String message = error.getMessage() == null ? "" : error.getMessage();
        return SIGNS.stream()
                .filter(sign -> sign.of(message))
                .map(Sign::meaning)
                .findFirst()
                .orElse(TargetError.OTHER);
    }
}
