package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.TableMap;
import io.github.jdbcreplica.event.TableMap.LoggedColumn;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decodes TABLE_MAP events. */
final class TableMapDecoder {
    private static final int MAX_COLUMNS = 4096;

    /** The first column is a key that the server has made itself ({@code TM_GENERATED_INVISIBLE_PK_F}). */
    private static final int GENERATED_KEY = 1 << 2;

    private final boolean mariaDb;

    TableMapDecoder(boolean mariaDb) {
        this.mariaDb = mariaDb;
    }

    static long tableId(WireReader body) {
        return body.unsigned(6);
    }

    /** @param in the body behind the table's number */
    MappedTable decode(long tableId, WireReader in, byte[] event) {
        int flags = in.uint16();
        boolean generatedKey = !mariaDb && (flags & GENERATED_KEY) != 0;
        TableName name = new TableName(name(in), name(in));
        try {
            List<ColumnLayout> layouts = new ArrayList<>();
            TableMap map = columns(tableId, name, generatedKey, in, layouts);
            ColumnDecoder[] decoders =
                    layouts.stream().map(ColumnLayout::decoder).toArray(ColumnDecoder[]::new);
            return new MappedTable(event, name, map, decoders, Optional.empty());
        } catch (MalformedEventException e) {
            return new MappedTable(event, name, null, null, Optional.of(e.getMessage()));
        }
    }

    private static String name(WireReader in) {
        String name = in.utf8(in.packedLength());
        in.skip(1);
        return name;
    }

    private TableMap columns(
            long tableId, TableName name, boolean generatedKey, WireReader in, List<ColumnLayout> layouts) {
        int count = in.packedCount(MAX_COLUMNS);
        WireReader types = in.slice(count);
        WireReader metadata = in.slice(in.packedLength());
        for (int i = 0; i < count; i++) {
            layouts.add(ColumnLayout.read(types.uint8(), metadata));
        }
        byte[] nullable = in.bytes((count + 7) / 8);
        OptionalMetadata optional = OptionalMetadata.read(in, layouts, mariaDb);
        List<LoggedColumn> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            columns.add(column(layouts.get(i), (nullable[i >> 3] >> (i & 7) & 1) != 0, i, optional));
        }
        return new TableMap(tableId, name, columns, optional.primaryKey(), generatedKey);
    }

    private static LoggedColumn column(ColumnLayout layout, boolean nullable, int ordinal, OptionalMetadata optional) {
        return new LoggedColumn(
                layout.type(),
                optional.dimensions(ordinal).orElse(layout.length()),
                layout.scale(),
                nullable,
                optional.name(ordinal),
                optional.unsigned(ordinal),
                optional.collation(ordinal),
                optional.labels(ordinal));
    }
}
