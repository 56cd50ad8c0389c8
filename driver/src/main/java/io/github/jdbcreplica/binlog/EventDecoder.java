package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.SourceEvent;
import java.util.List;
import java.util.function.Consumer;

/**
 * Decodes the events of one connection, in order; stateful (format description, current file, table maps, open transaction). Used by one thread. STUB, to be written.
 */
public final class EventDecoder {
    /**
     * Decodes one event of the stream and passes what it means to {@code sink}: usually one event, none for a table map, many for a compressed transaction.
     * What cannot be decoded becomes {@link SourceEvent.Undecodable}, never an exception.
     *
     * @param event the whole event as sent: the 19-byte header, the body, and the checksum if the stream has them
     */
    public void decode(byte[] event, Consumer<SourceEvent> sink) {
        throw new UnsupportedOperationException();
    }

    /** Decodes the bytes of a {@link SourceEvent.ParkedRows}. */
    public static List<SourceEvent> decodeParked(byte[] bytes) {
        throw new UnsupportedOperationException();
    }
}
