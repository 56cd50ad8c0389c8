package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.event.TableMap;
import io.github.jdbcreplica.event.TableMap.LoggedColumn;
import io.github.jdbcreplica.event.WireType;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.SourceCharset;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a table map says of the columns, alone (full metadata) or laid over definitions from elsewhere. The log wins: it is what the row images were written with. */
final class LoggedColumns {
    private static final int BINARY = 63;

    private LoggedColumns() {}

    /** The columns when the source logs full metadata. */
    static Optional<List<Column>> complete(TableMap map) {
        if (map.columns().stream().anyMatch(c -> c.name().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(map.columns().stream()
                .map(c -> column(c.name().orElseThrow(), type(c), c.nullable()))
                .toList());
    }

    /** Definitions from elsewhere, with what the log says of sign and character set; refused when they contradict the log. */
    static List<Column> merge(TableMap map, List<Column> definitions) throws ApplierException {
        if (definitions.size() < map.columns().size()) {
            throw mismatch(
                    map.name(),
                    definitions.size() + " columns are defined, the log has "
                            + map.columns().size());
        }
        List<Column> merged = new ArrayList<>();
        for (int i = 0; i < map.columns().size(); i++) {
            merged.add(merge(map.name(), map.columns().get(i), definitions.get(i)));
        }
        return merged;
    }

    private static Column merge(TableName table, LoggedColumn logged, Column definition) throws ApplierException {
        if (!wireTypes(definition.type()).contains(logged.type())) {
            throw mismatch(
                    table,
                    "column '" + definition.name() + "' is defined as " + definition.type() + ", the log has "
                            + logged.type());
        }
        return column(definition.name(), type(logged, definition.type()), definition.nullable());
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

    private static ColumnType type(LoggedColumn logged, ColumnType defined) {
        if (defined instanceof ColumnType.Integral && logged.unsigned().isPresent()) {
            return new ColumnType.Integral(
                    ((ColumnType.Integral) defined).bytes(), logged.unsigned().get());
        }
        return defined;
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
            case TIME -> new ColumnType.Time(c.length());
            case DATETIME -> new ColumnType.DateTime(c.length());
            case TIMESTAMP -> new ColumnType.Timestamp(c.length());
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
            java.util.Map.entry(ColumnType.Time.class, List.of(WireType.TIME)),
            java.util.Map.entry(ColumnType.DateTime.class, List.of(WireType.DATETIME)),
            java.util.Map.entry(ColumnType.Timestamp.class, List.of(WireType.TIMESTAMP)),
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
