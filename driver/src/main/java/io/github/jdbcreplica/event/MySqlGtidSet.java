package io.github.jdbcreplica.event;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** MySQL's set: per UUID and tag the intervals of transaction numbers, {@code uuid:1-5:7:tag:1-3}. Printed as {@code @@gtid_executed} prints it. */
public final class MySqlGtidSet implements GtidSet {
    private static final MySqlGtidSet EMPTY = new MySqlGtidSet(new TreeMap<>());
    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern TAG_TEXT = Pattern.compile("[a-z_][a-z0-9_]{0,31}");
    private static final Pattern INTERVAL_TEXT = Pattern.compile("\\d{1,19}(\\s*-\\s*\\d{1,19})?");

    private final SortedMap<Origin, GtidIntervals> members;

    private MySqlGtidSet(SortedMap<Origin, GtidIntervals> members) {
        this.members = members;
    }

    /** @throws IllegalArgumentException when a MySQL server would refuse the text */
    public static MySqlGtidSet parse(String text) {
        SortedMap<Origin, GtidIntervals> parsed = new TreeMap<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                parsePart(part, parsed);
            }
        }
        return parsed.isEmpty() ? EMPTY : new MySqlGtidSet(parsed);
    }

    private static void parsePart(String part, Map<Origin, GtidIntervals> into) {
        String[] fields = part.split(":", -1);
        UUID uuid = uuid(fields[0].trim(), part);
        String tag = "";
        boolean intervalSeen = false;
        for (int i = 1; i < fields.length; i++) {
            String field = fields[i].trim();
            if (INTERVAL_TEXT.matcher(field).matches()) {
                GtidIntervals interval = interval(field, part);
                if (!interval.isEmpty()) {
                    into.merge(new Origin(uuid, tag), interval, GtidIntervals::union);
                }
                intervalSeen = true;
            } else {
                tag = tag(field, part);
                intervalSeen = false;
            }
        }
        if (!intervalSeen) {
            throw new IllegalArgumentException("GTID set '" + part.trim() + "' lacks transaction numbers");
        }
    }

    private static UUID uuid(String text, String part) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("GTID set '" + part.trim() + "' does not begin with a UUID");
        }
        return UUID.fromString(text);
    }

    private static String tag(String text, String part) {
        String tag = text.toLowerCase(Locale.ROOT);
        if (!TAG_TEXT.matcher(tag).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' in GTID set '" + part.trim() + "' is neither interval nor tag");
        }
        return tag;
    }

    private static GtidIntervals interval(String text, String part) {
        int dash = text.indexOf('-');
        try {
            long first = Long.parseLong((dash < 0 ? text : text.substring(0, dash)).trim());
            long last =
                    dash < 0 ? first : Long.parseLong(text.substring(dash + 1).trim());
            if (first < 1 || last == Long.MAX_VALUE) {
                throw new IllegalArgumentException("Transaction number out of range in GTID set '" + part.trim() + "'");
            }
            return first > last ? GtidIntervals.EMPTY : GtidIntervals.of(first, last);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Transaction number out of range in GTID set '" + part.trim() + "'", e);
        }
    }

    @Override
    public MySqlGtidSet with(String gtid) {
        return (MySqlGtidSet) union(parse(gtid));
    }

    @Override
    public boolean contains(String gtid) {
        // An empty set may yet turn out to be MariaDB's.
        return !isEmpty() && containsAll(parse(gtid));
    }

    @Override
    public boolean containsAll(GtidSet other) {
        return other.isEmpty()
                || other instanceof MySqlGtidSet that
                        && that.members.entrySet().stream()
                                .allMatch(e -> Optional.ofNullable(members.get(e.getKey()))
                                        .map(mine -> mine.containsAll(e.getValue()))
                                        .orElse(false));
    }

    @Override
    public boolean isEmpty() {
        return members.isEmpty();
    }

    @Override
    public boolean intersects(GtidSet other) {
        return other instanceof MySqlGtidSet that
                && that.members.entrySet().stream()
                        .anyMatch(e -> Optional.ofNullable(members.get(e.getKey()))
                                .map(mine -> mine.intersects(e.getValue()))
                                .orElse(false));
    }

    @Override
    public GtidSet union(GtidSet other) {
        if (isEmpty()) {
            return other;
        }
        if (!(other instanceof MySqlGtidSet that)) {
            throw new IllegalArgumentException("A MySQL GTID set cannot be united with '" + other + "' of MariaDB");
        }
        SortedMap<Origin, GtidIntervals> united = new TreeMap<>(members);
        that.members.forEach((origin, intervals) -> united.merge(origin, intervals, GtidIntervals::union));
        return new MySqlGtidSet(united);
    }

    /**
     * The set as COM_BINLOG_DUMP_GTID and PREVIOUS_GTIDS carry it. Without tags in the format that servers before 8.3 read too; with tags the first eight bytes carry a format number 1
     * in their lowest and highest byte and the count between them, and every UUID is followed by its tag.
     */
    public byte[] encode() {
        boolean tagged = members.keySet().stream().anyMatch(o -> !o.tag.isEmpty());
        var out = new ByteArrayOutputStream();
        writeLong(out, tagged ? 1L << 56 | (long) members.size() << 8 | 1 : members.size());
        members.forEach((origin, intervals) -> {
            writeUuid(out, origin.uuid);
            if (tagged) {
                writeTag(out, origin.tag);
            }
            writeLong(out, intervals.count());
            for (int i = 0; i < intervals.count(); i++) {
                writeLong(out, intervals.first(i));
                writeLong(out, intervals.last(i) + 1);
            }
        });
        return out.toByteArray();
    }

    private static void writeLong(ByteArrayOutputStream out, long value) {
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
    }

    private static void writeUuid(ByteArrayOutputStream out, UUID uuid) {
        out.writeBytes(ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array());
    }

    /** The length is one of the server's variable-length integers: up to 127 it is one byte, shifted left by one. */
    private static void writeTag(ByteArrayOutputStream out, String tag) {
        out.write(tag.length() << 1);
        for (int i = 0; i < tag.length(); i++) {
            out.write(tag.charAt(i));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MySqlGtidSet that && members.equals(that.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        UUID previous = null;
        for (Map.Entry<Origin, GtidIntervals> member : members.entrySet()) {
            Origin origin = member.getKey();
            if (!origin.uuid.equals(previous)) {
                text.append(previous == null ? "" : ",\n").append(origin.uuid);
                previous = origin.uuid;
            }
            text.append(origin.tag.isEmpty() ? "" : ":" + origin.tag).append(member.getValue());
        }
        return text.toString();
    }

    private record Origin(UUID uuid, String tag) implements Comparable<Origin> {
        /** {@link UUID#compareTo} compares signed halves; servers compare bytes. */
        @Override
        public int compareTo(Origin other) {
            int order = Long.compareUnsigned(uuid.getMostSignificantBits(), other.uuid.getMostSignificantBits());
            if (order == 0) {
                order = Long.compareUnsigned(uuid.getLeastSignificantBits(), other.uuid.getLeastSignificantBits());
            }
            return order == 0 ? tag.compareTo(other.tag) : order;
        }
    }
}
