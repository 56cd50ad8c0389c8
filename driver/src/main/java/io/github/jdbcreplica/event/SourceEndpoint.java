package io.github.jdbcreplica.event;

import java.time.Duration;
import java.util.Optional;

/**
 * How to reach a source and how to introduce ourselves.
 *
 * @param bind SOURCE_BIND: the local address of the connection, empty for any
 * @param reportedUuid our own server UUID, for the source's SHOW REPLICAS and its check against a second replica of the same UUID
 * @param reportedHost where we run, for SHOW REPLICAS; empty for no host
 * @param reportedPort 0 when nothing listens here
 * @param heartbeat how often the source speaks when it has nothing to say; zero turns heartbeats off
 * @param netTimeout without a byte for so long the connection is taken for dead ({@code replica_net_timeout}, 60 s)
 */
public record SourceEndpoint(
        String host,
        int port,
        Optional<String> bind,
        String user,
        String password,
        Tls tls,
        boolean getPublicKey,
        Optional<String> publicKeyPath,
        long serverId,
        String reportedUuid,
        String reportedHost,
        int reportedPort,
        Duration heartbeat,
        Duration connectTimeout,
        Duration netTimeout,
        boolean autoPosition) {

    /**
     * @param required SOURCE_SSL: refuse an unencrypted connection. With {@code ca} or {@code caPath} the certificate chain is verified, with {@code verifyServerCert} the host name too.
     */
    public record Tls(
            boolean required,
            Optional<String> ca,
            Optional<String> caPath,
            Optional<String> cert,
            Optional<String> key,
            Optional<String> cipher,
            Optional<String> crl,
            Optional<String> crlPath,
            Optional<String> tlsVersion,
            Optional<String> tlsCiphersuites,
            boolean verifyServerCert) {}

    /** Without the password. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
