package io.github.jdbcreplica.dialect.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.ddl.DdlParser;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.dialect.ansi.AnsiDialect;
import io.github.jdbcreplica.dialect.duckdb.DuckDbDialect;
import io.github.jdbcreplica.dialect.h2.H2Dialect;
import io.github.jdbcreplica.dialect.postgresql.PostgreSqlDialect;
import io.github.jdbcreplica.dialect.sqlite.SqliteDialect;
import io.github.jdbcreplica.schema.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/types.md says what the dialects do. */
class TypesPageTest {
    private static final Path PAGE = Path.of("docs/types.md");

    private final List<StandardDialect> dialects = new ArrayList<>();

    @BeforeEach
    void openDialects(@TempDir Path folder) throws SQLException {
        dialects.add(new PostgreSqlDialect("PostgreSQL", false, ZeroDates.ERROR));
        dialects.add(new H2Dialect(ZeroDates.ERROR));
        try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("types.db"))) {
            dialects.add(SqliteDialect.of(sqlite, ZeroDates.ERROR));
        }
        dialects.add(new DuckDbDialect(ZeroDates.ERROR, "types"));
        try (Connection hsqldb = DriverManager.getConnection("jdbc:hsqldb:mem:types")) {
            dialects.add(AnsiDialect.of(hsqldb, ZeroDates.ERROR));
        }
    }

    private static final List<String> MYSQL = List.of(
            "TINYINT",
            "TINYINT UNSIGNED",
            "SMALLINT",
            "SMALLINT UNSIGNED",
            "MEDIUMINT",
            "MEDIUMINT UNSIGNED",
            "INT",
            "INT UNSIGNED",
            "BIGINT",
            "BIGINT UNSIGNED",
            "DECIMAL(10,2)",
            "DECIMAL(65,30)",
            "FLOAT",
            "DOUBLE",
            "BIT(1)",
            "BIT(12)",
            "BIT(64)",
            "YEAR",
            "DATE",
            "TIME",
            "TIME(6)",
            "DATETIME",
            "DATETIME(6)",
            "TIMESTAMP",
            "TIMESTAMP(6)",
            "CHAR(20)",
            "VARCHAR(20)",
            "TINYTEXT",
            "TEXT",
            "MEDIUMTEXT",
            "LONGTEXT",
            "BINARY(16)",
            "VARBINARY(16)",
            "TINYBLOB",
            "BLOB",
            "MEDIUMBLOB",
            "LONGBLOB",
            "ENUM('red','blue')",
            "SET('red','blue')",
            "JSON",
            "POINT",
            "GEOMETRY",
            "VECTOR(3)");

    private static final List<String> MARIADB = List.of("UUID", "INET4", "INET6");

    private static ColumnType type(String definition, boolean mariaDb) {
        return DdlParser.shown(
                        "CREATE TABLE t (c " + definition + ") DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
                        "d",
                        mariaDb,
                        () -> false)
                .columns()
                .get(0)
                .type();
    }

    private String row(String definition, boolean mariaDb) {
        ColumnType type = type(definition, mariaDb);
        return dialects.stream()
                .map(dialect -> "`" + dialect.types().made(type).sql() + "`")
                .collect(Collectors.joining(" | ", "| `" + definition + "` | ", " |"));
    }

    private String table() {
        String heads = "| Source | PostgreSQL | H2 | SQLite | DuckDB | others (plain SQL) |";
        String rule = "|---".repeat(dialects.size() + 1) + "|";
        Stream<String> rows = Stream.concat(
                MYSQL.stream().map(type -> row(type, false)), MARIADB.stream().map(type -> row(type, true)));
        return Stream.concat(Stream.of(heads, rule), rows).collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void thePageHasTheTypesThatTheDialectsMake() throws IOException {
        String table = table();
        Files.writeString(Path.of("target/types.md"), table);

        assertThat(Files.readString(PAGE))
                .as("the table in driver/docs/types.md; the one of the code is in driver/target/types.md")
                .contains(table);
    }
}
