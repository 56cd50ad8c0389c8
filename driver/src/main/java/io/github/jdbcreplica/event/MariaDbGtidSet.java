package io.github.jdbcreplica.event;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** MariaDB's position: the last transaction of each replication domain, {@code 0-1-100,1-2-3}. A domain's transactions are ordered by their sequence number, so the last stands for all before it. Immutable. */
public record MariaDbGtidSet(SortedMap<Long, Gtid> last) implements GtidSet {
    /** All three are unsigned: 32, 32 and 64 bits. */
    public record Gtid(long domain, long server, long sequence) {
        static Gtid parse(String text) {
            String[] fields = text.strip().split("-");
            if (fields.length != 3) {
                throw new IllegalArgumentException("Malformed GTID '" + text + "'.");
            }
            return new Gtid(Long.parseLong(fields[0]), Long.parseLong(fields[1]), Long.parseUnsignedLong(fields[2]));
        }

        @Override
        public String toString() {
            return domain + "-" + server + "-" + Long.toUnsignedString(sequence);
        }
    }

    /** @throws IllegalArgumentException when the text is no list of GTIDs */
    public static MariaDbGtidSet parse(String text) {
        SortedMap<Long, Gtid> last = new TreeMap<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                Gtid gtid = Gtid.parse(part);
                last.put(gtid.domain(), gtid);
            }
        }
        return new MariaDbGtidSet(Collections.unmodifiableSortedMap(last));
    }

    @Override
    public MariaDbGtidSet with(String gtid) {
        return with(Gtid.parse(gtid));
    }

    private MariaDbGtidSet with(Gtid gtid) {
        SortedMap<Long, Gtid> copy = new TreeMap<>(last);
        copy.put(gtid.domain(), gtid);
        return new MariaDbGtidSet(copy);
    }

    @Override
    public boolean contains(String gtid) {
        Gtid asked = Gtid.parse(gtid);
        Gtid reached = last.get(asked.domain());
        return reached != null && Long.compareUnsigned(asked.sequence(), reached.sequence()) <= 0;
    }

    @Override
    public boolean isEmpty() {
        return last.isEmpty();
    }

    @Override
    public MariaDbGtidSet union(GtidSet other) {
        MariaDbGtidSet union = this;
        if (other.isEmpty()) {
            return union;
        }
        for (Map.Entry<Long, Gtid> entry : ((MariaDbGtidSet) other).last.entrySet()) {
            if (!union.contains(entry.getValue().toString())) {
                union = union.with(entry.getValue());
            }
        }
        return union;
    }

    @Override
    public String toString() {
        return last.values().stream().map(Gtid::toString).collect(Collectors.joining(","));
    }
}
