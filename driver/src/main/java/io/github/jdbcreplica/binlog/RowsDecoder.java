package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.MySqlJson;
import io.github.jdbcreplica.event.MySqlJsonDiff;
import io.github.jdbcreplica.event.RowChange;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** WRITE, UPDATE, DELETE and PARTIAL_UPDATE rows events, versions 1 and 2, in full, noblob and minimal row images (libbinlogevents, Rows_event; sql/log_event.cc). */
final class RowsDecoder {
    private static final int PARTIAL_JSON_UPDATES = 1;

    private RowsDecoder() {}

    /** @param version 1 or 2: the latter has a variable header */
    static Rows decode(
            EventHeader header,
            Rows.Kind kind,
            int version,
            boolean partial,
            WireReader in,
            Map<Long, WireTable> tables) {
        WireTable table = table(in, version, tables);
        int count = in.packedLength();
        if (count != table.columns().size()) {
            throw new MalformedEventException(count + " columns where the table map has "
                    + table.columns().size());
        }
        BitSet first = in.bits(count);
        BitSet second = kind == Rows.Kind.UPDATE ? in.bits(count) : first;
        return new Rows(
                header,
                kind,
                table.map(),
                kind == Rows.Kind.INSERT ? new BitSet() : first,
                kind == Rows.Kind.DELETE ? new BitSet() : second,
                rows(kind, partial, in, table, first, second));
    }

    static WireTable table(WireReader in, int version, Map<Long, WireTable> tables) {
        long id = in.uint(6);
        in.skip(2);
        if (version == 2) {
            in.skip(in.uint16() - 2);
        }
        WireTable table = tables.get(id);
        if (table == null) {
            throw new MalformedEventException("there was no table map for table id " + id);
        }
        return table;
    }

    private static List<RowChange> rows(
            Rows.Kind kind, boolean partial, WireReader in, WireTable table, BitSet first, BitSet second) {
        List<RowChange> rows = new ArrayList<>();
        while (!in.atEnd()) {
            int start = in.position();
            Object[] one = image(in, table, first, false);
            rows.add(
                    switch (kind) {
                        case INSERT -> new RowChange(null, one);
                        case UPDATE -> new RowChange(one, image(in, table, second, partial));
                        case DELETE -> new RowChange(one, null);
                    });
            if (in.position() == start) {
                throw new MalformedEventException("rows without a byte");
            }
        }
        return rows;
    }

    private static Object[] image(WireReader in, WireTable table, BitSet held, boolean partial) {
        int columns = table.columns().size();
        BitSet differences = partial ? differences(in, table, held) : new BitSet();
        BitSet nulls = in.bits(held.cardinality());
        Object[] values = new Object[columns];
        int bit = 0;
        for (int i = held.nextSetBit(0); i >= 0; i = held.nextSetBit(i + 1)) {
            if (!nulls.get(bit++)) {
                values[i] = differences.get(i)
                        ? difference(in, table.columns().get(i))
                        : ColumnDecoder.value(table.columns().get(i), in);
            }
        }
        return values;
    }

    /** Which JSON columns of this row hold a difference: one bit for each JSON column of the table, present only when the options say so. */
    private static BitSet differences(WireReader in, WireTable table, BitSet held) {
        BitSet ordinals = new BitSet();
        if ((in.packed() & PARTIAL_JSON_UPDATES) == 0) {
            return ordinals;
        }
        List<Integer> json = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).code() == WireColumn.JSON) {
                json.add(i);
            }
        }
        BitSet bits = in.bits(json.size());
        for (int i = 0; i < json.size(); i++) {
            if (bits.get(i) && held.get(json.get(i))) {
                ordinals.set(json.get(i));
            }
        }
        return ordinals;
    }

    /** sql/json_diff.cc: Json_diff_vector::read_binary. */
    private static MySqlJsonDiff difference(WireReader in, WireColumn column) {
        long length = in.uint(column.length());
        if (length > in.remaining()) {
            throw new MalformedEventException("a JSON difference of " + length + " bytes in " + in.remaining());
        }
        WireReader diff = in.part((int) length);
        List<MySqlJsonDiff.Step> steps = new ArrayList<>();
        while (!diff.atEnd()) {
            int code = diff.uint8();
            if (code >= MySqlJsonDiff.Operation.values().length) {
                throw new MalformedEventException("a JSON difference of the unknown operation " + code);
            }
            MySqlJsonDiff.Operation operation = MySqlJsonDiff.Operation.values()[code];
            String path = diff.utf8(diff.packedLength());
            MySqlJson value =
                    operation == MySqlJsonDiff.Operation.REMOVE ? null : new MySqlJson(diff.bytes(diff.packedLength()));
            steps.add(new MySqlJsonDiff.Step(operation, path, value));
        }
        return new MySqlJsonDiff(steps);
    }
}
