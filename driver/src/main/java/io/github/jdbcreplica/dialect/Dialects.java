package io.github.jdbcreplica.dialect;

import io.github.jdbcreplica.dialect.h2.H2Dialect;
import io.github.jdbcreplica.dialect.mysql.MySqlDialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Finds the dialect of a target by what its driver says it is. */
public final class Dialects {
    private Dialects() {}

    public static Dialect of(Connection connection, ZeroDates zeroDates) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String product = metaData.getDatabaseProductName();
        // MariaDB reached through Connector/J calls itself MySQL, with MariaDB in the version.
        if (product.equals("MariaDB") || metaData.getDatabaseProductVersion().contains("MariaDB")) {
            return new MySqlDialect(true, isClusterNode(connection));
        }
        return switch (product) {
            case "MySQL" -> new MySqlDialect(false, isClusterNode(connection));
            case "H2" -> new H2Dialect(zeroDates);
            default ->
                throw new SQLException(
                        "A replica can be made of MySQL, MariaDB and H2; the target is " + product + " "
                                + metaData.getDatabaseProductVersion(),
                        "HY000");
        };
    }

    /** Of Galera; a server without it may lack the variable. */
    private static boolean isClusterNode(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet variable = statement.executeQuery("SHOW VARIABLES LIKE 'wsrep_on'")) {
            return variable.next() && variable.getString(2).equals("ON");
        }
    }
}
