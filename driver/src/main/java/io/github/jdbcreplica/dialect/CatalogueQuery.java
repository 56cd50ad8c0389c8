package io.github.jdbcreplica.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A question to the target's catalogue. */
public final class CatalogueQuery {
    private CatalogueQuery() {}

    public interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** @param reader is given each row in turn */
    public static void forEach(Connection connection, String sql, RowReader reader, Object... parameters)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
