package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.event.SourceException;
import io.github.jdbcreplica.statement.SourceConfiguration;
import io.github.jdbcreplica.statement.SourceOption;
import java.util.Locale;

/** SOURCE_CONNECT_RETRY and SOURCE_RETRY_COUNT, and the message that tells of them. {@code retryCount} 0 is without limit. */
record ReconnectPolicy(String source, long delaySeconds, long retryCount) {
    static ReconnectPolicy of(SourceConfiguration configuration, String user) {
        return new ReconnectPolicy(
                user + "@" + configuration.text(SourceOption.SOURCE_HOST) + ":"
                        + configuration.number(SourceOption.SOURCE_PORT),
                configuration.number(SourceOption.SOURCE_CONNECT_RETRY),
                configuration.number(SourceOption.SOURCE_RETRY_COUNT));
    }

    boolean exhausted(int attempt) {
        return retryCount != 0 && attempt >= retryCount;
    }

    String describe(SourceException e, int attempt) {
        if (!e.connecting()) {
            return e.getMessage();
        }
        return String.format(
                Locale.ROOT,
                "Error connecting to source '%s'. This was attempt %d/%d, with a delay of %d seconds between attempts. Message: %s",
                source,
                attempt,
                retryCount,
                delaySeconds,
                e.getMessage());
    }
}
