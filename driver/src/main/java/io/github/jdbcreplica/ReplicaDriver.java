package io.github.jdbcreplica;

import com.google.auto.service.AutoService;
import io.github.jdbcreplica.jdbc.ReplicaConnections;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The driver for {@code jdbc:replica:<inner URL without its jdbc:>}, e.g. {@code jdbc:replica:mysql://localhost/} or {@code jdbc:replica:h2:./shop}: another driver's connection that also
 * understands MySQL's replication statements.
 */
@AutoService(Driver.class)
public final class ReplicaDriver implements Driver {
    /** Of the MySQL whose replication statements we speak. Tools of MySQL look at the major version and want 8 or more. */
    private static final int MYSQL_MAJOR = 9;

    private static final int MYSQL_MINOR = 7;

    static {
        try {
            DriverManager.registerDriver(new ReplicaDriver());
        } catch (SQLException refused) {
            throw new ExceptionInInitializerError(refused);
        }
    }

    /** For DriverManager and for tools that make a driver by its class name. */
    public ReplicaDriver() {}

    /** @return null when the URL is not ours, as JDBC asks of a driver */
    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        return acceptsURL(url) ? ReplicaConnections.connect(url, info) : null;
    }

    @Override
    public boolean acceptsURL(String url) {
        return ReplicaConnections.accepts(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return ReplicaConnections.propertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return MYSQL_MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return MYSQL_MINOR;
    }

    /** False: as compliant as the inner driver, which is not known here. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.github.jdbcreplica");
    }
}
