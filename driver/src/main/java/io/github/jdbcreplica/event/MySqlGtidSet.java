package io.github.jdbcreplica.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * MySQL's GTID set: for each UUID, and each tag of it, intervals of transaction numbers. {@code uuid:1-5:7:tag:1-3,uuid2:1}. Immutable, so that a status reader and the applier can share it; adding the next number of a
 * source, which is the usual case, copies one small array.
 *
 * @param intervals by UUID in lower case and tag; each an ascending array of first and last numbers in pairs, never adjacent
 */
public record MySqlGtidSet(SortedMap<Tsid, long[]> intervals) implements GtidSet {
    /** A UUID and a tag ("" for none). Ordered as the server prints them. */
    public record Tsid(String uuid, String tag) implements Comparable<Tsid> {
        @Override
        public int compareTo(Tsid other) {
            int byUuid = uuid.compareTo(other.uuid);
            return byUuid != 0 ? byUuid : tag.compareTo(other.tag);
        }
    }

    private static final MySqlGtidSet EMPTY = new MySqlGtidSet(Collections.emptySortedMap());

    /** @throws IllegalArgumentException when the text is no GTID set */
    public static MySqlGtidSet parse(String text) {
        MySqlGtidSet set = EMPTY;
        for (String part : text.replaceAll("\\s", "").split(",")) {
            if (!part.isEmpty()) {
                set = set.withPart(part, text);
            }
        }
        return set;
    }

    private MySqlGtidSet withPart(String part, String text) {
        String[] fields = part.toLowerCase(Locale.ROOT).split(":");
        if (fields.length < 2 || fields[0].length() != 36) {
            throw malformed(text);
        }
        MySqlGtidSet set = this;
        String tag = "";
        for (int i = 1; i < fields.length; i++) {
            if (Character.isDigit(fields[i].charAt(0))) {
                set = set.withInterval(new Tsid(fields[0], tag), fields[i], text);
            } else {
                tag = fields[i];
            }
        }
        return set;
    }

    private MySqlGtidSet withInterval(Tsid tsid, String interval, String text) {
        try {
            int dash = interval.indexOf('-');
            long first = Long.parseLong(dash < 0 ? interval : interval.substring(0, dash));
            long last = dash < 0 ? first : Long.parseLong(interval.substring(dash + 1));
            if (first < 1 || last < first) {
                throw malformed(text);
            }
            return with(tsid, first, last);
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("Malformed GTID set specification '" + text + "'.");
    }

    @Override
    public MySqlGtidSet with(String gtid) {
        int number = gtid.lastIndexOf(':');
        int tag = gtid.indexOf(':');
        Tsid tsid = new Tsid(gtid.substring(0, tag), tag == number ? "" : gtid.substring(tag + 1, number));
        long value = Long.parseLong(gtid.substring(number + 1));
        return with(tsid, value, value);
    }

    private MySqlGtidSet with(Tsid tsid, long first, long last) {
        SortedMap<Tsid, long[]> copy = new TreeMap<>(intervals);
        copy.merge(tsid, new long[] {first, last}, (had, more) -> merged(had, first, last));
        return new MySqlGtidSet(copy);
    }

    private static long[] merged(long[] had, long first, long last) {
        if (had[had.length - 1] + 1 == first) {
            long[] grown = had.clone();
            grown[grown.length - 1] = last;
            return grown;
        }
        long[] result = new long[had.length + 2];
        int size = 0;
        long from = first;
        long to = last;
        boolean placed = false;
        for (int i = 0; i < had.length; i += 2) {
            if (had[i + 1] + 1 < from) {
                result[size++] = had[i];
                result[size++] = had[i + 1];
            } else if (to + 1 < had[i]) {
                if (!placed) {
                    result[size++] = from;
                    result[size++] = to;
                    placed = true;
                }
                result[size++] = had[i];
                result[size++] = had[i + 1];
            } else {
                from = Math.min(from, had[i]);
                to = Math.max(to, had[i + 1]);
            }
        }
        if (!placed) {
            result[size++] = from;
            result[size++] = to;
        }
        return Arrays.copyOf(result, size);
    }

    @Override
    public boolean contains(String gtid) {
        int number = gtid.lastIndexOf(':');
        int tag = gtid.indexOf(':');
        long[] has =
                intervals.get(new Tsid(gtid.substring(0, tag), tag == number ? "" : gtid.substring(tag + 1, number)));
        if (has == null) {
            return false;
        }
        long value = Long.parseLong(gtid.substring(number + 1));
        for (int i = 0; i < has.length; i += 2) {
            if (has[i] <= value && value <= has[i + 1]) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isEmpty() {
        return intervals.isEmpty();
    }

    @Override
    public MySqlGtidSet union(GtidSet other) {
        MySqlGtidSet union = this;
        if (other.isEmpty()) {
            return union;
        }
        for (Map.Entry<Tsid, long[]> entry : ((MySqlGtidSet) other).intervals.entrySet()) {
            for (int i = 0; i < entry.getValue().length; i += 2) {
                union = union.with(entry.getKey(), entry.getValue()[i], entry.getValue()[i + 1]);
            }
        }
        return union;
    }

    /**
     * The binary form of COM_BINLOG_DUMP_GTID (sql/rpl_gtid_set.cc, Gtid_set::encode): the number of UUIDs, and for each the intervals with exclusive ends. With tags the number's first and last byte say so, and each UUID is followed by the
     * tag with its length doubled (a variable-length integer of one byte).
     */
    public byte[] encode() {
        boolean tagged = intervals.keySet().stream().anyMatch(t -> !t.tag().isEmpty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long count = intervals.size();
        write(out, tagged ? 1L << 56 | count << 8 | 1 : count);
        for (Map.Entry<Tsid, long[]> entry : intervals.entrySet()) {
            out.writeBytes(HexFormat.of().parseHex(entry.getKey().uuid().replace("-", "")));
            if (tagged) {
                out.write(entry.getKey().tag().length() << 1);
                out.writeBytes(entry.getKey().tag().getBytes(StandardCharsets.US_ASCII));
            }
            long[] numbers = entry.getValue();
            write(out, numbers.length / 2);
            for (int i = 0; i < numbers.length; i += 2) {
                write(out, numbers[i]);
                write(out, numbers[i + 1] + 1);
            }
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, long value) {
        for (int i = 0; i < 8; i++) {
            out.write((int) (value >>> 8 * i));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MySqlGtidSet && toString().equals(other.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        String uuid = "";
        for (Map.Entry<Tsid, long[]> entry : intervals.entrySet()) {
            Tsid tsid = entry.getKey();
            if (!tsid.uuid().equals(uuid)) {
                text.append(text.isEmpty() ? "" : ",").append(tsid.uuid());
                uuid = tsid.uuid();
            }
            if (!tsid.tag().isEmpty()) {
                text.append(':').append(tsid.tag());
            }
            long[] numbers = entry.getValue();
            for (int i = 0; i < numbers.length; i += 2) {
                text.append(':').append(numbers[i]);
                if (numbers[i] != numbers[i + 1]) {
                    text.append('-').append(numbers[i + 1]);
                }
            }
        }
        return text.toString();
    }
}
