package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.GtidSet;

/** Where START REPLICA ... UNTIL lets the SQL thread stop by itself. */
public sealed interface Until {
    /** Before the first transaction of the set. */
    record SqlBeforeGtids(GtidSet gtids) implements Until {}

    /** When all transactions of the set have been applied. */
    record SqlAfterGtids(GtidSet gtids) implements Until {}

    /** At this place in the source's log, or after the transaction in whose middle it is. */
    record SourceLogPosition(BinlogCoordinates position) implements Until {}

    /** At this place in the relay log, of which this replica has none. */
    record RelayLogPosition(BinlogCoordinates position) implements Until {}

    /** When a multi-threaded applier has left no gaps; this one never does. */
    record SqlAfterMtsGaps() implements Until {}
}
