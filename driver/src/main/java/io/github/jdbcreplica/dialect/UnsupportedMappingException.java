package io.github.jdbcreplica.dialect;

/** A source column cannot be written faithfully into the target's column; the message names both and says what to do. */
public final class UnsupportedMappingException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnsupportedMappingException(String message) {
        super(message);
    }
}
