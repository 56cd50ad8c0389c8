package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.event.SourceEndpoint;
import io.github.jdbcreplica.state.ReplicaIdentity;
import io.github.jdbcreplica.statement.ReplicaStatement.Credentials;
import io.github.jdbcreplica.statement.SourceConfiguration;
import io.github.jdbcreplica.statement.SourceOption;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What a connection to the source needs, from the channel's settings, the statement's own credentials, our options and our identity. */
final class Endpoints {
    private Endpoints() {}

    static SourceEndpoint of(
            SourceConfiguration settings,
            Optional<Credentials> credentials,
            ReplicaOptions options,
            ReplicaIdentity identity) {
        Duration netTimeout = options.netTimeout();
        return new SourceEndpoint(
                settings.text(SourceOption.SOURCE_HOST),
                Math.toIntExact(settings.number(SourceOption.SOURCE_PORT)),
                text(settings, SourceOption.SOURCE_BIND),
                credentials.map(Credentials::user).orElse(settings.text(SourceOption.SOURCE_USER)),
                credentials.map(Credentials::password).orElse(settings.text(SourceOption.SOURCE_PASSWORD)),
                tls(settings),
                settings.flag(SourceOption.GET_SOURCE_PUBLIC_KEY),
                text(settings, SourceOption.SOURCE_PUBLIC_KEY_PATH),
                options.number(ReplicaOption.SERVER_ID).orElse(identity.serverId()),
                identity.serverUuid(),
                options.given(ReplicaOption.REPORT_HOST).orElseGet(LocalHost::name),
                Math.toIntExact(options.number(ReplicaOption.REPORT_PORT).orElseThrow()),
                heartbeat(settings, netTimeout),
                netTimeout,
                netTimeout,
                settings.flag(SourceOption.SOURCE_AUTO_POSITION));
    }

    /**
     * SOURCE_COMPRESSION_ALGORITHMS says what the connection may use, and we use no compression.
     *
     * @throws SQLException when that is not among them
     */
    static void requireSupported(SourceConfiguration settings) throws SQLException {
        String algorithms = settings.text(SourceOption.SOURCE_COMPRESSION_ALGORITHMS);
        boolean uncompressed =
                Stream.of(algorithms.split(",")).anyMatch(a -> a.strip().equalsIgnoreCase("uncompressed"));
        if (!uncompressed) {
            throw ReplicaError.NOT_SUPPORTED_YET.exception(
                    "SOURCE_COMPRESSION_ALGORITHMS = '" + algorithms + "' (name uncompressed as well)");
        }
    }

    /** By default, as in MySQL, the source speaks twice before it is taken for dead. */
    private static Duration heartbeat(SourceConfiguration settings, Duration netTimeout) {
        if (!settings.options().containsKey(SourceOption.SOURCE_HEARTBEAT_PERIOD)) {
            return netTimeout.dividedBy(2);
        }
        BigDecimal seconds = settings.decimal(SourceOption.SOURCE_HEARTBEAT_PERIOD);
        return Duration.ofMillis(seconds.movePointRight(3).longValue());
    }

    private static SourceEndpoint.Tls tls(SourceConfiguration settings) {
        return new SourceEndpoint.Tls(
                settings.flag(SourceOption.SOURCE_SSL),
                text(settings, SourceOption.SOURCE_SSL_CA),
                text(settings, SourceOption.SOURCE_SSL_CAPATH),
                text(settings, SourceOption.SOURCE_SSL_CERT),
                text(settings, SourceOption.SOURCE_SSL_KEY),
                text(settings, SourceOption.SOURCE_SSL_CIPHER),
                text(settings, SourceOption.SOURCE_SSL_CRL),
                text(settings, SourceOption.SOURCE_SSL_CRLPATH),
                text(settings, SourceOption.SOURCE_TLS_VERSION),
                text(settings, SourceOption.SOURCE_TLS_CIPHERSUITES),
                settings.flag(SourceOption.SOURCE_SSL_VERIFY_SERVER_CERT));
    }

    private static Optional<String> text(SourceConfiguration settings, SourceOption option) {
        return Optional.of(settings.text(option)).filter(text -> !text.isEmpty());
    }
}
