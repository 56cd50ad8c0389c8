package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the events of one connection, in order; stateful (checksums, place in the log, table maps, open transaction). Used by one thread.
 */
public final class EventDecoder {
    private static final String DAMAGED = "Compare with mysqlbinlog --verify-binlog-checksum on the source.";

    private final boolean mariaDb;
    private final LogPosition position;
    private final Checksums checksums = new Checksums();
    private final TransactionDecoder transaction;
    private final List<SourceEvent> decoded = new ArrayList<>();

    public EventDecoder(boolean mariaDb, BinlogCoordinates start) {
        this.mariaDb = mariaDb;
        this.position = new LogPosition(start);
        this.transaction = new TransactionDecoder(mariaDb);
    }

    /** Receives on the decoding thread. */
    public interface Sink {
        /** May block. */
        void event(SourceEvent e) throws InterruptedException;

        /** The source is alive but idle. */
        void heartbeat(BinlogCoordinates at);
    }

    /**
     * Decodes one event of the stream and passes what it means to {@code sink}: usually one event, none for a table map, many for a compressed transaction.
     * What cannot be decoded becomes {@link SourceEvent.Undecodable}, never an exception.
     *
     * @param event the whole event as sent: the 19-byte header, the body, and the checksum if the stream has them
     */
    public void decode(byte[] event, Sink sink) throws InterruptedException {
        if (event.length < RawEvent.HEADER_LENGTH) {
            sink.event(undecodable(
                    new EventHeader("Unknown", 0, 0, position.get(), event.length),
                    Optional.empty(),
                    "has only " + event.length + " bytes. " + DAMAGED));
            return;
        }
        RawEvent raw = RawEvent.of(event);
        Optional<String> fault = raw.size() == event.length
                ? Optional.empty()
                : Optional.of("has " + event.length + " bytes but claims " + raw.size());
        if (fault.isEmpty()) {
            fault = checksums.verify(raw);
        }
        if (fault.isPresent()) {
            sink.event(undecodable(header(raw), Optional.empty(), fault.get() + ". " + DAMAGED));
            return;
        }
        dispatch(checksums.strip(raw), sink);
    }

    private void dispatch(RawEvent raw, Sink sink) throws InterruptedException {
        switch (raw.type()) {
            case HEARTBEAT, HEARTBEAT_V2 -> heartbeat(raw, sink);
            case TRANSACTION_PAYLOAD -> payload(raw, sink);
            default -> deliver(raw, header(raw), sink);
        }
    }

    /** Places the event in the log: afterwards the position is behind it. */
    private EventHeader header(RawEvent raw) {
        if (!raw.artificial()) {
            position.advanceTo(raw.endPosition());
        }
        return header(raw, position.get());
    }

    private static EventHeader header(RawEvent raw, BinlogCoordinates end) {
        int bytes = (int) Math.min(raw.size(), Integer.MAX_VALUE);
        return new EventHeader(raw.typeName(), raw.timestampSeconds(), raw.serverId(), end, bytes);
    }

    private void deliver(RawEvent raw, EventHeader header, Sink sink) throws InterruptedException {
        decoded.clear();
        try {
            decodeBody(raw, header);
        } catch (RuntimeException e) {
            // Whatever the bytes did to the decoder, the applier must stop on this event and not the receiver on an
            // exception.
            decoded.clear();
            decoded.add(
                    undecodable(header, transaction.lastTable(), "cannot be decoded: " + reason(e) + ". " + DAMAGED));
        }
        for (int i = 0; i < decoded.size(); i++) {
            sink.event(decoded.get(i));
        }
    }

    private void decodeBody(RawEvent raw, EventHeader header) {
        if (raw.type() == EventType.ROTATE) {
            WireReader in = raw.body();
            long next = in.int64();
            if (next < 0 || in.remaining() == 0) {
                throw new MalformedEventException("it names no place in a file");
            }
            var place = new BinlogCoordinates(in.utf8(in.remaining()), next);
            position.moveTo(place);
            decoded.add(new SourceEvent.Rotate(header, place));
        } else if (raw.type() == EventType.FORMAT_DESCRIPTION) {
            checksums.read(raw);
            transaction.logBegins(raw, header, decoded);
        } else {
            transaction.decode(raw, header, decoded);
        }
    }

    private void payload(RawEvent raw, Sink sink) throws InterruptedException {
        EventHeader header = header(raw);
        try {
            PayloadReader events = new PayloadReader(raw.body());
            for (byte[] bytes = events.next(); bytes != null; bytes = events.next()) {
                RawEvent nested = RawEvent.of(bytes);
                deliver(nested, header(nested, header.end()), sink);
            }
        } catch (MalformedEventException e) {
            sink.event(undecodable(header, Optional.empty(), "cannot be decoded: " + e.getMessage() + ". " + DAMAGED));
        }
    }

    private void heartbeat(RawEvent raw, Sink sink) throws InterruptedException {
        try {
            sink.heartbeat(Heartbeat.read(raw, mariaDb, position));
        } catch (MalformedEventException e) {
            sink.event(undecodable(
                    header(raw), Optional.empty(), "cannot be decoded: " + e.getMessage() + ". " + DAMAGED));
        }
    }

    private static String reason(RuntimeException e) {
        return e instanceof MalformedEventException ? e.getMessage() : e.toString();
    }

    private static SourceEvent undecodable(EventHeader header, Optional<TableName> table, String what) {
        return Problem.of(header, table, what);
    }

    /** Decodes the bytes of a {@link SourceEvent.ParkedRows}. */
    public static List<SourceEvent> decodeParked(byte[] bytes) {
        return ParkedRowsReader.read(bytes);
    }
}
