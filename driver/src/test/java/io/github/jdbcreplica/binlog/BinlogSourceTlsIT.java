package io.github.jdbcreplica.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.MySqlGtidSet;
import io.github.jdbcreplica.event.SourceEndpoint.Tls;
import io.github.jdbcreplica.event.SourceException;
import io.github.jdbcreplica.event.SourcePosition;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may listen, who is trusted, what goes over the wire in the clear: with the certificates that mysqld makes for itself, and with ones that name the host. */
@Timeout(120)
@RequiresMySql
class BinlogSourceTlsIT {
    private static final Tls NONE = Endpoints.PLAINTEXT;

    @TempDir
    private static Path certificates;

    private static MySqlServer mysql;
    private static MySqlServer named;

    @BeforeAll
    static void startSources() throws Exception {
        mysql = source("--server-id=1");
        Pki.create(certificates);
        named = source(
                "--server-id=1",
                "--ssl-ca=" + certificates.resolve("ca.pem"),
                "--ssl-cert=" + certificates.resolve("server.pem"),
                "--ssl-key=" + certificates.resolve("server-key.pem"));
    }

    private static MySqlServer source(String... options) throws Exception {
        MySqlServer source = MySqlServer.started(options);
        source.execute(
                "CREATE USER repl IDENTIFIED BY 'secret-pw'",
                "GRANT REPLICATION SLAVE ON *.* TO repl",
                "CREATE USER with_cert IDENTIFIED BY 'secret-pw' REQUIRE X509",
                "GRANT REPLICATION SLAVE ON *.* TO with_cert");
        return source;
    }

    @AfterAll
    static void stopSources() throws Exception {
        mysql.close();
        named.close();
    }

    @Test
    void encrypts_without_a_ca_and_trusts_anyone() throws Exception {
        assertConnects(mysql().tls(Endpoints.ENCRYPTED));
    }

    @Test
    void encrypts_with_either_version_of_tls() throws Exception {
        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            assertThat(encryptedWith(offering(version, null, null))).startsWith(version + " ");
        }
    }

    @Test
    void offers_the_ciphers_it_is_told_under_their_OpenSSL_names() throws Exception {
        assertThat(encryptedWith(offering("TLSv1.2", "ECDHE-RSA-AES128-GCM-SHA256", null)))
                .isEqualTo("TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256");
        assertThat(encryptedWith(offering(null, null, "TLS_AES_128_GCM_SHA256")))
                .isEqualTo("TLSv1.3 TLS_AES_128_GCM_SHA256");
    }

    @Test
    void unknown_ciphers_and_versions_are_refused_by_name() throws Exception {
        assertThat(failure(mysql().tls(offering(null, "NO-SUCH-CIPHER", null))))
                .hasMessage(
                        "SSL connection error: Failed to set ciphers to use: NO-SUCH-CIPHER is not known to this Java runtime");
        assertThat(failure(mysql().tls(offering("TLSv1.1", null, null))))
                .hasMessage("SSL connection error: TLS version is invalid");
    }

    @Test
    void verifies_the_chain_up_to_the_ca() throws Exception {
        assertConnects(mysql().tls(trusting(mysql.dataFolder().resolve("ca.pem"))));
        assertRefused(mysql().tls(trusting(certificates.resolve("ca.pem"))), "certificate verify failed: ");
    }

    @Test
    void a_directory_of_cas_and_a_file_with_several_will_do() throws Exception {
        Path directory = Files.createDirectory(certificates.resolve("cas"));
        Files.copy(certificates.resolve("ca.pem"), directory.resolve("other.pem"));
        Files.copy(mysql.dataFolder().resolve("ca.pem"), directory.resolve("mysql.pem"));
        assertConnects(mysql().tls(tls(null, directory, null, false)));
        Path bundle = certificates.resolve("bundle.pem");
        Files.writeString(
                bundle,
                Files.readString(certificates.resolve("ca.pem")) + "text\n"
                        + Files.readString(mysql.dataFolder().resolve("ca.pem")));
        assertConnects(mysql().tls(trusting(bundle)));
    }

    @Test
    void verifies_the_host_name_when_told() throws Exception {
        Tls verify = tls(certificates.resolve("ca.pem"), null, null, true);
        assertConnects(named().host("localhost").tls(verify));
        assertConnects(named().tls(verify)); // by address
        assertRefused(
                mysql().tls(tls(mysql.dataFolder().resolve("ca.pem"), null, null, true)),
                "certificate verify failed: No subject alternative names");
        assertRefused(mysql().tls(tls(null, null, null, true)), "CA certificate is required");
    }

    @Test
    void a_revoked_certificate_is_refused() throws Exception {
        Path ca = certificates.resolve("ca.pem");
        assertConnects(named().tls(tls(ca, null, certificates.resolve("empty-crl.pem"), false)));
        assertRefused(named().tls(tls(ca, null, certificates.resolve("crl.pem"), false)), "revoked");
    }

    @Test
    void shows_its_certificate_with_keys_of_every_encoding() throws Exception {
        Path cert = mysql.dataFolder().resolve("client-cert.pem");
        assertThat(failure(mysql().user("with_cert", "secret-pw").tls(Endpoints.ENCRYPTED))
                        .code())
                .isEqualTo(1045);
        assertConnects(mysql().user("with_cert", "secret-pw")
                .tls(showing(cert, mysql.dataFolder().resolve("client-key.pem"))));
        for (String key : new String[] {"rsa-pkcs1", "ec-sec1", "ec-pkcs8"}) {
            Path keyFile = certificates.resolve(key + "-key.pem");
            assertConnects(
                    named().user("with_cert", "secret-pw").tls(showing(certificates.resolve(key + ".pem"), keyFile)));
        }
    }

    @Test
    void files_that_are_missing_or_hold_something_else_are_named() throws Exception {
        assertRefused(mysql().tls(trusting(Path.of("/nonexistent/ca.pem"))), "'/nonexistent/ca.pem'");
        assertRefused(mysql().tls(trusting(mysql.dataFolder().resolve("ca-key.pem"))), "ca-key.pem': none in it");
    }

    @Test
    void a_source_without_tls_is_refused() throws Exception {
        try (MySqlServer plain = MySqlServer.started("--tls-version=")) {
            SourceException failure = failure(Endpoints.of(plain.port()).tls(Endpoints.ENCRYPTED));
            assertThat(failure.code()).isEqualTo(2026);
            assertThat(failure).hasMessage("SSL connection error: SSL is required but the server doesn't support it");
        }
    }

    @Test
    void the_password_in_plain_text_needs_a_key_that_was_asked_for() throws Exception {
        mysql.execute("FLUSH PRIVILEGES"); // forgets who has authenticated: the full exchange is needed
        SourceException failure = failure(mysql().publicKey(false, null));
        assertThat(failure.code()).isEqualTo(2061);
        assertThat(failure)
                .hasMessage("Authentication plugin 'caching_sha2_password' reported error: "
                        + "Authentication requires secure connection.");
        assertThat(failure(mysql().publicKey(false, Path.of("/nonexistent"))).code())
                .isEqualTo(2061);
        assertConnects(mysql().publicKey(true, null));
        mysql.execute("FLUSH PRIVILEGES");
        assertConnects(mysql().publicKey(false, mysql.dataFolder().resolve("public_key.pem")));
    }

    @Test
    void a_wrong_password_with_a_key_from_a_file_is_still_1045() throws Exception {
        assertThat(failure(mysql().user("repl", "wrong-pw")
                                .publicKey(false, mysql.dataFolder().resolve("public_key.pem")))
                        .code())
                .isEqualTo(1045);
    }

    private static String encryptedWith(Tls tls) throws Exception {
        try (Reading reading = new Reading(mysql().tls(tls).endpoint(), fromBeginning())) {
            String ofThread =
                    "FROM performance_schema.status_by_thread s JOIN performance_schema.threads t USING (thread_id)"
                            + " WHERE t.processlist_id = " + reading.identity().connectionId()
                            + " AND s.variable_name = ";
            String select = "SELECT s.variable_value " + ofThread;
            return mysql.query(select + "'Ssl_version'") + " " + mysql.query(select + "'Ssl_cipher'");
        }
    }

    private static void assertConnects(Endpoints endpoints) throws Exception {
        try (Reading reading = new Reading(endpoints.endpoint(), fromBeginning())) {
            assertThat(reading.identity().serverId()).isEqualTo(1);
        }
    }

    private static void assertRefused(Endpoints endpoints, String reason) throws Exception {
        SourceException failure = failure(endpoints);
        assertThat(failure).hasMessageStartingWith("SSL connection error: ").hasMessageContaining(reason);
        assertThat(failure.code()).isEqualTo(2026);
        assertThat(failure.worthRetrying()).isTrue();
        assertThat(failure.connecting()).isTrue();
    }

    private static SourceException failure(Endpoints endpoints) throws Exception {
        try (Reading reading = new Reading(endpoints.endpoint(), fromBeginning())) {
            return reading.failure();
        }
    }

    private static Tls trusting(Path ca) {
        return Endpoints.tls(true, ca, null, null, false);
    }

    private static Tls showing(Path cert, Path key) {
        return Endpoints.tls(true, null, cert, key, false);
    }

    private static Tls tls(Path ca, Path caPath, Path crl, boolean verifyHost) {
        return new Tls(
                true,
                text(ca),
                text(caPath),
                NONE.cert(),
                NONE.key(),
                NONE.cipher(),
                text(crl),
                NONE.crlPath(),
                NONE.tlsVersion(),
                NONE.tlsCiphersuites(),
                verifyHost);
    }

    private static Tls offering(String version, String cipher, String ciphersuites) {
        return new Tls(
                true,
                NONE.ca(),
                NONE.caPath(),
                NONE.cert(),
                NONE.key(),
                Optional.ofNullable(cipher),
                NONE.crl(),
                NONE.crlPath(),
                Optional.ofNullable(version),
                Optional.ofNullable(ciphersuites),
                false);
    }

    private static Optional<String> text(Path path) {
        return Optional.ofNullable(path).map(Path::toString);
    }

    private static Endpoints mysql() {
        return Endpoints.of(mysql.port());
    }

    private static Endpoints named() {
        return Endpoints.of(named.port());
    }

    private static SourcePosition fromBeginning() {
        return new SourcePosition(BinlogCoordinates.START, MySqlGtidSet.parse(""));
    }
}
