package io.github.jdbcreplica.kit;

import io.github.jdbcreplica.kit.TypeExcuse.Cell;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Fills the rows of a matrix. Each type has three tables, all with a number n beside its value: {@code k} with n as the key, {@code n} without any key and every row twice (or every value, where the target cannot tell equal rows apart),
 * {@code p} with the value itself as the key, where the source allows that. Each kind of change is made to all of them before the target is looked at, so that the replica works as it does under load.
 */
final class FidelityRun {
    static final String DATABASE = "fidelity";

    /** What is far from all numbers of values. */
    private static final int FAR = 1000;

    private final Feed feed;
    private final Follower follower;
    private final Comparison comparison;
    private final SourceReader source;
    private final Matrix matrix;
    private final List<TypeCase> cases;
    private final boolean[] keyed;
    private final int twin;
    private Map<String, List<SourceColumn>> tables;

    FidelityRun(
            Feed feed, Follower follower, TargetUnderTest target, Connection plain, Matrix matrix, List<TypeCase> cases)
            throws SQLException {
        this.feed = feed;
        this.follower = follower;
        this.comparison = new Comparison(feed.connection(), target, plain);
        this.source = new SourceReader(feed.connection());
        this.matrix = matrix;
        this.cases = cases;
        this.keyed = new boolean[cases.size()];
        this.twin = target.tellsEqualRowsApart() ? 0 : FAR;
    }

    void run() throws SQLException {
        feed.execute("CREATE DATABASE " + DATABASE + " CHARACTER SET utf8mb4");
        feed.execute("USE " + DATABASE);
        for (int i = 0; i < cases.size(); i++) {
            matrix.row(cases.get(i).name());
            insert(i, cases.get(i));
        }
        tables = source.tables(DATABASE);
        compare(Cell.INSERT);
        for (int i = 0; i < cases.size(); i++) {
            update(i, cases.get(i));
        }
        compare(Cell.UPDATE);
        for (String half : new String[] {" % 2 = 0", " IS NOT NULL"}) {
            for (int i = 0; i < cases.size(); i++) {
                delete(i, cases.get(i), half);
            }
            compare(Cell.DELETE);
        }
    }

    private void insert(int i, TypeCase type) throws SQLException {
        feed.executeInside("SET sql_mode = '" + type.sqlMode() + "'");
        String rows = rows(type, 0);
        execute(i, Cell.INSERT, "CREATE TABLE k" + i + " (n INT PRIMARY KEY, v " + type.definition() + ")");
        execute(i, Cell.INSERT, "INSERT INTO k" + i + " (n, v) VALUES " + rows);
        execute(i, Cell.KEYLESS, "CREATE TABLE n" + i + " (n INT, v " + type.definition() + ")");
        execute(i, Cell.KEYLESS, "INSERT INTO n" + i + " (n, v) VALUES " + rows + ", " + rows(type, twin));
        keyed[i] = createWithTypeAsKey(i, type);
        if (keyed[i]) {
            execute(
                    i,
                    Cell.AS_KEY,
                    "INSERT IGNORE INTO p" + i + " (n, v) VALUES " + rows.replaceFirst(", \\(\\d+, NULL\\)$", ""));
        }
    }

    private static String rows(TypeCase type, int first) {
        return IntStream.range(0, type.values().size())
                .mapToObj(n -> "(" + (first + n) + ", " + type.values().get(n) + ")")
                .collect(Collectors.joining(", "));
    }

    private boolean createWithTypeAsKey(int i, TypeCase type) throws SQLException {
        try {
            execute(
                    i,
                    Cell.AS_KEY,
                    "CREATE TABLE p" + i + " (n INT, v " + type.definition().replaceFirst(" NULL$", "")
                            + ", PRIMARY KEY (v))");
            return true;
        } catch (SQLException e) {
            matrix.impossible(type.name(), Cell.AS_KEY);
            return false;
        }
    }

    /** Each value to the next one. */
    private void update(int i, TypeCase type) throws SQLException {
        feed.executeInside("SET sql_mode = '" + type.sqlMode() + "'");
        List<String> values = type.values();
        feed.executeInside("BEGIN");
        for (int n = 0; n < values.size(); n++) {
            feed.executeInside("UPDATE k" + i + " SET v = " + values.get((n + 1) % values.size()) + " WHERE n = " + n);
        }
        execute(i, Cell.UPDATE, "COMMIT");
        feed.executeInside("BEGIN");
        for (int n = 0; n < values.size(); n++) {
            feed.executeInside("UPDATE n" + i + " SET v = " + values.get((n + 1) % values.size()) + " WHERE n = " + n
                    + " LIMIT 1");
        }
        execute(i, Cell.KEYLESS, "COMMIT");
        if (keyed[i]) {
            execute(i, Cell.AS_KEY, "UPDATE p" + i + " SET n = n + 100");
        }
    }

    private void delete(int i, TypeCase type, String which) throws SQLException {
        execute(i, Cell.DELETE, "DELETE FROM k" + i + " WHERE n" + which);
        feed.executeInside("BEGIN");
        for (int n = 0; n < type.values().size(); n++) {
            feed.executeInside("DELETE FROM n" + i + " WHERE n = " + n + " AND n" + which + " LIMIT 1");
        }
        execute(i, Cell.KEYLESS, "COMMIT");
        if (keyed[i]) {
            execute(i, Cell.AS_KEY, "DELETE FROM p" + i + " WHERE n" + which);
        }
    }

    private void execute(int i, Cell cell, String sql) throws SQLException {
        feed.execute(i + " " + cell, sql);
    }

    private void compare(Cell cell) throws SQLException {
        settle();
        for (int i = 0; i < cases.size(); i++) {
            compare("k" + i, i, cell);
            compare("n" + i, i, Cell.KEYLESS);
            if (keyed[i]) {
                compare("p" + i, i, Cell.AS_KEY);
            }
        }
    }

    private void compare(String table, int i, Cell cell) {
        comparison
                .rows(DATABASE, table, tables.get(table))
                .ifPresent(why -> matrix.failed(cases.get(i).name(), cell, why));
    }

    private void settle() throws SQLException {
        for (Optional<Follower.Stop> stop = follower.settle(); stop.isPresent(); stop = follower.settle()) {
            Follower.Stop at = stop.get();
            String[] cell = feed.of(at.transaction()).orElse("").split(" ", 2);
            if (!cell[0].matches("\\d+")) {
                throw new AssertionError("stopped outside of any type: " + at);
            }
            matrix.failed(cases.get(Integer.parseInt(cell[0])).name(), Cell.valueOf(cell[1]), "stopped: " + at.error());
            follower.passOver(at);
        }
    }
}
