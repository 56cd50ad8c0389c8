package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** COLUMN_TYPE of information_schema as a {@link ColumnType}. The server prints it in one canonical form, in lower case. */
final class ColumnTypes {
    private static final Pattern TYPE = Pattern.compile("(\\w+)(?:\\((.*)\\))?(.*)", Pattern.DOTALL);

    private ColumnTypes() {}

    static Optional<ColumnType> parse(TargetColumn column) {
        Matcher parts = TYPE.matcher(column.typeSql());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String arguments = parts.group(2) == null ? "" : parts.group(2);
        boolean unsigned = parts.group(3).contains("unsigned");
        return Optional.ofNullable(type(parts.group(1), arguments, unsigned, column));
    }

    private static ColumnType type(String name, String arguments, boolean unsigned, TargetColumn column) {
        String charset = column.charset().orElse("binary");
        String collation = column.collation().orElse("binary");
        return switch (name) {
            case "tinyint" -> new ColumnType.Integral(1, unsigned);
            case "smallint" -> new ColumnType.Integral(2, unsigned);
            case "mediumint" -> new ColumnType.Integral(3, unsigned);
            case "int" -> new ColumnType.Integral(4, unsigned);
            case "bigint" -> new ColumnType.Integral(8, unsigned);
            case "decimal" -> decimal(arguments, unsigned);
            case "float" -> new ColumnType.Floating(4, unsigned);
            case "double" -> new ColumnType.Floating(8, unsigned);
            case "bit" -> new ColumnType.Bit(number(arguments, 1));
            case "year" -> new ColumnType.Year();
            case "date" -> new ColumnType.Date();
            case "time" -> new ColumnType.Time(number(arguments, 0));
            case "datetime" -> new ColumnType.DateTime(number(arguments, 0));
            case "timestamp" -> new ColumnType.Timestamp(number(arguments, 0));
            case "char" -> new ColumnType.Char(true, number(arguments, 1), charset, collation);
            case "varchar" -> new ColumnType.Char(false, number(arguments, 0), charset, collation);
            case "tinytext" -> new ColumnType.Text(255, charset, collation);
            case "text" -> new ColumnType.Text(65535, charset, collation);
            case "mediumtext" -> new ColumnType.Text(16777215, charset, collation);
            case "longtext" -> new ColumnType.Text(4294967295L, charset, collation);
            case "binary" -> new ColumnType.Binary(true, number(arguments, 1));
            case "varbinary" -> new ColumnType.Binary(false, number(arguments, 0));
            case "tinyblob" -> new ColumnType.Blob(255);
            case "blob" -> new ColumnType.Blob(65535);
            case "mediumblob" -> new ColumnType.Blob(16777215);
            case "longblob" -> new ColumnType.Blob(4294967295L);
            case "enum" -> new ColumnType.Enumeration(labels(arguments), charset, collation);
            case "set" -> new ColumnType.LabelSet(labels(arguments), charset, collation);
            case "json" -> new ColumnType.Json();
            case "vector" -> new ColumnType.Vector(number(arguments, 2048));
            case "uuid" -> new ColumnType.Network(ColumnType.Network.Kind.UUID);
            case "inet4" -> new ColumnType.Network(ColumnType.Network.Kind.INET4);
            case "inet6" -> new ColumnType.Network(ColumnType.Network.Kind.INET6);
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geomcollection",
                    "geometrycollection" ->
                new ColumnType.Geometry(name.toUpperCase(java.util.Locale.ROOT), Optional.empty());
            default -> null;
        };
    }

    private static ColumnType decimal(String arguments, boolean unsigned) {
        String[] numbers = arguments.split(",");
        return new ColumnType.Decimal(number(numbers[0], 10), numbers.length > 1 ? number(numbers[1], 0) : 0, unsigned);
    }

    private static int number(String text, int otherwise) {
        return text.isBlank() ? otherwise : Integer.parseInt(text.strip());
    }

    /** {@code 'a','it''s','a\\b'}: the server escapes as in a literal, whatever the sql_mode (append_unescaped). */
    static List<String> labels(String list) {
        List<String> labels = new ArrayList<>();
        int at = 0;
        while (at < list.length()) {
            StringBuilder label = new StringBuilder();
            at++;
            while (at < list.length() && !(list.charAt(at) == '\'' && !list.startsWith("''", at))) {
                char c = list.charAt(at);
                boolean escape = c == '\\' && at + 1 < list.length();
                label.append(escape ? unescaped(list.charAt(at + 1)) : c);
                at += escape || c == '\'' ? 2 : 1;
            }
            labels.add(label.toString());
            at += 2;
        }
        return labels;
    }

    private static char unescaped(char c) {
        return switch (c) {
            case '0' -> '\0';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> c;
        };
    }
}
