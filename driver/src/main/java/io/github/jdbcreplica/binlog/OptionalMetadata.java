package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.WireType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The type-length-value fields at the end of a TABLE_MAP event ({@code binlog_row_metadata}). Each field speaks only of the columns of some types, counted among themselves. */
final class OptionalMetadata {
    private static final Set<WireType> NUMERIC = EnumSet.of(
            WireType.TINY,
            WireType.SHORT,
            WireType.INT24,
            WireType.LONG,
            WireType.LONGLONG,
            WireType.DECIMAL,
            WireType.FLOAT,
            WireType.DOUBLE);
    private static final Set<WireType> CHARACTER = EnumSet.of(WireType.STRING, WireType.VARSTRING, WireType.BLOB);
    private static final Set<WireType> LABELLED = EnumSet.of(WireType.ENUM, WireType.SET);

    private final List<ColumnLayout> columns;
    private final Map<Integer, Boolean> unsigned = new HashMap<>();
    private final Map<Integer, Integer> collations = new HashMap<>();
    private final Map<Integer, List<byte[]>> labels = new HashMap<>();
    private final Map<Integer, Integer> dimensions = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> primaryKey = new ArrayList<>();

    private OptionalMetadata(List<ColumnLayout> columns) {
        this.columns = columns;
    }

    static OptionalMetadata read(WireReader in, List<ColumnLayout> columns) {
        var metadata = new OptionalMetadata(columns);
        while (in.remaining() > 0) {
            int field = in.uint8();
            metadata.readField(field, in.slice(in.packedLength()));
        }
        return metadata;
    }

    /** Fields of other numbers (geometry types, visibility, those of later versions) say nothing that is used here. */
    private void readField(int field, WireReader in) {
        switch (field) {
            case 1 -> readSignedness(in);
            case 2 -> readDefaultCollation(in, ordinals(CHARACTER));
            case 3 -> readCollations(in, ordinals(CHARACTER));
            case 4 -> readNames(in);
            case 5 -> readLabels(in, ordinals(EnumSet.of(WireType.SET)));
            case 6 -> readLabels(in, ordinals(EnumSet.of(WireType.ENUM)));
            case 8 -> readPrimaryKey(in, false);
            case 9 -> readPrimaryKey(in, true);
            case 10 -> readDefaultCollation(in, ordinals(LABELLED));
            case 11 -> readCollations(in, ordinals(LABELLED));
            case 13 -> readDimensions(in, ordinals(EnumSet.of(WireType.VECTOR)));
            default -> {}
        }
    }

    private List<Integer> ordinals(Set<WireType> types) {
        List<Integer> ordinals = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (types.contains(columns.get(i).type())) {
                ordinals.add(i);
            }
        }
        return ordinals;
    }

    /** One bit a column, the highest of each byte first. */
    private void readSignedness(WireReader in) {
        int octet = 0;
        int bit = 0;
        for (int ordinal : ordinals(NUMERIC)) {
            if (bit == 0) {
                octet = in.uint8();
                bit = 0x80;
            }
            unsigned.put(ordinal, (octet & bit) != 0);
            bit >>= 1;
        }
    }

    private void readDefaultCollation(WireReader in, List<Integer> ordinals) {
        int collation = in.packedCount(Integer.MAX_VALUE);
        ordinals.forEach(ordinal -> collations.put(ordinal, collation));
        while (in.remaining() > 0) {
            int index = in.packedCount(ordinals.size() - 1);
            collations.put(ordinals.get(index), in.packedCount(Integer.MAX_VALUE));
        }
    }

    private void readCollations(WireReader in, List<Integer> ordinals) {
        for (int ordinal : ordinals) {
            collations.put(ordinal, in.packedCount(Integer.MAX_VALUE));
        }
    }

    private void readNames(WireReader in) {
        while (in.remaining() > 0) {
            names.add(in.utf8(in.packedLength()));
        }
        if (names.size() != columns.size()) {
            throw new MalformedEventException("it names " + names.size() + " of " + columns.size() + " columns");
        }
    }

    private void readLabels(WireReader in, List<Integer> ordinals) {
        for (int ordinal : ordinals) {
            int count = in.packedCount(in.remaining());
            List<byte[]> texts = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                texts.add(in.bytes(in.packedLength()));
            }
            labels.put(ordinal, texts);
        }
    }

    private void readPrimaryKey(WireReader in, boolean withPrefixes) {
        while (in.remaining() > 0) {
            primaryKey.add(in.packedCount(columns.size() - 1));
            if (withPrefixes) {
                in.packedLength();
            }
        }
    }

    private void readDimensions(WireReader in, List<Integer> ordinals) {
        for (int ordinal : ordinals) {
            dimensions.put(ordinal, in.packedCount(Integer.MAX_VALUE));
        }
    }

    List<Integer> primaryKey() {
        return primaryKey;
    }

    Optional<String> name(int ordinal) {
        return names.isEmpty() ? Optional.empty() : Optional.of(names.get(ordinal));
    }

    Optional<Boolean> unsigned(int ordinal) {
        return Optional.ofNullable(unsigned.get(ordinal));
    }

    Optional<Integer> collation(int ordinal) {
        return Optional.ofNullable(collations.get(ordinal));
    }

    Optional<Integer> dimensions(int ordinal) {
        return Optional.ofNullable(dimensions.get(ordinal));
    }

    /** Labels are in the column's own character set. */
    List<String> labels(int ordinal) {
        int collation = collations.getOrDefault(ordinal, MySqlCharsets.BINARY);
        return labels.getOrDefault(ordinal, List.of()).stream()
                .map(text -> MySqlCharsets.decode(text, 0, text.length, collation))
                .toList();
    }
}
