package io.github.jdbcreplica.statement;

/**
 * A source that a channel may fail over to.
 *
 * @param networkNamespace read and passed over with a warning, as the server does
 * @param weight 1 to 100; the heaviest that answers is taken
 */
public record FailoverSource(String channel, String host, int port, String networkNamespace, int weight) {}
