package io.github.jdbcreplica.applier;

/** What stops the SQL thread: the number and text for Last_SQL_Errno and Last_SQL_Error. */
public final class ApplierException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    public ApplierException(int code, String message) {
        super(message);
        this.code = code;
    }

    public ApplierException(int code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
