package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.JsonPath;
import io.github.jdbcreplica.event.MySqlJson;
import io.github.jdbcreplica.event.MySqlJsonDiff;
import io.github.jdbcreplica.event.MySqlJsonDiff.Operation;
import io.github.jdbcreplica.event.MySqlJsonDiff.Step;
import io.github.jdbcreplica.event.RowChange;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import io.github.jdbcreplica.event.SourceEvent.Rows.Kind;
import io.github.jdbcreplica.event.WireType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Decodes one rows event whose table is known. */
final class RowsDecoder {
    /** A flag of the event (NO_FOREIGN_KEY_CHECKS_F in MySQL's libs/mysql/binlog/event/rows_event.h). */
    private static final int NO_FOREIGN_KEY_CHECKS = 2;

    /** From MySQL 9.6 on, with innodb_native_foreign_keys=OFF: the server and not the storage engine sees to foreign keys (USE_SQL_FOREIGN_KEY_F, as its mysqlbinlog prints the flag). */
    private static final int SQL_FOREIGN_KEYS = 0x10;

    /** MariaDB's (NO_CHECK_CONSTRAINT_CHECKS_F in its sql/log_event.h). */
    private static final int NO_CHECK_CONSTRAINT_CHECKS = 0x80;

    private static final int PARTIAL_JSON_UPDATES = 1;
    private static final Operation[] OPERATIONS = Operation.values();

    private final MappedTable table;
    private final RowsEventType type;
    private int[] before;
    private int[] after;

    private RowsDecoder(MappedTable table, RowsEventType type) {
        this.table = table;
        this.type = type;
    }

    /** @param in the body behind the table's number and the flags */
    static Rows decode(EventHeader header, RowsEventType type, MappedTable table, int flags, WireReader in) {
        try {
            return new RowsDecoder(table, type).decode(header, flags, in);
        } catch (RuntimeException e) {
            throw table.oldTemporal().map(column -> misread(column, e)).orElse(e);
        }
    }

    /** A fraction that the log does not tell shifts all that follows. */
    private static RuntimeException misread(String column, RuntimeException e) {
        String reason = e instanceof MalformedEventException ? e.getMessage() : e.toString();
        return new MalformedEventException(
                reason + ". Its " + column
                        + " has the format of MariaDB 5.3: if it has fractional seconds, they are logged without their length and cannot be read; run ALTER TABLE ... FORCE on the source, with mysql56_temporal_format=ON, and make the replica anew from there. If it has none, the event is damaged");
    }

    private Rows decode(EventHeader header, int flags, WireReader in) {
        if (type.extraHeader()) {
            in.skip(in.uint16() - 2L);
        }
        int columns = in.packedCount(Integer.MAX_VALUE);
        if (columns != table.decoders().length) {
            throw new MalformedEventException(
                    "its rows have " + columns + " columns, its table map " + table.decoders().length);
        }
        BitSet first = BitSet.valueOf(in.bytes((columns + 7) / 8));
        BitSet second = type.kind() == Kind.UPDATE ? BitSet.valueOf(in.bytes((columns + 7) / 8)) : new BitSet();
        BitSet beforeColumns = type.kind() == Kind.INSERT ? new BitSet() : first;
        BitSet afterColumns = type.kind() == Kind.INSERT ? first : second;
        before = ordinals(beforeColumns, columns);
        after = ordinals(afterColumns, columns);
        List<RowChange> rows = rows(type.compressed() ? new WireReader(MariaDbCompression.event(in)) : in);
        return new Rows(
                header,
                type.kind(),
                table.map(),
                beforeColumns,
                afterColumns,
                (flags & NO_FOREIGN_KEY_CHECKS) == 0,
                (flags & SQL_FOREIGN_KEYS) != 0,
                (flags & NO_CHECK_CONSTRAINT_CHECKS) == 0,
                rows);
    }

    /** Bits beyond the last column are not the table's. */
    private int[] ordinals(BitSet present, int columns) {
        present.clear(columns, Math.max(columns, present.length()));
        return present.stream().toArray();
    }

    private List<RowChange> rows(WireReader in) {
        if (before.length == 0 && after.length == 0) {
            throw new MalformedEventException("its rows have no columns; set binlog_row_image=FULL on the source");
        }
        List<RowChange> rows = new ArrayList<>();
        while (in.remaining() > 0) {
            Object[] old = type.kind() == Kind.INSERT ? null : image(in, before, null);
            Object[] fresh =
                    type.kind() == Kind.DELETE ? null : image(in, after, type.partial() ? partialColumns(in) : null);
            rows.add(new RowChange(old, fresh));
        }
        return rows;
    }

    /** A bit for each NULL among the present columns, then the values of the others. */
    private Object[] image(WireReader in, int[] present, BitSet partial) {
        Object[] values = new Object[table.decoders().length];
        byte[] bytes = in.array();
        int nulls = in.take((present.length + 7) / 8);
        for (int i = 0; i < present.length; i++) {
            if ((bytes[nulls + (i >> 3)] >> (i & 7) & 1) == 0) {
                int ordinal = present[i];
                values[ordinal] = partial != null && partial.get(ordinal)
                        ? diff(in.slice(in.uint32()))
                        : table.decoders()[ordinal].decode(in);
            }
        }
        return values;
    }

    /** Every JSON column of the table has a bit, whether the image holds it or not; only if the options say so. */
    private BitSet partialColumns(WireReader in) {
        long options = in.packedLength();
        BitSet partial = new BitSet();
        if ((options & ~PARTIAL_JSON_UPDATES) != 0) {
            throw new MalformedEventException("its rows have unknown value options " + options);
        }
        if (options == 0) {
            return partial;
        }
        int[] json = jsonOrdinals();
        BitSet bits = BitSet.valueOf(in.bytes((json.length + 7) / 8));
        for (int i = 0; i < json.length; i++) {
            partial.set(json[i], bits.get(i));
        }
        return partial;
    }

    private int[] jsonOrdinals() {
        var columns = table.map().columns();
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).type() == WireType.JSON)
                .toArray();
    }

    private static MySqlJsonDiff diff(WireReader in) {
        List<Step> steps = new ArrayList<>();
        while (in.remaining() > 0) {
            int operation = in.uint8();
            if (operation >= OPERATIONS.length) {
                throw new MalformedEventException("a JSON change has the unknown operation " + operation);
            }
            JsonPath path = path(in.utf8(in.packedLength()));
            MySqlJson value =
                    OPERATIONS[operation] == Operation.REMOVE ? null : new MySqlJson(in.bytes(in.packedLength()));
            steps.add(new Step(OPERATIONS[operation], path, value));
        }
        return new MySqlJsonDiff(steps);
    }

    private static JsonPath path(String text) {
        try {
            return JsonPath.parse(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedEventException(e.getMessage());
        }
    }
}
