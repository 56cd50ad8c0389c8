package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import java.util.ArrayList;
import java.util.List;

/** The course of transactions as short words, without what only informs. */
final class EventShape {
    private EventShape() {}

    static List<Object> parkedKeys(List<SourceEvent> events) {
        List<Object> keys = new ArrayList<>();
        for (SourceEvent event : events) {
            if (event instanceof SourceEvent.ParkedRows parked) {
                Rows rows = (Rows) EventDecoder.decodeParked(parked.bytes()).get(0);
                keys.add(rows.rows().get(0).after()[0]);
            }
        }
        return keys;
    }

    static List<String> of(List<SourceEvent> events) {
        return events.stream()
                .filter(e -> !(e instanceof SourceEvent.Informational))
                .map(EventShape::of)
                .toList();
    }

    private static String of(SourceEvent event) {
        if (event instanceof SourceEvent.Query query) {
            return "Query " + query.sql();
        }
        if (event instanceof SourceEvent.Savepoint savepoint) {
            return "Savepoint " + savepoint.name();
        }
        if (event instanceof SourceEvent.RollbackToSavepoint savepoint) {
            return "RollbackTo " + savepoint.name();
        }
        if (event instanceof SourceEvent.Begin begin) {
            return ("Begin " + begin.xid().orElse("")).trim();
        }
        if (event instanceof SourceEvent.XaPrepare prepare) {
            return "XaPrepare " + prepare.xid() + " " + prepare.onePhase();
        }
        if (event instanceof SourceEvent.XaFinish finish) {
            return "XaFinish " + finish.xid();
        }
        if (event instanceof SourceEvent.ParkedRows) {
            return "Parked";
        }
        return event instanceof SourceEvent.Undecodable problem
                ? problem.problem()
                : event.getClass().getSimpleName();
    }
}
