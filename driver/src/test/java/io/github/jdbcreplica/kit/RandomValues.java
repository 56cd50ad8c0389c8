package io.github.jdbcreplica.kit;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Types and values at random, from so few that they meet again. */
final class RandomValues {
    static final List<String> TYPES = List.of(
            "TINYINT",
            "SMALLINT UNSIGNED",
            "INT",
            "INT",
            "BIGINT UNSIGNED",
            "DECIMAL(10,2)",
            "DECIMAL(30,10)",
            "FLOAT",
            "DOUBLE",
            "BIT(5)",
            "YEAR",
            "DATE",
            "TIME(3)",
            "DATETIME",
            "DATETIME(6)",
            "TIMESTAMP(3) NULL",
            "CHAR(5)",
            "VARCHAR(20)",
            "VARCHAR(20)",
            "VARCHAR(20) CHARACTER SET latin1",
            "TEXT CHARACTER SET utf8mb4",
            "BINARY(4)",
            "VARBINARY(20)",
            "BLOB",
            "ENUM('a','b','c')",
            "SET('x','y','z')",
            "JSON",
            "POINT");

    private static final String[] TEXTS = {"''", "'a'", "'A'", "'b'", "'b '", "'ü'", "'0123'", "'中'", "'😀'"};
    private static final String[] BYTES = {"''", "X'00'", "X'0100'", "X'61'", "X'FF'"};
    private static final String[] MOMENTS = {
        "2020-02-29 23:59:59", "2020-03-08 02:30:00", "2020-11-01 06:30:00", "2037-12-31 12:00:00"
    };
    private static final String[] DOCUMENTS = {"'{}'", "'[1, 2.5, null]'", "'{\"a\": {\"b\": \"ü\"}}'", "'\"s\"'"};

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    String type() {
        return any(TYPES);
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String any(String... choices) {
        return any(Arrays.asList(choices));
    }

    String of(RandomTable.Column column) {
        return column.nullable() && random.nextInt(7) == 0 ? "NULL" : of(column.type());
    }

    /** @param type as a definition or the catalogue says it */
    String of(String type) {
        String[] words = type.toLowerCase(java.util.Locale.ROOT).split("[( ]", 2);
        return switch (words[0]) {
            case "tinyint", "smallint", "int", "bigint" ->
                random.nextInt(10) == 0 ? "127" : String.valueOf(random.nextInt(10));
            case "decimal", "float", "double" -> any("0", "0.5", "-1.25", "1234567.75");
            case "bit" -> "b'" + Integer.toBinaryString(random.nextInt(32)) + "'";
            case "year" -> any("1901", "2000", "2155");
            case "date" -> any("'1000-01-01'", "'2020-02-29'", "'9999-12-31'");
            case "time" -> any("'-838:59:59'", "'00:00:00.001'", "'23:59:59.999'", "'838:59:59'");
            case "datetime", "timestamp" ->
                "'" + any(MOMENTS) + (type.contains("(") ? any("", ".001", ".5") : "") + "'";
            case "char", "varchar", "text", "mediumtext" -> any(TEXTS);
            case "binary", "varbinary", "blob" -> any(BYTES);
            case "enum", "set" -> label(type);
            case "json" -> any(DOCUMENTS);
            case "point" -> "POINT(" + random.nextInt(3) + ", 0.5)";
            default -> throw new IllegalArgumentException(type);
        };
    }

    private String label(String type) {
        String[] labels =
                type.replaceFirst("^[^(]*\\(", "").replaceFirst("\\).*$", "").split(",");
        return any(labels);
    }

    /** A type that holds all values of the one, and more; or the same. */
    static String wider(String type) {
        String lower = type.toLowerCase(java.util.Locale.ROOT);
        return switch (lower) {
            case "tinyint" -> "SMALLINT";
            case "smallint" -> "INT";
            case "smallint unsigned" -> "INT UNSIGNED";
            case "int" -> "BIGINT";
            case "decimal(10,2)" -> "DECIMAL(20,4)";
            case "float" -> "DOUBLE";
            case "datetime" -> "DATETIME(6)";
            case "timestamp(3)" -> "TIMESTAMP(6)";
            case "time(3)" -> "TIME(6)";
            case "char(5)" -> "VARCHAR(30)";
            case "varchar(20)" -> "VARCHAR(60)";
            case "varbinary(20)" -> "VARBINARY(60)";
            case "enum('a','b','c')" -> "ENUM('a','b','c','d')";
            case "set('x','y','z')" -> "SET('x','y','z','w')";
            default -> type;
        };
    }
}
