package io.github.jdbcreplica.binlog;

/** The bytes are not what the event's type says, or hold something that is not known here. Becomes a {@link io.github.jdbcreplica.event.SourceEvent.Undecodable}. */
final class MalformedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedEventException(String message) {
        super(message, null, false, false);
    }
}
