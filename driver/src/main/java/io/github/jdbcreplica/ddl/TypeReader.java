package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.SourceCharset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Column types, with all their synonyms, and the character set that the column gets when it names none. */
final class TypeReader {
    private final Supplier<TextDefaults> defaults;
    private final boolean mariaDb;

    /** @param defaults asked only by a type that needs them */
    TypeReader(Supplier<TextDefaults> defaults, boolean mariaDb) {
        this.defaults = defaults;
        this.mariaDb = mariaDb;
    }

    ColumnType type(Node type, Optional<String> columnCollation) {
        List<String> words = type.words();
        String name = words.isEmpty() ? type.text().toUpperCase(Locale.ROOT) : words.get(0);
        boolean unsigned = type.has("UNSIGNED") || type.has("ZEROFILL");
        return switch (name) {
            case "BOOL", "BOOLEAN" -> new ColumnType.Integral(1, false);
            case "TINYINT", "INT1" -> new ColumnType.Integral(1, unsigned, type.has("ZEROFILL"));
            case "SMALLINT", "INT2" -> new ColumnType.Integral(2, unsigned, type.has("ZEROFILL"));
            case "MEDIUMINT", "INT3", "MIDDLEINT" -> new ColumnType.Integral(3, unsigned, type.has("ZEROFILL"));
            case "INT", "INTEGER", "INT4" -> new ColumnType.Integral(4, unsigned, type.has("ZEROFILL"));
            case "BIGINT", "INT8" -> new ColumnType.Integral(8, unsigned, type.has("ZEROFILL"));
            case "SERIAL" -> new ColumnType.Integral(8, true);
            case "DECIMAL", "NUMERIC", "DEC", "FIXED" ->
                new ColumnType.Decimal(number(type, 0, 10), number(type, 1, 0), unsigned);
            case "FLOAT", "FLOAT4" ->
                new ColumnType.Floating(
                        name.equals("FLOAT") && oneNumber(type) && number(type, 0, 0) > 24 ? 8 : 4,
                        unsigned,
                        rounded(type));
            case "REAL", "DOUBLE", "FLOAT8" -> new ColumnType.Floating(8, unsigned, rounded(type));
            case "BIT" -> new ColumnType.Bit(number(type, 0, 1));
            case "YEAR" -> new ColumnType.Year();
            case "DATE" -> new ColumnType.Date();
            case "TIME" -> new ColumnType.Time(number(type, 0, 0));
            case "DATETIME" -> new ColumnType.DateTime(number(type, 0, 0));
            case "TIMESTAMP" -> new ColumnType.Timestamp(number(type, 0, 0));
            case "CHAR", "CHARACTER", "NCHAR", "NATIONAL", "VARCHAR", "NVARCHAR" ->
                character(type, words, columnCollation);
            case "TINYTEXT" -> text(type, 255, columnCollation);
            case "TEXT" -> text(type, textSize(type), columnCollation);
            case "MEDIUMTEXT" -> text(type, 16777215, columnCollation);
            case "LONGTEXT" -> text(type, 4294967295L, columnCollation);
            case "LONG" ->
                words.contains("VARBINARY") ? new ColumnType.Blob(16777215) : text(type, 16777215, columnCollation);
            case "BINARY" -> new ColumnType.Binary(true, number(type, 0, 1));
            case "VARBINARY" -> new ColumnType.Binary(false, number(type, 0, 0));
            case "TINYBLOB" -> new ColumnType.Blob(255);
            case "BLOB" -> new ColumnType.Blob(textSize(type));
            case "MEDIUMBLOB" -> new ColumnType.Blob(16777215);
            case "LONGBLOB" -> new ColumnType.Blob(4294967295L);
            case "ENUM" ->
                new ColumnType.Enumeration(
                        labels(type),
                        charset(type, columnCollation).charset(),
                        charset(type, columnCollation).collation());
            case "SET" ->
                new ColumnType.LabelSet(
                        labels(type),
                        charset(type, columnCollation).charset(),
                        charset(type, columnCollation).collation());
            case "JSON" -> mariaDb ? new ColumnType.Text(4294967295L, "utf8mb4", "utf8mb4_bin") : new ColumnType.Json();
            case "VECTOR" -> new ColumnType.Vector(number(type, 0, 2048));
            case "UUID" -> new ColumnType.Network(ColumnType.Network.Kind.UUID);
            case "INET4" -> new ColumnType.Network(ColumnType.Network.Kind.INET4);
            case "INET6" -> new ColumnType.Network(ColumnType.Network.Kind.INET6);
            case "GEOMETRY",
                    "POINT",
                    "LINESTRING",
                    "POLYGON",
                    "MULTIPOINT",
                    "MULTILINESTRING",
                    "MULTIPOLYGON",
                    "GEOMETRYCOLLECTION",
                    "GEOMCOLLECTION" -> new ColumnType.Geometry(name, Optional.empty());
            default -> throw new NotUnderstoodException("the type " + type.text());
        };
    }

    private ColumnType character(Node type, List<String> words, Optional<String> columnCollation) {
        boolean varying = words.contains("VARCHAR") || words.contains("VARYING") || words.contains("NVARCHAR");
        boolean national = words.contains("NATIONAL") || words.contains("NCHAR") || words.contains("NVARCHAR");
        TextDefaults charset = national ? TextDefaults.ofCharset("utf8mb3") : charset(type, columnCollation);
        int length = number(type, 0, 1);
        return charset.charset().equals("binary")
                ? new ColumnType.Binary(!varying, length)
                : new ColumnType.Char(!varying, length, charset.charset(), charset.collation());
    }

    private ColumnType text(Node type, long bytes, Optional<String> columnCollation) {
        TextDefaults charset = charset(type, columnCollation);
        return charset.charset().equals("binary")
                ? new ColumnType.Blob(bytes)
                : new ColumnType.Text(bytes, charset.charset(), charset.collation());
    }

    /** TEXT(n) and BLOB(n) become the smallest kind that holds n. */
    private static long textSize(Node type) {
        return kindFor(number(type, 0, 65535));
    }

    static long kindFor(long bytes) {
        return bytes <= 255 ? 255 : bytes <= 65535 ? 65535 : bytes <= 16777215 ? 16777215 : 4294967295L;
    }

    private TextDefaults charset(Node type, Optional<String> columnCollation) {
        if (columnCollation.isPresent()) {
            return TextDefaults.ofCollation(columnCollation.get());
        }
        Optional<TextDefaults> named = TextDefaults.named(type);
        // CHAR(5) BINARY: the binary collation of the character set.
        if (type.has("BINARY") && !type.words().get(0).equals("BINARY")) {
            String charset = named.orElseGet(defaults).charset();
            return TextDefaults.ofCollation(charset.equals("binary") ? charset : charset + "_bin");
        }
        return named.orElseGet(defaults);
    }

    private static List<String> labels(Node type) {
        Node options = type.find("CollectionOptions").orElseThrow(() -> new NotUnderstoodException(type.text()));
        List<Node> labels = options.all("CollectionOption");
        List<String> texts = labels.isEmpty()
                ? options.children().stream()
                        .map(Node::text)
                        .filter(t -> t.startsWith("'") || t.startsWith("\""))
                        .toList()
                : labels.stream().map(Node::text).toList();
        // The server strips trailing spaces of labels.
        return texts.stream().map(Names::string).map(String::stripTrailing).toList();
    }

    private static List<Node> numbers(Node type) {
        return type.children().stream()
                .filter(c -> c.rule().startsWith("Length"))
                .flatMap(c -> c.children().stream())
                .filter(c -> c.is("DecimalLiteral"))
                .toList();
    }

    private static boolean oneNumber(Node type) {
        return numbers(type).size() == 1;
    }

    private static Optional<ColumnType.Floating.Digits> rounded(Node type) {
        return numbers(type).size() == 2
                ? Optional.of(new ColumnType.Floating.Digits(number(type, 0, 0), number(type, 1, 0)))
                : Optional.empty();
    }

    private static int number(Node type, int index, int otherwise) {
        List<Node> numbers = numbers(type);
        return index < numbers.size()
                ? (int) Math.min(Long.parseLong(numbers.get(index).text()), Integer.MAX_VALUE)
                : otherwise;
    }

    /** Checked where it is read, so that a character set nobody knows is an error of the statement. */
    static SourceCharset known(String charset) {
        return SourceCharset.byName(charset)
                .orElseThrow(() -> new NotUnderstoodException("the character set " + charset));
    }
}
