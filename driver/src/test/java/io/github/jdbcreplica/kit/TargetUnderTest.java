package io.github.jdbcreplica.kit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One empty database of the kind that a dialect is for, and how to read it by its own driver. The contracts open one for each test and close it afterwards.
 *
 * <p>A minimal implementation says {@link #name}, {@link #url} and what its JDBC driver needs for {@link #read}. Where the dialect gives a type another form than JDBC's (TIME as text, say), {@link #read} makes the canonical value of it;
 * it must not repair what the dialect has lost.
 */
public abstract class TargetUnderTest implements AutoCloseable {
    /** The dialect's name, for the matrix and its file. */
    public abstract String name();

    /** The target's own JDBC URL, with {@code jdbc:}; account and all. A later connection must find what an earlier one has written. */
    public abstract String url();

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Where the tables of a database of the source are. Where this is not the database's own name, the contracts set REPLICATE_REWRITE_DB accordingly. */
    public String schemaOf(String database) {
        return database;
    }

    /** An identifier in SQL. */
    public String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** The name that the target has for one of the source's: another where that is too long. */
    public String identifier(String name) {
        return name;
    }

    /** A table of a database of the source, in SQL. */
    public String qualified(String database, String table) {
        return quoted(schemaOf(database)) + "." + quoted(identifier(table));
    }

    /** The tables of a schema of the target, each with the names of all its columns. */
    public Map<String, Set<String>> tables(Connection connection, String schema) throws SQLException {
        Map<String, Set<String>> tables = new TreeMap<>();
        try (ResultSet row = connection.getMetaData().getColumns(null, schema, "%", "%")) {
            while (row.next()) {
                // "_" in a schema's name stands for any character here.
                String found = row.getString("TABLE_SCHEM");
                if (found == null || found.equals(schema)) {
                    tables.computeIfAbsent(row.getString("TABLE_NAME"), name -> new TreeSet<>())
                            .add(row.getString("COLUMN_NAME"));
                }
            }
        }
        return tables;
    }

    /** The like for a query of one parameter, the schema, whose rows are a table's name and a column's. */
    protected static Map<String, Set<String>> tables(Connection connection, String query, String schema)
            throws SQLException {
        Map<String, Set<String>> tables = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.computeIfAbsent(row.getString(1), name -> new TreeSet<>())
                            .add(row.getString(2));
                }
            }
        }
        return tables;
    }

    /** What a SELECT says to read the column, for {@link #read}. */
    public String selected(SourceColumn column) {
        return quoted(identifier(column.name()));
    }

    /**
     * The value in the form that {@link ValueKind} tells of the column's kind, or null for NULL. What is here suits a driver that follows JDBC 4.2.
     */
    public Object read(SourceColumn column, ResultSet row, int index) throws SQLException {
        if (row.getObject(index) == null) {
            return null;
        }
        return switch (column.kind()) {
            case NUMBER -> Canonical.number(row.getBigDecimal(index));
            case FLOAT -> row.getFloat(index);
            case DOUBLE -> row.getDouble(index);
            case DATE -> row.getObject(index, LocalDate.class);
            case DATETIME -> row.getObject(index, LocalDateTime.class);
            case TIMESTAMP -> row.getObject(index, OffsetDateTime.class).toInstant();
            case TIME -> Canonical.time(row.getString(index));
            case TEXT -> row.getString(index);
            case BYTES -> Canonical.Bytes.of(row.getBytes(index));
            case JSON -> Canonical.json(row.getString(index));
            case GEOMETRY -> Canonical.geometry(row.getBytes(index));
            case VECTOR -> Canonical.vector(row.getString(index));
        };
    }

    /** Whether the dialect keeps {@code 0000-00-00} and the like as they are; otherwise {@code replica.zeroDates} decides between NULL and an error. */
    public boolean keepsZeroDates() {
        return false;
    }

    /**
     * Whether the dialect finds one of several equal rows of a table that has no key. Where it does not, such rows stop the replica when one of them is changed, which {@link FidelityContract} sees to, and the contracts otherwise make
     * the rows of such tables differ in something.
     */
    public boolean tellsEqualRowsApart() {
        return true;
    }

    /** Whether rows that are there can get a column of documents without a default: they hold the document {@code null} in it. */
    public boolean addsJsonNull() {
        return true;
    }

    /** What {@link FidelityContract} is to find not kept. Empty is best. */
    public List<TypeExcuse> typeExcuses() {
        return List.of();
    }

    /** Which statements {@link DdlCorpusContract} is to find stopping the replica. */
    public List<StatementExcuse> statementExcuses() {
        return List.of();
    }

    /** Ends what the test has started. */
    @Override
    public abstract void close() throws SQLException;
}
