package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.TableMap;
import io.github.jdbcreplica.event.TableMap.LoggedColumn;
import io.github.jdbcreplica.schema.SourceCharset;
import io.github.jdbcreplica.schema.TableName;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** TABLE_MAP events, with the optional metadata of MySQL 8 and MariaDB (libbinlogevents, Table_map_event: Optional_metadata_fields). */
final class TableMapDecoder {
    private static final int SIGNEDNESS = 1;
    private static final int DEFAULT_CHARSET = 2;
    private static final int COLUMN_CHARSET = 3;
    private static final int COLUMN_NAME = 4;
    private static final int SET_STR_VALUE = 5;
    private static final int ENUM_STR_VALUE = 6;
    private static final int SIMPLE_PRIMARY_KEY = 8;
    private static final int PRIMARY_KEY_WITH_PREFIX = 9;
    private static final int ENUM_AND_SET_DEFAULT_CHARSET = 10;
    private static final int ENUM_AND_SET_COLUMN_CHARSET = 11;
    private static final int VECTOR_DIMENSIONALITY = 13;
    private static final int BINARY = 63;

    private final List<WireColumn> columns = new ArrayList<>();
    private final BitSet nullable;
    private final TableName name;
    private final long tableId;

    private boolean[] unsigned = new boolean[0];
    private final Integer[] collations;
    private final String[] names;
    private final List<List<byte[]>> enumLabels = new ArrayList<>();
    private final List<List<byte[]>> setLabels = new ArrayList<>();
    private final List<Integer> dimensions = new ArrayList<>();
    private final List<Integer> primaryKey = new ArrayList<>();

    private TableMapDecoder(WireReader in) {
        tableId = in.uint(6);
        in.skip(2);
        name = new TableName(zeroTerminated(in), zeroTerminated(in));
        int count = in.packedLength();
        byte[] types = in.bytes(count);
        WireReader metadata = in.part(in.packedLength());
        for (byte type : types) {
            columns.add(WireColumn.read(type & 0xFF, metadata));
        }
        nullable = in.bits(count);
        collations = new Integer[count];
        names = new String[count];
        while (!in.atEnd()) {
            optional(in.uint8(), in.part(in.packedLength()));
        }
    }

    static WireTable decode(WireReader in) {
        return new TableMapDecoder(in).table();
    }

    /** Only the head: for messages about an event that cannot be decoded. */
    static TableName name(WireReader in) {
        in.skip(8);
        return new TableName(zeroTerminated(in), zeroTerminated(in));
    }

    private static String zeroTerminated(WireReader in) {
        String text = in.utf8(in.uint8());
        in.skip(1);
        return text;
    }

    private void optional(int field, WireReader in) {
        switch (field) {
            case SIGNEDNESS ->
                unsigned = in.bitsFromTheLeft(
                        (int) columns.stream().filter(WireColumn::isNumeric).count());
            case DEFAULT_CHARSET -> defaultCharset(in, false);
            case COLUMN_CHARSET -> columnCharsets(in, false);
            case ENUM_AND_SET_DEFAULT_CHARSET -> defaultCharset(in, true);
            case ENUM_AND_SET_COLUMN_CHARSET -> columnCharsets(in, true);
            case COLUMN_NAME -> {
                for (int i = 0; i < names.length && !in.atEnd(); i++) {
                    names[i] = in.utf8(in.packedLength());
                }
            }
            case SET_STR_VALUE -> labels(in, setLabels);
            case ENUM_STR_VALUE -> labels(in, enumLabels);
            case SIMPLE_PRIMARY_KEY -> {
                while (!in.atEnd()) {
                    primaryKey.add((int) in.packed());
                }
            }
            case PRIMARY_KEY_WITH_PREFIX -> {
                while (!in.atEnd()) {
                    primaryKey.add((int) in.packed());
                    in.packed();
                }
            }
            case VECTOR_DIMENSIONALITY -> {
                while (!in.atEnd()) {
                    dimensions.add((int) in.packed());
                }
            }
            default -> {
                // Geometry types, visibility and what is to come describe nothing that decoding needs.
            }
        }
    }

    /** The collation of most columns, then pairs of (which of the character columns, its collation). */
    private void defaultCharset(WireReader in, boolean enumsAndSets) {
        List<Integer> ordinals = characterColumns(enumsAndSets);
        int common = (int) in.packed();
        ordinals.forEach(ordinal -> collations[ordinal] = common);
        while (!in.atEnd()) {
            int which = (int) in.packed();
            int collation = (int) in.packed();
            if (which >= 0 && which < ordinals.size()) {
                collations[ordinals.get(which)] = collation;
            }
        }
    }

    private void columnCharsets(WireReader in, boolean enumsAndSets) {
        for (int ordinal : characterColumns(enumsAndSets)) {
            collations[ordinal] = (int) in.packed();
        }
    }

    private List<Integer> characterColumns(boolean enumsAndSets) {
        List<Integer> ordinals = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (enumsAndSets ? columns.get(i).isEnumOrSet() : columns.get(i).isCharacter()) {
                ordinals.add(i);
            }
        }
        return ordinals;
    }

    private static void labels(WireReader in, List<List<byte[]>> all) {
        while (!in.atEnd()) {
            int count = in.packedLength();
            List<byte[]> labels = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                labels.add(in.bytes(in.packedLength()));
            }
            all.add(labels);
        }
    }

    private WireTable table() {
        List<LoggedColumn> logged = new ArrayList<>();
        int numeric = 0;
        int enums = 0;
        int sets = 0;
        int vectors = 0;
        for (int i = 0; i < columns.size(); i++) {
            WireColumn column = columns.get(i);
            Optional<Boolean> sign = column.isNumeric() && numeric < unsigned.length
                    ? Optional.of(unsigned[numeric++])
                    : Optional.empty();
            List<byte[]> labels = switch (column.code()) {
                case WireColumn.ENUM -> enums < enumLabels.size() ? enumLabels.get(enums++) : List.of();
                case WireColumn.SET -> sets < setLabels.size() ? setLabels.get(sets++) : List.of();
                default -> List.of();
            };
            int length = column.code() == WireColumn.VECTOR
                    ? vectors < dimensions.size() ? dimensions.get(vectors++) : 0
                    : column.length();
            logged.add(new LoggedColumn(
                    column.type(),
                    length,
                    column.scale(),
                    nullable.get(i),
                    Optional.ofNullable(names[i]),
                    sign,
                    Optional.ofNullable(collations[i]),
                    decode(labels, collations[i])));
        }
        return new WireTable(new TableMap(tableId, name, logged, primaryKey), List.copyOf(columns));
    }

    private static List<String> decode(List<byte[]> labels, Integer collation) {
        SourceCharset charset = SourceCharset.byCollationId(collation == null ? BINARY : collation)
                .filter(c -> c.javaName().isPresent())
                .orElseGet(() -> SourceCharset.byName("utf8mb4").orElseThrow());
        List<String> decoded = new ArrayList<>();
        try {
            for (byte[] label : labels) {
                decoded.add(charset.decode(label));
            }
        } catch (CharacterCodingException e) {
            throw new MalformedEventException("a label that is not " + charset.name());
        }
        return decoded;
    }
}
