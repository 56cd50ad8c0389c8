package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.schema.TableName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The table maps of the stream by number. A server repeats a table's map for every statement: equal maps give the same instance. */
final class TableMaps {
    /** Stands in rows events that only end a statement. */
    static final long DUMMY = 0xFF_FFFFL;

    /** A statement has a few dozen tables at most; numbers change with every reopening of a table, so old ones must go. */
    private static final int CAPACITY = 4096;

    private final Map<Long, MappedTable> byNumber = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, MappedTable> eldest) {
            return size() > CAPACITY;
        }
    };

    TableName add(RawEvent raw) {
        WireReader in = raw.body();
        long number = TableMapDecoder.tableId(in);
        MappedTable known = byNumber.get(number);
        if (known == null || !sameBody(known.event(), raw)) {
            known = TableMapDecoder.decode(number, in, ParkedRowsReader.copy(raw));
            byNumber.put(number, known);
        }
        return known.name();
    }

    private static boolean sameBody(byte[] known, RawEvent raw) {
        return Arrays.equals(
                known, RawEvent.HEADER_LENGTH, known.length, raw.bytes(), RawEvent.HEADER_LENGTH, raw.end());
    }

    MappedTable get(long number) {
        return byNumber.get(number);
    }

    void clear() {
        byNumber.clear();
    }
}
