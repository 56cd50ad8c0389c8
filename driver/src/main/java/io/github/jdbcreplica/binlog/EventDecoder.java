package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.SourceEvent;
import java.util.List;

/** Decodes the events of one connection, in order. STUB, to be written. */
public final class EventDecoder {
    /** Receives what the events mean. */
    public interface Sink {
        void event(SourceEvent event) throws InterruptedException;

        void heartbeat(BinlogCoordinates at);
    }

    public EventDecoder(boolean mariaDb, BinlogCoordinates start) {}

    public void decode(byte[] event, Sink sink) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Decodes the bytes of a {@link SourceEvent.ParkedRows}. */
    public static List<SourceEvent> decodeParked(byte[] bytes) {
        throw new UnsupportedOperationException();
    }
}
