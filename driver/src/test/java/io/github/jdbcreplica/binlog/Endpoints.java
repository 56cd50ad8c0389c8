package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.SourceEndpoint;
import io.github.jdbcreplica.event.SourceEndpoint.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Endpoints that differ in one thing at a time. */
record Endpoints(
        String host,
        int port,
        String user,
        String password,
        Tls tls,
        boolean getPublicKey,
        Optional<String> publicKeyPath,
        long serverId,
        String uuid,
        Duration heartbeat,
        Duration connectTimeout,
        Duration netTimeout,
        boolean autoPosition) {

    /** As long as MySQL before 8.0.17 has room for. */
    static final String REPORTED_HOST = "replica.".repeat(7) + "host";

    static final int REPORTED_PORT = 65_535;

    static final Tls PLAINTEXT = tls(false, null, null, null, false);
    static final Tls ENCRYPTED = tls(true, null, null, null, false);

    static Endpoints of(int port) {
        return new Endpoints(
                "127.0.0.1",
                port,
                "repl",
                "secret-pw",
                PLAINTEXT,
                true,
                Optional.empty(),
                4711,
                "11111111-2222-3333-4444-555555555555",
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                false);
    }

    static Tls tls(boolean required, Path ca, Path cert, Path key, boolean verifyHost) {
        return new Tls(
                required,
                text(ca),
                Optional.empty(),
                text(cert),
                text(key),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                verifyHost);
    }

    private static Optional<String> text(Path path) {
        return Optional.ofNullable(path).map(Path::toString);
    }

    SourceEndpoint endpoint() {
        return new SourceEndpoint(
                host,
                port,
                Optional.empty(),
                user,
                password,
                tls,
                getPublicKey,
                publicKeyPath,
                serverId,
                uuid,
                REPORTED_HOST,
                REPORTED_PORT,
                heartbeat,
                connectTimeout,
                netTimeout,
                autoPosition);
    }

    Endpoints host(String host) {
        return new Endpoints(
                host,
                port,
                user,
                password,
                tls,
                getPublicKey,
                publicKeyPath,
                serverId,
                uuid,
                heartbeat,
                connectTimeout,
                netTimeout,
                autoPosition);
    }

    Endpoints user(String user, String password) {
        return new Endpoints(
                host,
                port,
                user,
                password,
                tls,
                getPublicKey,
                publicKeyPath,
                serverId,
                uuid,
                heartbeat,
                connectTimeout,
                netTimeout,
                autoPosition);
    }

    Endpoints tls(Tls tls) {
        return new Endpoints(
                host,
                port,
                user,
                password,
                tls,
                getPublicKey,
                publicKeyPath,
                serverId,
                uuid,
                heartbeat,
                connectTimeout,
                netTimeout,
                autoPosition);
    }

    Endpoints publicKey(boolean get, Path path) {
        return new Endpoints(
                host,
                port,
                user,
                password,
                tls,
                get,
                text(path),
                serverId,
                uuid,
                heartbeat,
                connectTimeout,
                netTimeout,
                autoPosition);
    }

    Endpoints identity(long serverId, String uuid) {
        return new Endpoints(
                host,
                port,
                user,
                password,
                tls,
                getPublicKey,
                publicKeyPath,
                serverId,
                uuid,
                heartbeat,
                connectTimeout,
                netTimeout,
                autoPosition);
    }

    Endpoints heartbeat(Duration heartbeat) {
        return new Endpoints(
                host,
                port,
                user,
                password,
                tls,
                getPublicKey,
                publicKeyPath,
                serverId,
                uuid,
                heartbeat,
                connectTimeout,
                netTimeout,
                autoPosition);
    }

    Endpoints netTimeout(Duration netTimeout) {
        return new Endpoints(
                host,
                port,
                user,
                password,
                tls,
                getPublicKey,
                publicKeyPath,
                serverId,
                uuid,
                heartbeat,
                connectTimeout,
                netTimeout,
                autoPosition);
    }

    Endpoints autoPosition(boolean autoPosition) {
        return new Endpoints(
                host,
                port,
                user,
                password,
                tls,
                getPublicKey,
                publicKeyPath,
                serverId,
                uuid,
                heartbeat,
                connectTimeout,
                netTimeout,
                autoPosition);
    }
}
