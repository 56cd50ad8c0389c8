package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.SourceEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
        List<SourceEvent> events = new ArrayList<>();
        Optional<TransactionDecoder> transaction = Optional.empty();
        EventHeader header = new EventHeader("Parked rows", 0, 0, new BinlogCoordinates("", 0), bytes.length);
        try {
            List<RawEvent> raws = split(bytes);
            transaction = Optional.of(new TransactionDecoder(fromMariaDb(raws)));
            for (RawEvent raw : raws) {
                header = header(raw);
                transaction.get().decode(raw, header, events);
            }
        } catch (RuntimeException e) {
            events.add(Problem.of(
                    header,
                    transaction.flatMap(TransactionDecoder::lastTable),
                    "was parked and cannot be decoded: " + e.getMessage() + "."));
        }
        return events;
    }

    private static List<RawEvent> split(byte[] bytes) {
        List<RawEvent> raws = new ArrayList<>();
        WireReader in = new WireReader(bytes);
        while (in.remaining() > 0) {
            long size = new WireReader(bytes, in.position() + SIZE_OFFSET, bytes.length).uint32();
            raws.add(RawEvent.of(in.bytes(Math.max(size, RawEvent.HEADER_LENGTH))));
        }
        return raws;
    }

    /** MariaDB never took over the second version of rows events, and MySQL has written no other for long. */
    private static boolean fromMariaDb(List<RawEvent> raws) {
        return raws.stream().noneMatch(raw -> switch (raw.type()) {
            case WRITE_ROWS, UPDATE_ROWS, DELETE_ROWS, PARTIAL_UPDATE_ROWS -> true;
            default -> false;
        });
    }

    private static EventHeader header(RawEvent raw) {
        return new EventHeader(
                raw.typeName(),
                raw.timestampSeconds(),
                raw.serverId(),
                new BinlogCoordinates("", raw.endPosition()),
                raw.end());
    }
}
