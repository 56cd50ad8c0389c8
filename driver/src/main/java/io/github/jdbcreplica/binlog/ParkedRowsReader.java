package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.SourceEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes and reads the bytes of parked rows: whole events, one behind the other, their sizes corrected for the checksums they lost. */
final class ParkedRowsReader {
    private static final int SIZE_OFFSET = 9;

    private ParkedRowsReader() {}

    static byte[] join(byte[] tableMap, RawEvent rows) {
        byte[] joined = Arrays.copyOf(tableMap, tableMap.length + rows.end());
        write(rows, joined, tableMap.length);
        return joined;
    }

    static byte[] copy(RawEvent raw) {
        byte[] copy = new byte[raw.end()];
        write(raw, copy, 0);
        return copy;
    }

    private static void write(RawEvent raw, byte[] into, int at) {
        System.arraycopy(raw.bytes(), 0, into, at, raw.end());
        ByteBuffer.wrap(into).order(ByteOrder.LITTLE_ENDIAN).putInt(at + SIZE_OFFSET, raw.end());
    }

    static List<SourceEvent> read(byte[] bytes) {
        var transaction = new TransactionDecoder();
        List<SourceEvent> events = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            WireReader in = new WireReader(bytes, at, bytes.length);
            EventHeader header = new EventHeader("Parked rows", 0, 0, new BinlogCoordinates("", 0), bytes.length);
            try {
                in.skip(SIZE_OFFSET);
                long size = in.uint32();
                RawEvent raw = RawEvent.of(
                        new WireReader(bytes, at, bytes.length).bytes(Math.max(size, RawEvent.HEADER_LENGTH)));
                header = new EventHeader(
                        raw.typeName(),
                        raw.timestampSeconds(),
                        raw.serverId(),
                        new BinlogCoordinates("", raw.endPosition()),
                        raw.end());
                transaction.decode(raw, header, events);
                at += raw.end();
            } catch (RuntimeException e) {
                events.add(Problem.of(
                        header, transaction.lastTable(), "was parked and cannot be decoded: " + e.getMessage() + "."));
                return events;
            }
        }
        return events;
    }
}
