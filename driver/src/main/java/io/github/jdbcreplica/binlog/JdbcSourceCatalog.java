package io.github.jdbcreplica.binlog;

import com.mysql.cj.jdbc.Driver;
import io.github.jdbcreplica.event.SourceCatalog;
import io.github.jdbcreplica.event.SourceEndpoint;
import io.github.jdbcreplica.event.SourceException;
import io.github.jdbcreplica.event.SourceVersion;
import io.github.jdbcreplica.schema.TableName;
import io.github.jdbcreplica.schema.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * The source's tables over an ordinary connection, opened at the first question and kept until {@link #abort}. Used by the applier thread; {@link #abort} by any.
 *
 * <p>A driver that is connecting cannot be woken, so it does so on a daemon thread, and the applier waits for a future, which {@code abort} completes as well: whichever comes first owns the outcome, and a connection that comes too
 * late is closed. A question under way is ended by cutting its connection.
 *
 * <p>A connection over TLS trusts what SOURCE_SSL_CA names; client certificates are not offered here, so a source that demands one must log full metadata instead, and the error says so.
 */
public final class JdbcSourceCatalog implements SourceCatalog {
    private static final int NO_SUCH_TABLE = 1146;
    private static final int UNKNOWN_DATABASE = 1049;

    /** A PKCS12 store has to have one; it protects nothing. */
    private static final String STORE_PASSWORD = "certificates";

    private static final int PING_SECONDS = 5;

    private final Supplier<SourceEndpoint> endpoints;
    private CompletableFuture<Connection> connection;
    /** Whom {@link #connection} is to. */
    private SourceEndpoint asked;

    private boolean aborted;

    /** @param endpoints where the source is now */
    public JdbcSourceCatalog(Supplier<SourceEndpoint> endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public Optional<String> showCreateTable(TableName table) throws SourceException {
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery(
                        "SHOW CREATE TABLE " + quote(table.database()) + "." + quote(table.table()))) {
            row.next();
            return Optional.of(row.getString(2));
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_TABLE || e.getErrorCode() == UNKNOWN_DATABASE) {
                return Optional.empty();
            }
            throw failure(e);
        }
    }

    @Override
    public Optional<String> defaultCollation(String database) throws SourceException {
        try (PreparedStatement select = connection()
                .prepareStatement(
                        "SELECT DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?")) {
            select.setString(1, database);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public boolean nativeForeignKeys() throws SourceException {
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL VARIABLES LIKE 'innodb_native_foreign_keys'")) {
            return row.next() && row.getString(2).equals("ON");
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** A server leaves out, without a word, the triggers of tables that its user has no TRIGGER privilege for. */
    @Override
    public List<Trigger> triggers() throws SourceException {
        try {
            Connection source = connection();
            requireAllTriggersShown(source);
            List<Trigger> triggers = new ArrayList<>();
            try (Statement statement = source.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT EVENT_OBJECT_SCHEMA, EVENT_OBJECT_TABLE, TRIGGER_NAME FROM information_schema.TRIGGERS")) {
                while (rows.next()) {
                    triggers.add(new Trigger(new TableName(rows.getString(1), rows.getString(2)), rows.getString(3)));
                }
            }
            return triggers;
        } catch (SQLException e) {
            throw new SourceException(code(e), e.getMessage(), false, false);
        }
    }

    private static void requireAllTriggersShown(Connection source) throws SQLException, SourceException {
        String user = currentUser(source);
        int host = user.lastIndexOf('@') + 1;
        try (PreparedStatement select = source.prepareStatement(
                "SELECT 1 FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE = 'TRIGGER' AND GRANTEE = ?")) {
            String grantee = "'" + user.substring(0, host - 1) + "'@'" + user.substring(host) + "'";
            select.setString(1, grantee);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SourceException(
                            1142,
                            "TRIGGER command denied to user " + grantee
                                    + ", and without that privilege the source does not show them. Run on the source: GRANT TRIGGER ON *.* TO "
                                    + grantee,
                            false,
                            false);
                }
            }
        }
    }

    private static String currentUser(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_USER()")) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public SourceVersion version() throws SourceException {
        try {
            return SourceVersion.parse(connection().getMetaData().getDatabaseProductVersion());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private Connection connection() throws SQLException {
        try {
            CompletableFuture<Connection> kept = opening();
            Connection opened = kept.get();
            // The source may have closed it since the last question.
            return opened.isValid(PING_SECONDS) ? opened : openingAfter(kept).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException failure ? failure : new SQLException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", e);
        }
    }

    private synchronized CompletableFuture<Connection> openingAfter(CompletableFuture<Connection> broken)
            throws SQLException {
        if (connection == broken) {
            forget();
        }
        return opening();
    }

    private synchronized CompletableFuture<Connection> opening() throws SQLException {
        if (aborted) {
            throw new SQLException("stopped");
        }
        SourceEndpoint endpoint = endpoints.get();
        if (connection != null && !endpoint.equals(asked)) {
            forget();
        }
        if (connection == null) {
            CompletableFuture<Connection> opened = new CompletableFuture<>();
            Thread thread = new Thread(() -> open(endpoint, opened), "replica-catalog");
            thread.setDaemon(true);
            thread.start();
            connection = opened;
            asked = endpoint;
        }
        return connection;
    }

    private void forget() {
        connection.thenAccept(JdbcSourceCatalog::cut);
        connection = null;
    }

    private static void open(SourceEndpoint endpoint, CompletableFuture<Connection> result) {
        try {
            Connection opened = new Driver()
                    .connect("jdbc:mysql://" + host(endpoint) + ":" + endpoint.port() + "/", properties(endpoint));
            if (!result.complete(opened)) {
                opened.close();
            }
        } catch (SQLException | RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private static String host(SourceEndpoint endpoint) {
        // An IPv6 address is bracketed in a URL.
        return endpoint.host().indexOf(':') >= 0 ? "[" + endpoint.host() + "]" : endpoint.host();
    }

    private static Properties properties(SourceEndpoint endpoint) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", endpoint.user());
        properties.setProperty("password", endpoint.password());
        properties.setProperty(
                "connectTimeout", Long.toString(endpoint.connectTimeout().toMillis()));
        properties.setProperty(
                "socketTimeout", Long.toString(endpoint.netTimeout().toMillis()));
        // SHOW CREATE TABLE is read as MySQL prints it by default, whatever the source's own defaults are, with
        // timestamps in UTC.
        properties.setProperty("sessionVariables", "sql_mode='',sql_quote_show_create=1,time_zone='+00:00'");
        properties.setProperty("allowPublicKeyRetrieval", Boolean.toString(endpoint.getPublicKey()));
        endpoint.publicKeyPath().ifPresent(path -> properties.setProperty("serverRSAPublicKeyFile", path));
        tls(endpoint.tls(), properties);
        return properties;
    }

    private static void tls(SourceEndpoint.Tls tls, Properties properties) throws SQLException {
        if (!tls.required()) {
            properties.setProperty("sslMode", "DISABLED");
            return;
        }
        properties.setProperty(
                "sslMode", tls.ca().isEmpty() ? "REQUIRED" : tls.verifyServerCert() ? "VERIFY_IDENTITY" : "VERIFY_CA");
        if (tls.ca().isPresent()) {
            properties.setProperty("trustCertificateKeyStoreType", "PKCS12");
            properties.setProperty("trustCertificateKeyStorePassword", STORE_PASSWORD);
            properties.setProperty(
                    "trustCertificateKeyStoreUrl",
                    trustStore(tls.ca().get()).toUri().toString());
            properties.setProperty("fallbackToSystemTrustStore", "false");
        }
    }

    /** Connector/J reads no PEM: the certificates of SOURCE_SSL_CA as a key store in a temporary file. It holds nothing secret. */
    private static Path trustStore(String caFile) throws SQLException {
        try (InputStream pem = Files.newInputStream(Path.of(caFile))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            Path file = Files.createTempFile("replica-ca", ".p12");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, STORE_PASSWORD.toCharArray());
            }
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new SQLException(
                    "SOURCE_SSL_CA '" + caFile + "' cannot be read: " + e.getMessage(), "HY000", 2026, e);
        }
    }

    private static String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    private static SourceException failure(SQLException e) {
        return new SourceException(
                code(e),
                e.getMessage()
                        + " (with binlog_row_metadata=FULL and binlog_row_image=FULL on the source no rows need the question)",
                false,
                false);
    }

    private static int code(SQLException e) {
        return e.getErrorCode() > 0 ? e.getErrorCode() : 2013;
    }

    @Override
    public void abort() {
        CompletableFuture<Connection> opened;
        synchronized (this) {
            aborted = true;
            opened = connection;
        }
        if (opened != null && !opened.completeExceptionally(new SQLException("stopped"))) {
            opened.thenAccept(JdbcSourceCatalog::cut);
        }
    }

    private static void cut(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // Already closed.
        }
    }
}
