package io.github.jdbcreplica.event;

/**
 * The transactions that a server has executed. Immutable. MySQL's is a set of intervals per UUID and tag, MariaDB's the last transaction of each domain
 * (its {@code gtid_slave_pos}). The text forms are the servers' own, sorted as they sort them.
 */
public sealed interface GtidSet permits MySqlGtidSet, MariaDbGtidSet {
    /** This set with one more transaction, e.g. {@code 3E11FA47-71CA-11E1-9E33-C80AA9429562:tag:23} or {@code 0-1-100}. */
    GtidSet with(String gtid);

    boolean contains(String gtid);

    /** Whether every transaction of the other set is in this one; for MariaDB, whether each domain has come as far. False when the sets are of different kinds and the other is not empty. */
    boolean containsAll(GtidSet other);

    boolean isEmpty();

    /** Whether both hold a transaction; for MariaDB, whether this position has come to the other's in a domain. */
    boolean intersects(GtidSet other);

    /** Reads either form; an empty text is an empty MySQL set, which {@link #plus} turns into MariaDB's when the first transaction turns out to be one of MariaDB's. */
    static GtidSet parse(String text) {
        return isMariaDb(text.strip()) ? MariaDbGtidSet.parse(text) : MySqlGtidSet.parse(text);
    }

    /** {@link #with}, for a set that may still be empty and of unknown kind. */
    static GtidSet plus(GtidSet set, String gtid) {
        return set.isEmpty() ? parse(gtid) : set.with(gtid);
    }

    private static boolean isMariaDb(String text) {
        return !text.isEmpty() && text.indexOf(':') < 0;
    }

    /** The union, for MySQL; for MariaDB the later position per domain. */
    GtidSet union(GtidSet other);

    /** The form that a server prints and accepts; "" when empty. */
    @Override
    String toString();
}
