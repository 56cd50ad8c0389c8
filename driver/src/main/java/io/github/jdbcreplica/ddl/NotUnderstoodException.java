package io.github.jdbcreplica.ddl;

/** A clause that the grammar accepts and the interpreter does not know, or that does not fit the table as it is known: the statement is not half understood but refused. */
public final class NotUnderstoodException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotUnderstoodException(String clause) {
        super("not understood: " + clause, null, false, false);
    }
}
