package io.github.jdbcreplica.kit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Schema changes and rows at random on several tables of two databases. What the source refuses was not valid and is not logged, so that a step need not know; what it takes the target has to follow. Conversions are to wider types only:
 * others are in the corpus, where a dialect can say what it refuses.
 */
final class RandomHistory {
    static final List<String> DATABASES = List.of("random_a", "random_b");

    private static final int MOST_TABLES = 8;

    private final Feed feed;
    private final Random random;
    private final RandomValues values;
    private final boolean moves;
    private final boolean twins;
    private final boolean jsonNull;
    private final List<RandomTable> tables = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private int names;

    /**
     * @param moves whether tables go from one database to the other
     * @param twins whether a table may hold equal rows; else one that has come to is emptied at once
     * @param jsonNull whether columns of documents may be added NOT NULL
     */
    RandomHistory(Feed feed, Random random, boolean moves, boolean twins, boolean jsonNull) {
        this.feed = feed;
        this.random = random;
        this.values = new RandomValues(random);
        this.moves = moves;
        this.twins = twins;
        this.jsonNull = jsonNull;
    }

    void begin() throws SQLException {
        for (String database : DATABASES) {
            feed.execute("CREATE DATABASE " + database + " CHARACTER SET utf8mb4");
        }
        feed.executeInside("SET sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION'");
        while (tables.size() < 3) {
            change(createTable());
        }
    }

    /** What the source took, in order. */
    List<String> statements() {
        return statements;
    }

    void step() throws SQLException {
        if (tables.isEmpty() || oneIn(4)) {
            change(schemaChange());
        } else if (oneIn(4)) {
            transaction();
        } else {
            take(rowChange());
        }
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private boolean take(String sql) throws SQLException {
        boolean taken = taken(sql);
        emptyTwins();
        return taken;
    }

    /** A table that has come to hold equal rows where there must be none. */
    private void emptyTwins() throws SQLException {
        for (RandomTable table : twins ? List.<RandomTable>of() : tables) {
            if (table.holdsEqualRows(feed.connection()) && !taken("TRUNCATE TABLE " + table.qualified())) {
                throw new IllegalStateException(table + " holds equal rows");
            }
        }
    }

    private boolean taken(String sql) throws SQLException {
        try {
            feed.execute(sql);
            statements.add(sql);
            return true;
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith("08")) {
                throw e;
            }
            return false;
        }
    }

    private void transaction() throws SQLException {
        take("BEGIN");
        for (int i = random.nextInt(5); i >= 0; i--) {
            take(rowChange());
            if (oneIn(8)) {
                take("SAVEPOINT s");
                take(rowChange());
                take("ROLLBACK TO SAVEPOINT s");
            }
        }
        take(oneIn(8) ? "ROLLBACK" : "COMMIT");
    }

    private void change(String sql) throws SQLException {
        if (taken(sql)) {
            tables.clear();
            for (String database : DATABASES) {
                tables.addAll(RandomTable.read(feed.connection(), database));
            }
            emptyTwins();
        }
    }

    private String name(String prefix) {
        return prefix + ++names;
    }

    private RandomTable table() {
        return values.any(tables);
    }

    // Rows

    private String rowChange() {
        RandomTable table = table();
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> insert("INSERT", table);
            case 4 -> insert("REPLACE", table);
            case 5 -> delete(table);
            case 6 -> moveKey(table);
            default -> update(table);
        };
    }

    private String insert(String verb, RandomTable table) {
        List<RandomTable.Column> columns =
                table.writable().stream().filter(column -> !oneIn(6)).toList();
        String rows = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> columns.stream().map(values::of).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        String update = verb.equals("INSERT") && !columns.isEmpty() && oneIn(4)
                ? " ON DUPLICATE KEY UPDATE " + assignment(table)
                : "";
        return verb + " INTO " + table.qualified() + " ("
                + columns.stream().map(RandomTable.Column::name).collect(Collectors.joining(", ")) + ") VALUES " + rows
                + update;
    }

    private String assignment(RandomTable table) {
        RandomTable.Column column = values.any(table.writable());
        return column.name() + " = " + values.of(column);
    }

    private String update(RandomTable table) {
        String set = oneIn(3) ? assignment(table) + ", " + assignment(table) : assignment(table);
        return "UPDATE " + table.qualified() + " SET " + set + " WHERE " + condition(table) + limit();
    }

    private String delete(RandomTable table) {
        return "DELETE FROM " + table.qualified() + " WHERE " + condition(table) + limit();
    }

    private String limit() {
        return oneIn(3) ? "" : " LIMIT " + (1 + random.nextInt(3));
    }

    private String condition(RandomTable table) {
        RandomTable.Column column = values.any(table.columns());
        return switch (random.nextInt(4)) {
            case 0 -> column.name() + (column.nullable() && oneIn(2) ? " IS NULL" : " IS NOT NULL");
            case 1 -> column.name() + " <> " + values.of(column.type());
            default -> column.name() + " = " + values.of(column.type());
        };
    }

    /** Keys step up, so that each takes the value that the one before it has just given up; foreign keys follow. */
    private String moveKey(RandomTable table) {
        List<RandomTable.Column> numbers = table.writable().stream()
                .filter(column -> column.dataType().endsWith("int"))
                .toList();
        if (numbers.isEmpty()) {
            return update(table);
        }
        String name = values.any(numbers).name();
        return oneIn(2)
                ? "UPDATE " + table.qualified() + " SET " + name + " = " + name + " + 1 ORDER BY " + name + " DESC"
                : "UPDATE " + table.qualified() + " SET " + name + " = " + name + " - 1 ORDER BY " + name;
    }

    // Tables

    private String schemaChange() {
        if (tables.isEmpty() || tables.size() < MOST_TABLES && oneIn(6)) {
            return oneIn(4) && !tables.isEmpty() ? copyTable() : createTable();
        }
        RandomTable table = table();
        return switch (random.nextInt(17)) {
            case 0 -> "DROP TABLE " + table.qualified();
            case 1 -> "TRUNCATE TABLE " + table.qualified();
            case 2 -> rename(table);
            case 3 -> swap(table, table());
            case 4 -> index(table);
            case 5 -> primaryKey(table);
            case 6 -> swapNames(table);
            default -> alter(table);
        };
    }

    private String createTable() {
        List<String> parts = new ArrayList<>();
        boolean counted = oneIn(3);
        boolean keyed = counted || !oneIn(4);
        parts.add("id INT NOT NULL" + (counted ? " AUTO_INCREMENT" : ""));
        List<String> columns = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            String name = name("c");
            columns.add(name);
            parts.add(name + " " + definition());
        }
        if (oneIn(4)) {
            parts.add(name("g") + " BIGINT AS (id * 2) " + (oneIn(2) ? "STORED" : "VIRTUAL"));
        }
        if (keyed) {
            parts.add(!counted && oneIn(4) ? "PRIMARY KEY (" + values.any(columns) + ", id)" : "PRIMARY KEY (id)");
        }
        if (oneIn(2)) {
            parts.add("UNIQUE KEY (" + values.any(columns) + ")");
        }
        if (keyed && !tables.isEmpty() && oneIn(3)) {
            parts.add("parent INT, FOREIGN KEY (parent) REFERENCES " + table().qualified() + " (id) ON DELETE "
                    + (oneIn(2) ? "CASCADE" : "SET NULL") + " ON UPDATE CASCADE");
        }
        return "CREATE TABLE " + values.any(DATABASES) + "." + name("t") + " (" + String.join(", ", parts) + ")";
    }

    /** A type with or without a default. */
    private String definition() {
        String type = values.type();
        boolean constant =
                !type.startsWith("TEXT") && !List.of("BLOB", "JSON", "POINT").contains(type);
        if (type.endsWith("NULL") || type.equals("JSON") && !jsonNull) {
            return type;
        }
        return switch (random.nextInt(4)) {
            case 0 -> type + " NOT NULL";
            case 1 -> constant ? type + " NOT NULL DEFAULT " + values.of(type) : type;
            case 2 -> constant ? type + " DEFAULT " + values.of(type) : type;
            default -> type;
        };
    }

    private String copyTable() {
        RandomTable table = table();
        String copy = "CREATE TABLE " + values.any(DATABASES) + "." + name("t");
        return oneIn(2) ? copy + " LIKE " + table.qualified() : copy + " AS SELECT * FROM " + table.qualified();
    }

    private String rename(RandomTable table) {
        String database = moves ? values.any(DATABASES) : table.database();
        return "RENAME TABLE " + table.qualified() + " TO " + database + "." + name("t");
    }

    private String swap(RandomTable a, RandomTable b) {
        String between = a.database() + "." + name("t");
        return "RENAME TABLE " + a.qualified() + " TO " + between + ", " + b.qualified() + " TO " + a.qualified() + ", "
                + between + " TO " + b.qualified();
    }

    private String index(RandomTable table) {
        String columns = values.any(table.columns()).name()
                + (oneIn(3) ? ", " + values.any(table.columns()).name() : "");
        return "ALTER TABLE " + table.qualified() + " ADD " + (oneIn(2) ? "UNIQUE " : "INDEX ") + "(" + columns + ")";
    }

    private String primaryKey(RandomTable table) {
        String alter = "ALTER TABLE " + table.qualified();
        String add = " ADD PRIMARY KEY (id"
                + (oneIn(2) ? ", " + values.any(table.columns()).name() : "") + ")";
        return switch (random.nextInt(3)) {
            case 0 -> alter + " DROP PRIMARY KEY";
            case 1 -> alter + " DROP PRIMARY KEY," + add;
            default -> alter + add;
        };
    }

    private String alter(RandomTable table) {
        String clauses = clause(table);
        while (oneIn(3)) {
            clauses += ", " + clause(table);
        }
        return "ALTER TABLE " + table.qualified() + " " + clauses;
    }

    private String clause(RandomTable table) {
        RandomTable.Column column = values.any(table.writable());
        String place = switch (random.nextInt(4)) {
            case 0 -> " FIRST";
            case 1 -> " AFTER " + values.any(table.columns()).name();
            default -> "";
        };
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> "ADD COLUMN " + name("c") + " " + definition() + place;
            case 3 -> column.name().equals("id") ? "COMMENT = 'kept'" : "DROP COLUMN " + column.name();
            case 4 -> "RENAME COLUMN " + column.name() + " TO " + (column.name().equals("id") ? "id" : name("c"));
            case 5 -> "MODIFY " + column.name() + " " + RandomValues.wider(column.type()) + nullability(column) + place;
            case 6 ->
                "CHANGE " + column.name() + " " + (column.name().equals("id") ? "id" : name("c")) + " "
                        + RandomValues.wider(column.type()) + nullability(column);
            default ->
                column.hasConstantDefaults()
                        ? "ALTER COLUMN " + column.name()
                                + (oneIn(2) ? " SET DEFAULT " + values.of(column.type()) : " DROP DEFAULT")
                        : "ENGINE = InnoDB";
        };
    }

    private String nullability(RandomTable.Column column) {
        return column.nullable() && !oneIn(4) || !column.key() && oneIn(3) ? " NULL" : " NOT NULL";
    }

    private String swapNames(RandomTable table) {
        String a = values.any(table.writable()).name();
        String b = values.any(table.writable()).name();
        return "ALTER TABLE " + table.qualified() + " RENAME COLUMN " + a + " TO " + b + ", RENAME COLUMN " + b + " TO "
                + a;
    }
}
