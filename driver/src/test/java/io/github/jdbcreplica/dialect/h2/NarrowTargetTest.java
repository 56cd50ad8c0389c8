package io.github.jdbcreplica.dialect.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.ddl.DdlParser;
import io.github.jdbcreplica.dialect.ColumnWriter;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Target columns as their maker made them, described by H2 itself. */
class NarrowTargetTest {
    private static final TableName TABLE = new TableName("d", "t");

    private final H2Dialect dialect = new H2Dialect(ZeroDates.ERROR);
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        execute("CREATE SCHEMA \"d\"");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Column source(String type) {
        return DdlParser.shown(
                        "CREATE TABLE t (c " + type + ") DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
                        "d",
                        type.equals("UUID"),
                        () -> false)
                .columns()
                .get(0);
    }

    private TargetColumn target(String type) throws SQLException {
        execute("CREATE TABLE \"d\".\"t\" (\"c\" " + type + ")");
        return dialect.describe(connection, TABLE).orElseThrow().columns().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "DECIMAL(10,4) > NUMERIC(10,2)",
                "DECIMAL(30,4) > DECFLOAT(20)",
                "BIGINT > DECFLOAT(15)",
                "DOUBLE > REAL",
                "DOUBLE > DECFLOAT(10)",
                "TIME(3) > INTERVAL HOUR(3) TO SECOND(2)",
                "DATETIME(6) > TIMESTAMP(0)",
                "TIMESTAMP(4) > TIMESTAMP(3) WITH TIME ZONE",
                "VARBINARY(4) > BINARY(4)",
                "BINARY(4) > BINARY(5)",
                "BLOB > BINARY(100)",
                "VECTOR(3) > INTEGER ARRAY"
            })
    void a_column_that_would_change_values_silently_is_refused(String source, String target) throws SQLException {
        TargetColumn column = target(target);
        assertThatThrownBy(() -> dialect.writer(source(source), column))
                .isInstanceOf(UnsupportedMappingException.class)
                .hasMessageContaining("\"c\"")
                .hasMessageContaining("change the type there");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "DECIMAL(10,4) > NUMERIC(12,4)",
                "DECIMAL(10,4) > DECFLOAT",
                "DECIMAL(10,4) > NUMERIC(9,5)",
                "BIGINT UNSIGNED > NUMERIC(20)",
                "INT > INTEGER",
                "FLOAT > REAL",
                "FLOAT > DOUBLE PRECISION",
                "DOUBLE > DOUBLE PRECISION",
                "DOUBLE > DECFLOAT",
                "TIME(6) > INTERVAL HOUR(3) TO SECOND",
                "TIME(3) > INTERVAL HOUR(3) TO SECOND(3)",
                "DATETIME(6) > TIMESTAMP",
                "DATETIME(6) > TIMESTAMP(9)",
                "DATETIME > TIMESTAMP(0)",
                "TIMESTAMP(6) > TIMESTAMP WITH TIME ZONE",
                "BINARY(4) > BINARY(4)",
                "BINARY(1) > BINARY",
                "VARBINARY(4) > VARBINARY(4)",
                "BLOB > BLOB",
                "VARCHAR(9) > VARCHAR",
                "VARCHAR(9) > CLOB",
                "VARCHAR(9) > VARCHAR_IGNORECASE",
                "ENUM('a') > VARCHAR(1)",
                "JSON > JSON",
                "POINT > GEOMETRY(POINT, 4326)",
                "VECTOR(3) > REAL ARRAY[3]",
                "UUID > UUID",
                "YEAR > SMALLINT",
                "DATE > DATE"
            })
    void a_column_that_holds_every_value_is_taken(String source, String target) throws SQLException {
        TargetColumn column = target(target);
        assertThatCode(() -> dialect.writer(source(source), column)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VARCHAR_IGNORECASE(9)", "VARCHAR(9)", "CLOB"})
    void a_row_without_a_key_is_found_by_its_exact_text(String type) throws Exception {
        assertThat(deleted(type)).isEqualTo("A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"VARCHAR(9)", "CLOB"})
    void a_collation_of_the_database_makes_no_difference(String type) throws Exception {
        execute("SET COLLATION ENGLISH STRENGTH PRIMARY");
        assertThat(deleted(type)).isEqualTo("A");
    }

    /** What is left when the row 'a' is deleted. */
    private String deleted(String type) throws Exception {
        TargetColumn column = target(type);
        execute("INSERT INTO \"d\".\"t\" VALUES ('A'), ('a')");
        ColumnWriter writer = dialect.writer(source("VARCHAR(9)"), column);
        String delete = dialect.oneRow(
                dialect.qualified(TABLE),
                writer.exactPredicate(),
                io.github.jdbcreplica.dialect.Dialect.Verb.DELETE,
                "");
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            writer.bind(statement, 1, "a".getBytes(StandardCharsets.UTF_8));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT LISTAGG(\"c\") FROM \"d\".\"t\"")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void null_is_found_without_case_too() throws Exception {
        TargetColumn column = target("VARCHAR_IGNORECASE(9)");
        execute("INSERT INTO \"d\".\"t\" VALUES (NULL), ('')");
        ColumnWriter writer = dialect.writer(source("VARCHAR(9)"), column);
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT COUNT(*) FROM \"d\".\"t\" WHERE \"c\" IS NULL AND " + writer.exactPredicate())) {
            writer.bind(statement, 1, null);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(1);
            }
        }
    }
}
