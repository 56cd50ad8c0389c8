package io.github.jdbcreplica.dialect.sqlite;

import io.github.jdbcreplica.kit.Canonical;
import io.github.jdbcreplica.kit.SourceColumn;
import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TargetUnderTest;
import io.github.jdbcreplica.kit.TypeExcuse;
import io.github.jdbcreplica.scenario.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A file in a folder of its own, in WAL mode. */
final class SqliteTarget extends TargetUnderTest {
    private final Path folder;

    SqliteTarget() {
        try {
            folder = Files.createTempDirectory("sqlite");
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return "SQLite";
    }

    @Override
    public String url() {
        return "jdbc:sqlite:" + folder.resolve("kit.db");
    }

    @Override
    public String schemaOf(String database) {
        return "main";
    }

    @Override
    public Object read(SourceColumn column, ResultSet row, int index) throws SQLException {
        String text = row.getString(index);
        if (text == null) {
            return null;
        }
        return switch (column.kind()) {
            // 18446744073709551615u
            case NUMBER -> Canonical.number(new BigDecimal(text.replace("u", "")));
            case DATE -> Canonical.date(text);
            case DATETIME -> Canonical.dateTime(text);
            // 2020-02-29 12:00:00.5Z
            case TIMESTAMP -> Canonical.instant(text.replace("Z", ""));
            case VECTOR -> floats(row.getBytes(index));
            default -> super.read(column, row, index);
        };
    }

    private static List<Float> floats(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Float> floats = new ArrayList<>();
        while (in.hasRemaining()) {
            floats.add(in.getFloat());
        }
        return floats;
    }

    @Override
    public Map<String, Set<String>> tables(Connection connection, String schema) throws SQLException {
        Map<String, Set<String>> tables = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_xinfo(t.name) c WHERE t.type = 'table'"
                                + " AND t.name NOT LIKE 'jdbc!_replica!_%' ESCAPE '!' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'")) {
            while (row.next()) {
                tables.computeIfAbsent(row.getString(1), name -> new TreeSet<>())
                        .add(row.getString(2));
            }
        }
        return tables;
    }

    @Override
    public List<TypeExcuse> typeExcuses() {
        return SqliteExcuses.TYPES;
    }

    @Override
    public List<StatementExcuse> statementExcuses() {
        return SqliteExcuses.STATEMENTS;
    }

    /** Whoever has run a replica says goodbye in the file when the statement that stopped it has ended. */
    @Override
    public void close() {
        Await.until(Duration.ofSeconds(10), this::deleted, () -> folder + " is still in use");
    }

    private boolean deleted() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }
}
