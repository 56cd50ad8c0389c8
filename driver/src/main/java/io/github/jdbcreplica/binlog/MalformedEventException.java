package io.github.jdbcreplica.binlog;

/** An event that breaks its own format. Travels from the place that noticed to {@link EventDecoder}, which makes an Undecodable of it; cheap, since garbage may cause many. */
final class MalformedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedEventException(String message) {
        super(message, null, false, false);
    }
}
