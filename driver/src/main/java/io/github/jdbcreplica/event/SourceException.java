package io.github.jdbcreplica.event;

/**
 * Why the receiver lost or never had its source, as MySQL's IO thread would report it: {@code code} is the number for Last_IO_Errno (2003, 1045, 1236 comes wrapped as 13114, ...).
 * Carries no password and no cause of a network type beyond its message.
 */
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final boolean worthRetrying;
    private final boolean connecting;

    /** @param connecting it happened before the source had authenticated us: reported as "Error connecting to source ..."; what the source refuses later is reported as it is */
    public SourceException(int code, String message, boolean worthRetrying, boolean connecting) {
        super(message);
        this.code = code;
        this.worthRetrying = worthRetrying;
        this.connecting = connecting;
    }

    public int code() {
        return code;
    }

    /** A network error: the receiver waits SOURCE_CONNECT_RETRY seconds and tries again. Otherwise its thread stops. */
    public boolean worthRetrying() {
        return worthRetrying;
    }

    public boolean connecting() {
        return connecting;
    }
}
