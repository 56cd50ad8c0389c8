package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.event.TableMap;
import io.github.jdbcreplica.event.TableMap.LoggedColumn;
import io.github.jdbcreplica.event.WireType;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.SourceCharset;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a table map says of the columns, alone (full metadata) or laid over definitions from elsewhere. The log wins: it is what the row images were written with. */
final class LoggedColumns {
    private static final int BINARY = 63;

    private LoggedColumns() {}

    /** The columns when the source logs full metadata; empty when a definition has to say more. */
    static Optional<List<Column>> complete(TableMap map) throws ApplierException {
        if (map.columns().stream().anyMatch(c -> c.name().isEmpty() || c.type().hidesFraction())) {
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>();
        for (LoggedColumn logged : map.columns()) {
            String name = logged.name().orElseThrow();
            requireKnownCollation(map.name(), logged, name);
            columns.add(column(name, type(logged), logged.nullable()));
        }
        return Optional.of(columns);
    }

    /**
     * Definitions from elsewhere, which may have more columns than the log, overlaid with all that the log says of type and character set; refused when they contradict it.
     */
    static List<Column> merge(TableMap map, List<Column> definitions) throws ApplierException {
        if (definitions.size() < map.columns().size()) {
            throw mismatch(map.name(), numbers(map, definitions));
        }
        List<Column> merged = new ArrayList<>();
        for (int i = 0; i < map.columns().size(); i++) {
            LoggedColumn logged = map.columns().get(i);
            Column definition = definitions.get(i);
            if (!wireTypes(definition.type()).contains(logged.type())) {
                throw mismatch(map.name(), differs(definition, logged.type().name()));
            }
            requireSameName(map.name(), logged, definition);
            requireWholeSeconds(map.name(), logged, definition);
            merged.add(column(definition.name(), overlaid(map.name(), logged, definition), definition.nullable()));
        }
        return merged;
    }

    private static void requireSameName(TableName table, LoggedColumn logged, Column definition)
            throws ApplierException {
        Optional<String> other = logged.name().filter(name -> !name.equalsIgnoreCase(definition.name()));
        if (other.isPresent()) {
            throw new ApplierException(
                    13146,
                    "Column '" + other.get() + "' of table " + table + " has the place of column '" + definition.name()
                            + "' of its definition. Give source and target table the same columns in the same order");
        }
    }

    /** With a fraction the values are longer than they were taken to be, and all that was read of the rows is wrong. */
    private static void requireWholeSeconds(TableName table, LoggedColumn logged, Column definition)
            throws ApplierException {
        if (logged.type().hidesFraction() && fractionalDigits(definition.type()) > 0) {
            throw new ApplierException(
                    13146,
                    "Column '" + definition.name() + "' of table " + table
                            + " has fractional seconds in the format of MariaDB 5.3, which are logged without their length and cannot be read. Run on the source, with mysql56_temporal_format=ON: ALTER TABLE "
                            + table + " FORCE, and make the replica anew from there");
        }
    }

    private static int fractionalDigits(ColumnType type) {
        if (type instanceof ColumnType.Time) {
            return ((ColumnType.Time) type).fsp();
        }
        return type instanceof ColumnType.DateTime
                ? ((ColumnType.DateTime) type).fsp()
                : ((ColumnType.Timestamp) type).fsp();
    }

    /** Why rows of this table map were not written with this definition of the source's table; empty when all that the log tells agrees. */
    static Optional<String> contradiction(TableMap map, Table table) {
        List<Column> columns = HiddenColumns.logged(table);
        if (columns.size() != map.columns().size()) {
            return Optional.of(numbers(map, columns));
        }
        for (int i = 0; i < map.columns().size(); i++) {
            Optional<String> difference = difference(map.columns().get(i), columns.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> difference(LoggedColumn logged, Column definition) {
        ColumnType defined = definition.type();
        if (!wireTypes(defined).contains(logged.type())) {
            return Optional.of(differs(definition, logged.type().name()));
        }
        // Without explicit_defaults_for_timestamp a TIMESTAMP is NOT NULL although its definition does not say so.
        if (logged.nullable() != definition.nullable() && !(defined instanceof ColumnType.Timestamp)) {
            return Optional.of(differs(definition, logged.nullable() ? "NULL" : "NOT NULL"));
        }
        boolean same = switch (logged.type()) {
            case TINY, SHORT, INT24, LONG, LONGLONG -> signed(logged, ((ColumnType.Integral) defined).unsigned());
            case FLOAT, DOUBLE -> signed(logged, ((ColumnType.Floating) defined).unsigned());
            case DECIMAL -> decimal(logged, (ColumnType.Decimal) defined);
            case BIT, TIME, DATETIME, TIMESTAMP -> type(logged).equals(defined);
            case STRING, VARSTRING -> defined instanceof ColumnType.Network || fits(logged, defined);
            case BLOB -> logged.collationId().isEmpty() || isBinary(logged) == defined instanceof ColumnType.Blob;
            case YEAR, DATE, OLD_TIME, OLD_DATETIME, OLD_TIMESTAMP, ENUM, SET, JSON, GEOMETRY, VECTOR -> true;
        };
        return same
                ? Optional.empty()
                : Optional.of(differs(
                        definition,
                        logged.type() + "(" + logged.length() + ")"
                                + logged.collationId()
                                        .flatMap(SourceCharset::collationName)
                                        .map(name -> " COLLATE " + name)
                                        .orElse("")));
    }

    private static boolean signed(LoggedColumn logged, boolean unsigned) {
        return logged.unsigned().orElse(unsigned) == unsigned;
    }

    private static boolean decimal(LoggedColumn logged, ColumnType.Decimal defined) {
        return signed(logged, defined.unsigned())
                && logged.length() == defined.precision()
                && logged.scale() == defined.scale();
    }

    /** Without a logged collation the definition's own character set has to explain the number of bytes. MariaDB's compressed columns log one byte more. */
    private static boolean fits(LoggedColumn logged, ColumnType defined) {
        int more = logged.length() - bytes(logged, defined);
        boolean asLong = more == 0 || more == 1 && logged.type() == WireType.VARSTRING;
        boolean sameKind = logged.collationId().isEmpty() || isBinary(logged) == defined instanceof ColumnType.Binary;
        return asLong && sameKind;
    }

    private static int bytes(LoggedColumn logged, ColumnType defined) {
        if (defined instanceof ColumnType.Binary) {
            return ((ColumnType.Binary) defined).length();
        }
        ColumnType.Char text = (ColumnType.Char) defined;
        return logged.collationId()
                .flatMap(SourceCharset::byCollationId)
                .or(() -> SourceCharset.byName(text.charset()))
                .map(charset -> text.length() * charset.maxBytesPerChar())
                .orElse(0);
    }

    /** In characters. The length of MariaDB's compressed columns is one byte more than the definition's. */
    private static int lengthOf(LoggedColumn logged, int bytesPerCharacter, int defined) {
        boolean compressed = logged.type() == WireType.VARSTRING && logged.length() - 1 == defined * bytesPerCharacter;
        return compressed ? defined : logged.length() / bytesPerCharacter;
    }

    private static String numbers(TableMap map, List<Column> definitions) {
        return definitions.size() + " columns are defined, the log has "
                + map.columns().size() + HiddenColumns.surplus(map, definitions.size());
    }

    private static String differs(Column definition, String logged) {
        return "column '" + definition.name() + "' is defined as " + definition.type()
                + (definition.nullable() ? " NULL" : " NOT NULL") + ", the log has " + logged;
    }

    private static ApplierException mismatch(TableName table, String what) {
        return new ApplierException(
                13146,
                "The log's rows of table " + table + " do not fit its definition: " + what
                        + ". Make source and target table alike, or set binlog_row_metadata=FULL on the source.");
    }

    private static Column column(String name, ColumnType type, boolean nullable) {
        return new Column(name, type, nullable, false, Optional.empty(), Optional.empty(), false, false, "");
    }

    /** Labels and the sizes of TEXT and BLOB are the definition's; all else is in the log, the character set if the source logs it. */
    private static ColumnType overlaid(TableName table, LoggedColumn logged, Column definition)
            throws ApplierException {
        ColumnType defined = definition.type();
        if (logged.name().isPresent()) {
            requireKnownCollation(table, logged, definition.name());
            return type(logged);
        }
        if (defined instanceof ColumnType.Integral) {
            ColumnType.Integral integral = (ColumnType.Integral) defined;
            return new ColumnType.Integral(integral.bytes(), logged.unsigned().orElse(integral.unsigned()));
        }
        if (defined instanceof ColumnType.Decimal) {
            boolean unsigned = logged.unsigned().orElse(((ColumnType.Decimal) defined).unsigned());
            return new ColumnType.Decimal(logged.length(), logged.scale(), unsigned);
        }
        if (defined instanceof ColumnType.Bit
                || defined instanceof ColumnType.Time
                || defined instanceof ColumnType.DateTime
                || defined instanceof ColumnType.Timestamp) {
            return type(logged);
        }
        requireKnownCollation(table, logged, definition.name());
        return textOrOther(logged, defined);
    }

    private static ColumnType textOrOther(LoggedColumn logged, ColumnType defined) {
        boolean fixed = logged.type() == WireType.STRING;
        if (defined instanceof ColumnType.Binary && isBinary(logged)) {
            return new ColumnType.Binary(fixed, lengthOf(logged, 1, ((ColumnType.Binary) defined).length()));
        }
        if (defined instanceof ColumnType.Char && logged.collationId().isEmpty()) {
            return new ColumnType.Char(
                    fixed,
                    ((ColumnType.Char) defined).length(),
                    ((ColumnType.Char) defined).charset(),
                    ((ColumnType.Char) defined).collation());
        }
        if (defined instanceof ColumnType.Char && !isBinary(logged)) {
            int length = lengthOf(logged, charset(logged).maxBytesPerChar(), ((ColumnType.Char) defined).length());
            return new ColumnType.Char(fixed, length, charset(logged).name(), collation(logged));
        }
        if (defined instanceof ColumnType.Char || defined instanceof ColumnType.Binary) {
            return string(logged, fixed);
        }
        if ((defined instanceof ColumnType.Text || defined instanceof ColumnType.Blob)
                && logged.collationId().isPresent()) {
            long bytes = defined instanceof ColumnType.Text
                    ? ((ColumnType.Text) defined).maxBytes()
                    : ((ColumnType.Blob) defined).maxBytes();
            return isBinary(logged)
                    ? new ColumnType.Blob(bytes)
                    : new ColumnType.Text(bytes, charset(logged).name(), collation(logged));
        }
        return defined;
    }

    private static void requireKnownCollation(TableName table, LoggedColumn logged, String column)
            throws ApplierException {
        Optional<Integer> collation = logged.collationId();
        if (collation.isPresent()
                && SourceCharset.byCollationId(collation.get()).isEmpty()
                && !isBinary(logged)) {
            throw new ApplierException(
                    13146,
                    "Column '" + column + "' of table " + table + " has the collation number " + collation.get()
                            + " on the source, which is not known here");
        }
    }

    private static ColumnType type(LoggedColumn c) {
        boolean unsigned = c.unsigned().orElse(false);
        return switch (c.type()) {
            case TINY -> new ColumnType.Integral(1, unsigned);
            case SHORT -> new ColumnType.Integral(2, unsigned);
            case INT24 -> new ColumnType.Integral(3, unsigned);
            case LONG -> new ColumnType.Integral(4, unsigned);
            case LONGLONG -> new ColumnType.Integral(8, unsigned);
            case DECIMAL -> new ColumnType.Decimal(c.length(), c.scale(), unsigned);
            case FLOAT -> new ColumnType.Floating(4, unsigned);
            case DOUBLE -> new ColumnType.Floating(8, unsigned);
            case BIT -> new ColumnType.Bit(c.length());
            case YEAR -> new ColumnType.Year();
            case DATE -> new ColumnType.Date();
            case TIME, OLD_TIME -> new ColumnType.Time(c.length());
            case DATETIME, OLD_DATETIME -> new ColumnType.DateTime(c.length());
            case TIMESTAMP, OLD_TIMESTAMP -> new ColumnType.Timestamp(c.length());
            case STRING -> string(c, true);
            case VARSTRING -> string(c, false);
            case ENUM -> new ColumnType.Enumeration(c.labels(), charset(c).name(), collation(c));
            case SET -> new ColumnType.LabelSet(c.labels(), charset(c).name(), collation(c));
            case BLOB ->
                isBinary(c)
                        ? new ColumnType.Blob(4294967295L)
                        : new ColumnType.Text(4294967295L, charset(c).name(), collation(c));
            case JSON -> new ColumnType.Json();
            case GEOMETRY -> new ColumnType.Geometry("GEOMETRY", Optional.empty());
            case VECTOR -> new ColumnType.Vector(c.length());
        };
    }

    private static ColumnType string(LoggedColumn c, boolean fixed) {
        return isBinary(c)
                ? new ColumnType.Binary(fixed, c.length())
                : new ColumnType.Char(
                        fixed,
                        c.length() / charset(c).maxBytesPerChar(),
                        charset(c).name(),
                        collation(c));
    }

    private static boolean isBinary(LoggedColumn c) {
        return c.collationId().orElse(BINARY) == BINARY;
    }

    private static SourceCharset charset(LoggedColumn c) {
        return c.collationId().flatMap(SourceCharset::byCollationId).orElseThrow();
    }

    private static String collation(LoggedColumn c) {
        return c.collationId().flatMap(SourceCharset::collationName).orElse("");
    }

    private static List<WireType> wireTypes(ColumnType type) {
        if (type instanceof ColumnType.Integral) {
            return switch (((ColumnType.Integral) type).bytes()) {
                case 1 -> List.of(WireType.TINY);
                case 2 -> List.of(WireType.SHORT);
                case 3 -> List.of(WireType.INT24);
                case 4 -> List.of(WireType.LONG);
                default -> List.of(WireType.LONGLONG);
            };
        }
        if (type instanceof ColumnType.Floating) {
            return List.of(((ColumnType.Floating) type).bytes() == 4 ? WireType.FLOAT : WireType.DOUBLE);
        }
        return OTHERS.get(type.getClass());
    }

    private static final java.util.Map<Class<? extends ColumnType>, List<WireType>> OTHERS = java.util.Map.ofEntries(
            java.util.Map.entry(ColumnType.Decimal.class, List.of(WireType.DECIMAL)),
            java.util.Map.entry(ColumnType.Bit.class, List.of(WireType.BIT)),
            java.util.Map.entry(ColumnType.Year.class, List.of(WireType.YEAR)),
            java.util.Map.entry(ColumnType.Date.class, List.of(WireType.DATE)),
            java.util.Map.entry(ColumnType.Time.class, List.of(WireType.TIME, WireType.OLD_TIME)),
            java.util.Map.entry(ColumnType.DateTime.class, List.of(WireType.DATETIME, WireType.OLD_DATETIME)),
            java.util.Map.entry(ColumnType.Timestamp.class, List.of(WireType.TIMESTAMP, WireType.OLD_TIMESTAMP)),
            java.util.Map.entry(ColumnType.Char.class, List.of(WireType.STRING, WireType.VARSTRING)),
            java.util.Map.entry(ColumnType.Binary.class, List.of(WireType.STRING, WireType.VARSTRING)),
            java.util.Map.entry(ColumnType.Text.class, List.of(WireType.BLOB)),
            java.util.Map.entry(ColumnType.Blob.class, List.of(WireType.BLOB)),
            java.util.Map.entry(ColumnType.Enumeration.class, List.of(WireType.ENUM)),
            java.util.Map.entry(ColumnType.LabelSet.class, List.of(WireType.SET)),
            java.util.Map.entry(ColumnType.Json.class, List.of(WireType.JSON)),
            java.util.Map.entry(ColumnType.Geometry.class, List.of(WireType.GEOMETRY)),
            java.util.Map.entry(ColumnType.Vector.class, List.of(WireType.VECTOR)),
            java.util.Map.entry(ColumnType.Network.class, List.of(WireType.STRING)));
}
