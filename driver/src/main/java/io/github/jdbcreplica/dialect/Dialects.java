package io.github.jdbcreplica.dialect;

import io.github.jdbcreplica.dialect.ansi.AnsiDialect;
import io.github.jdbcreplica.dialect.duckdb.DuckDbDialect;
import io.github.jdbcreplica.dialect.h2.H2Dialect;
import io.github.jdbcreplica.dialect.mysql.MySqlDialect;
import io.github.jdbcreplica.dialect.postgresql.PostgreSqlDialect;
import io.github.jdbcreplica.dialect.shardingsphere.ShardingSphere;
import io.github.jdbcreplica.dialect.sqlite.SqliteDialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the dialect of a target: a provider's, or by what its driver says it is; plain standard SQL for all others. */
public final class Dialects {
    private Dialects() {}

    public static Dialect of(Connection connection, ZeroDates zeroDates) throws SQLException {
        Optional<Dialect> provided = provided(connection, zeroDates);
        return provided.isPresent() ? provided.get() : builtIn(connection, zeroDates);
    }

    private static Optional<Dialect> provided(Connection connection, ZeroDates zeroDates) throws SQLException {
        try {
            for (DialectProvider provider :
                    ServiceLoader.load(DialectProvider.class, Dialects.class.getClassLoader())) {
                Optional<Dialect> dialect = ask(provider, connection, zeroDates);
                if (dialect.isPresent()) {
                    return dialect;
                }
            }
            return Optional.empty();
        } catch (ServiceConfigurationError e) {
            throw new SQLException("A provider of dialects cannot be loaded: " + e.getMessage(), "HY000", e);
        }
    }

    /** What a provider of somebody else's throws or answers is his: he is named. */
    private static Optional<Dialect> ask(DialectProvider provider, Connection connection, ZeroDates zeroDates)
            throws SQLException {
        try {
            Optional<Dialect> dialect = provider.dialect(connection, zeroDates);
            if (dialect != null) {
                return dialect;
            }
        } catch (SQLException | RuntimeException | LinkageError e) {
            throw new SQLException(failed(provider) + e, "HY000", e);
        }
        throw new SQLException(failed(provider) + "it answered null; Optional.empty() says that it has none", "HY000");
    }

    private static String failed(DialectProvider provider) {
        return "The provider of dialects " + provider.getClass().getName() + " failed: ";
    }

    private static Dialect builtIn(Connection connection, ZeroDates zeroDates) throws SQLException {
        if (ShardingSphere.made(connection)) {
            return ShardingSphere.dialect(connection, zeroDates);
        }
        DatabaseMetaData metaData = connection.getMetaData();
        String product = metaData.getDatabaseProductName();
        return switch (product) {
            case "MariaDB" -> MySqlDialect.of(connection, true);
            // MariaDB reached through Connector/J calls itself MySQL, with MariaDB in the version.
            case "MySQL" ->
                MySqlDialect.of(connection, metaData.getDatabaseProductVersion().contains("MariaDB"));
            case "H2" -> new H2Dialect(zeroDates);
            case "SQLite" -> SqliteDialect.of(connection, zeroDates);
            case "PostgreSQL" -> PostgreSqlDialect.of(connection, zeroDates);
            case "DuckDB" -> new DuckDbDialect(zeroDates, connection.getCatalog());
            default -> AnsiDialect.of(connection, zeroDates);
        };
    }
}
