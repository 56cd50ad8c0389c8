package io.github.jdbcreplica.dialect;

import io.github.jdbcreplica.dialect.h2.H2Dialect;
import io.github.jdbcreplica.dialect.mysql.MySqlDialect;
import io.github.jdbcreplica.dialect.sqlite.SqliteDialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** Finds the dialect of a target by what its driver says it is. */
public final class Dialects {
    private Dialects() {}

    public static Dialect of(Connection connection, ZeroDates zeroDates) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String product = metaData.getDatabaseProductName();
        // MariaDB reached through Connector/J calls itself MySQL, with MariaDB in the version.
        if (product.equals("MariaDB") || metaData.getDatabaseProductVersion().contains("MariaDB")) {
            return new MySqlDialect(true);
        }
        return switch (product) {
            case "MySQL" -> new MySqlDialect(false);
            case "H2" -> new H2Dialect(zeroDates);
            case "SQLite" -> SqliteDialect.of(connection, zeroDates);
            default ->
                throw new SQLException(
                        "A replica can be made of MySQL, MariaDB, H2 and SQLite; the target is " + product + " "
                                + metaData.getDatabaseProductVersion(),
                        "HY000");
        };
    }
}
