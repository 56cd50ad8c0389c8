package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourcePosition;
import io.github.jdbcreplica.statement.Until;

/** Where START REPLICA ... UNTIL lets the applier end: always between two transactions, at the first such place that satisfies the condition, and at once when the place where it begins does. */
final class StopPoint {
    private final Until until;

    StopPoint(Until until) {
        this.until = until;
    }

    /** @param boundary the position between two transactions */
    boolean reached(SourcePosition boundary) {
        if (until instanceof Until.SourceLogPosition place) {
            return reached(boundary.coordinates(), place.position());
        }
        if (until instanceof Until.SqlAfterGtids after) {
            return boundary.gtids().containsAll(after.gtids());
        }
        if (until instanceof Until.SqlBeforeGtids before) {
            return !boundary.gtids().isEmpty() && boundary.gtids().intersects(before.gtids());
        }
        // One thread leaves no gaps; and there is no relay log whose end could be waited for.
        return true;
    }

    /** Whether the transaction that this event begins must not be applied. */
    boolean liesBefore(SourceEvent event) {
        return until instanceof Until.SqlBeforeGtids before
                && event instanceof SourceEvent.Gtid named
                && named.gtid().filter(before.gtids()::contains).isPresent();
    }

    /** Files of one log are in the order of their numbers. A file of another log is never reached: MySQL calls the condition bad, and stops. */
    private static boolean reached(BinlogCoordinates current, BinlogCoordinates wanted) {
        if (current.file().isEmpty()) {
            return false;
        }
        if (current.file().equals(wanted.file())) {
            return current.position() >= wanted.position();
        }
        return !base(current.file()).equals(base(wanted.file())) || number(current.file()) > number(wanted.file());
    }

    private static String base(String file) {
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    private static long number(String file) {
        try {
            return Long.parseLong(file.substring(file.lastIndexOf('.') + 1));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
