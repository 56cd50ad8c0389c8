package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.BinlogCoordinates;

/** Where in the source's log the stream has come to. Headers carry the low 32 bits only; files may grow beyond. */
final class LogPosition {
    private static final long WRAP = 1L << 32;

    private String file;
    private long position;

    LogPosition(BinlogCoordinates start) {
        moveTo(start);
    }

    void moveTo(BinlogCoordinates place) {
        this.file = place.file();
        this.position = place.position();
    }

    /** The source may have skipped events that it need not send, but never 4 GB of them at once. */
    void advanceTo(long low32) {
        if (low32 == 0) {
            return;
        }
        long candidate = position & -WRAP | low32;
        position = candidate < position && position - candidate > WRAP / 2 ? candidate + WRAP : candidate;
    }

    BinlogCoordinates get() {
        return new BinlogCoordinates(file, position);
    }
}
