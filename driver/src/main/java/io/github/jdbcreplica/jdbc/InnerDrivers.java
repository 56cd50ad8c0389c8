package io.github.jdbcreplica.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Finds the driver that serves an inner URL. DriverManager comes last: it shows a caller only the drivers of the caller's own class loader, and inside a tool every driver has one of its own.
 * One instance serves one search; it remembers what was tried, for the error.
 */
final class InnerDrivers {
    private static final Map<String, String> WELL_KNOWN = Map.of(
            "mysql", "com.mysql.cj.jdbc.Driver",
            "mariadb", "org.mariadb.jdbc.Driver",
            "h2", "org.h2.Driver",
            "postgresql", "org.postgresql.Driver",
            "sqlserver", "com.microsoft.sqlserver.jdbc.SQLServerDriver",
            "sqlite", "org.sqlite.JDBC",
            "duckdb", "org.duckdb.DuckDBDriver",
            "hsqldb", "org.hsqldb.jdbc.JDBCDriver",
            "derby", "org.apache.derby.jdbc.EmbeddedDriver");

    private final ReplicaUrl url;
    private final List<String> tried = new ArrayList<>();

    private InnerDrivers(ReplicaUrl url) {
        this.url = url;
    }

    /**
     * @param className of the driver to use, or empty to search
     * @throws SQLException when none accepts the URL; the message says where we looked
     */
    static Driver find(ReplicaUrl url, String className) throws SQLException {
        InnerDrivers search = new InnerDrivers(url);
        Optional<Driver> found = className.isEmpty() ? search.search() : search.byName(className);
        return found.orElseThrow(() -> search.notFound(className));
    }

    private Optional<Driver> search() {
        for (ClassLoader loader : loaders()) {
            Optional<Driver> driver = registered(loader);
            if (driver.isPresent()) {
                return driver;
            }
        }
        String wellKnown = WELL_KNOWN.get(UrlParameters.subprotocol(url.innerUrl()));
        return (wellKnown == null ? Optional.<Driver>empty() : byName(wellKnown)).or(this::ofDriverManager);
    }

    /** Ours before the thread's: what lies beside us was put there for us. */
    private static Set<ClassLoader> loaders() {
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        loaders.add(InnerDrivers.class.getClassLoader());
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            loaders.add(context);
        }
        return loaders;
    }

    private Optional<Driver> registered(ClassLoader loader) {
        tried.add("the java.sql.Driver services of " + loader);
        Iterator<Driver> services = ServiceLoader.load(Driver.class, loader).iterator();
        while (true) {
            try {
                if (!services.hasNext()) {
                    return Optional.empty();
                }
                Driver driver = services.next();
                if (accepts(driver)) {
                    return Optional.of(driver);
                }
            } catch (ServiceConfigurationError | LinkageError broken) {
                // A driver of the tool's that cannot be loaded is no obstacle to the one we look for.
                tried.add(broken.toString());
            }
        }
    }

    private Optional<Driver> byName(String className) {
        for (ClassLoader loader : loaders()) {
            tried.add("class " + className + " in " + loader);
            try {
                Driver driver = loader.loadClass(className)
                        .asSubclass(Driver.class)
                        .getDeclaredConstructor()
                        .newInstance();
                if (accepts(driver)) {
                    return Optional.of(driver);
                }
                tried.add(className + " was found there and does not accept the URL");
            } catch (InvocationTargetException thrown) {
                tried.add(thrown.getCause().toString());
            } catch (ReflectiveOperationException | ClassCastException | LinkageError unusable) {
                tried.add(unusable.toString());
            }
        }
        return Optional.empty();
    }

    private Optional<Driver> ofDriverManager() {
        tried.add("DriverManager");
        return DriverManager.drivers().filter(this::accepts).findFirst();
    }

    private boolean accepts(Driver driver) {
        // By name: a second copy of us in another class loader is us too.
        if (driver.getClass().getName().equals("io.github.jdbcreplica.ReplicaDriver")) {
            return false;
        }
        try {
            return driver.acceptsURL(url.innerUrl());
        } catch (SQLException | RuntimeException | LinkageError unreadable) {
            // Without its message: it may quote the URL, and with it a password.
            tried.add(driver.getClass().getName() + " cannot read the URL: "
                    + unreadable.getClass().getName());
            return false;
        }
    }

    private SQLException notFound(String named) {
        String what = named.isEmpty()
                ? "No driver found for " + url.displayUrl() + ": add its jar, or name its class in the option"
                        + " replica.driver"
                : "The driver " + named + ", which the option replica.driver names, cannot be used for "
                        + url.displayUrl();
        return new SQLException(what + ". Tried: " + String.join("; ", tried), "HY000");
    }
}
