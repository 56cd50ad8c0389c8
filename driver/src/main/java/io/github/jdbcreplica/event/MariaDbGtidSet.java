package io.github.jdbcreplica.event;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** MariaDB's position: the last transaction of each domain, {@code 0-1-100,1-2-3}, sorted by domain as {@code @@gtid_slave_pos} is. */
public final class MariaDbGtidSet implements GtidSet {
    private static final Pattern GTID = Pattern.compile("(\\d{1,10})-(\\d{1,10})-(\\d{1,20})");
    private static final long MAX_UNSIGNED_INT = 0xFFFF_FFFFL;

    private final SortedMap<Long, Last> lastByDomain;

    private MariaDbGtidSet(SortedMap<Long, Last> lastByDomain) {
        this.lastByDomain = lastByDomain;
    }

    /** Of several transactions in one domain, as {@code @@gtid_binlog_state} lists them, the latest counts. */
    public static MariaDbGtidSet parse(String text) {
        SortedMap<Long, Last> parsed = new TreeMap<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                parsed.merge(domain(part), last(part), Last::later);
            }
        }
        return new MariaDbGtidSet(parsed);
    }

    private static Matcher match(String gtid) {
        Matcher matcher = GTID.matcher(gtid.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + gtid.trim() + "' is no MariaDB GTID (domain-server-sequence)");
        }
        return matcher;
    }

    private static long domain(String gtid) {
        return unsignedInt(match(gtid).group(1), gtid);
    }

    private static Last last(String gtid) {
        Matcher matcher = match(gtid);
        try {
            return new Last(unsignedInt(matcher.group(2), gtid), Long.parseUnsignedLong(matcher.group(3)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Sequence number out of range in GTID '" + gtid.trim() + "'", e);
        }
    }

    private static long unsignedInt(String digits, String gtid) {
        long value = Long.parseLong(digits);
        if (value > MAX_UNSIGNED_INT) {
            throw new IllegalArgumentException("Number out of range in GTID '" + gtid.trim() + "'");
        }
        return value;
    }

    /** The transaction becomes the last of its domain, whatever the sequence number: the source's order decides. */
    @Override
    public MariaDbGtidSet with(String gtid) {
        SortedMap<Long, Last> changed = new TreeMap<>(lastByDomain);
        changed.put(domain(gtid), last(gtid));
        return new MariaDbGtidSet(changed);
    }

    /**
     * Only of the last one of a domain it can be said: sequence numbers may go back, after RESET MASTER or between servers of a domain, and what then comes with a lower one has not been executed. The stream begins behind
     * the position, so nothing older comes again.
     */
    @Override
    public boolean contains(String gtid) {
        return last(gtid).equals(lastByDomain.get(domain(gtid)));
    }

    @Override
    public boolean containsAll(GtidSet other) {
        return other.isEmpty()
                || other instanceof MariaDbGtidSet that
                        && that.lastByDomain.entrySet().stream()
                                .allMatch(e -> Optional.ofNullable(lastByDomain.get(e.getKey()))
                                        .map(mine -> Long.compareUnsigned(mine.sequence, e.getValue().sequence) >= 0)
                                        .orElse(false));
    }

    @Override
    public boolean isEmpty() {
        return lastByDomain.isEmpty();
    }

    @Override
    public boolean intersects(GtidSet other) {
        return other instanceof MariaDbGtidSet that
                && that.lastByDomain.entrySet().stream().anyMatch(e -> {
                    Last mine = lastByDomain.get(e.getKey());
                    return mine != null && mine.later(e.getValue()).equals(mine);
                });
    }

    @Override
    public MariaDbGtidSet union(GtidSet other) {
        if (!(other instanceof MariaDbGtidSet that)) {
            throw new IllegalArgumentException("A MariaDB position cannot be united with '" + other + "' of MySQL");
        }
        SortedMap<Long, Last> united = new TreeMap<>(lastByDomain);
        that.lastByDomain.forEach((domain, last) -> united.merge(domain, last, Last::later));
        return new MariaDbGtidSet(united);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MariaDbGtidSet that && lastByDomain.equals(that.lastByDomain);
    }

    @Override
    public int hashCode() {
        return lastByDomain.hashCode();
    }

    @Override
    public String toString() {
        return lastByDomain.entrySet().stream().map(MariaDbGtidSet::text).collect(Collectors.joining(","));
    }

    private static String text(Map.Entry<Long, Last> entry) {
        Last last = entry.getValue();
        return entry.getKey() + "-" + last.server + "-" + Long.toUnsignedString(last.sequence);
    }

    /** {@code sequence} is an unsigned 64-bit number. */
    private record Last(long server, long sequence) {
        Last later(Last other) {
            return Long.compareUnsigned(other.sequence, sequence) > 0 ? other : this;
        }
    }
}
