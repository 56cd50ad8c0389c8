package io.github.jdbcreplica;

import io.github.jdbcreplica.jdbc.ReplicaConnections;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The driver as a bean, for pools and frameworks that take a {@link DataSource}. Each {@code getConnection} makes a connection: pooling is the pool's work.
 * Configure it before the first connection; after that it is safe for any thread.
 */
public final class ReplicaDataSource implements DataSource {
    private String url = "";
    private String user;
    private String password;
    private Properties properties = new Properties();
    private PrintWriter logWriter;
    private int loginTimeoutSeconds;

    /** For pools that make a data source by its class name. */
    public ReplicaDataSource() {}

    public String getUrl() {
        return url;
    }

    /** {@code jdbc:replica:...}, with options of ours and of the inner driver as it likes them. */
    public void setUrl(String url) {
        this.url = url;
    }

    public String getUser() {
        return user;
    }

    public void setUser(String user) {
        this.user = user;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    /** Further connection properties, ours ({@code replica.*}) and the inner driver's; {@code user} and {@code password} of the bean count for more. */
    public void setProperties(Properties properties) {
        this.properties = ReplicaConnections.copy(properties);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(user, password);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        if (!ReplicaConnections.accepts(url)) {
            throw new SQLException("The property url of ReplicaDataSource must begin with jdbc:replica:", "42000");
        }
        Properties info = new Properties();
        info.putAll(properties);
        put(info, "user", user);
        put(info, "password", password);
        return ReplicaConnections.connect(url, info);
    }

    private static void put(Properties info, String name, String value) {
        if (value != null) {
            info.setProperty(name, value);
        }
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    /** Kept, as a bean's property; nothing is written to it. */
    @Override
    public void setLogWriter(PrintWriter logWriter) {
        this.logWriter = logWriter;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeoutSeconds;
    }

    /** Kept, as a bean's property; how long a connect may take is the inner driver's own setting (Connector/J: {@code connectTimeout}). */
    @Override
    public void setLoginTimeout(int seconds) {
        this.loginTimeoutSeconds = seconds;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.github.jdbcreplica");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("Not a wrapper for " + type.getName(), "HY000");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
