package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.channel.TargetConnector;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;

/** The inner driver with the user's URL and properties: makes the user's connections and our own. The password lives here, in memory, and nowhere else. */
final class InnerConnector implements TargetConnector {
    private final Driver driver;
    private final ReplicaUrl url;
    private final Properties properties;

    InnerConnector(Driver driver, ReplicaUrl url, Properties properties) {
        this.driver = driver;
        this.url = url;
        this.properties = properties;
    }

    @Override
    public String displayUrl() {
        return url.displayUrl();
    }

    Connection connect() throws SQLException {
        return connect(new Properties());
    }

    @Override
    public Connection connect(Properties extra) throws SQLException {
        Properties all = new Properties();
        all.putAll(extra);
        // A setting of the URL is the user's too; H2 refuses one that is given twice.
        all.keySet().removeIf(name -> url.parameterNames().contains((String) name));
        all.putAll(properties);
        Connection connection = driver.connect(url.innerUrl(), all);
        if (connection == null) {
            throw new SQLException(
                    driver.getClass().getName() + " accepts " + displayUrl() + " but makes no connection of it",
                    "08001");
        }
        return connection;
    }

    /** A search for the driver makes a new object of it each time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof InnerConnector that
                && url.innerUrl().equals(that.url.innerUrl())
                && properties.equals(that.properties)
                && driver.getClass().equals(that.driver.getClass());
    }

    @Override
    public int hashCode() {
        return Objects.hash(url.innerUrl(), properties, driver.getClass());
    }

    @Override
    public String toString() {
        return displayUrl();
    }
}
