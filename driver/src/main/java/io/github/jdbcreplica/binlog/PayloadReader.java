package io.github.jdbcreplica.binlog;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The events inside a TRANSACTION_PAYLOAD event, inflated one by one: a large transaction never stands uncompressed in memory as a whole. They carry no checksums. */
final class PayloadReader {
    private static final int END_MARK = 0;
    private static final int COMPRESSION_TYPE = 2;
    private static final int ZSTD = 0;
    private static final int NONE = 255;
    private static final int SIZE_OFFSET = 9;
    private static final int FIRST_CHUNK = 1 << 16;

    private final InputStream events;

    PayloadReader(WireReader in) {
        long compression = NONE;
        for (long field = in.packedLength(); field != END_MARK; field = in.packedLength()) {
            WireReader value = in.slice(in.packedLength());
            compression = field == COMPRESSION_TYPE ? value.packedLength() : compression;
        }
        int length = in.remaining();
        InputStream payload = new ByteArrayInputStream(in.array(), in.take(length), length);
        if (compression != ZSTD && compression != NONE) {
            throw new MalformedEventException("it is compressed by the unknown method " + compression);
        }
        this.events = compression == ZSTD ? new ZstdInputStream(payload) : payload;
    }

    /** The next event, or null after the last. */
    byte[] next() {
        try {
            byte[] header = events.readNBytes(RawEvent.HEADER_LENGTH);
            return header.length == 0 ? null : read(header);
        } catch (IOException | RuntimeException e) {
            // The decompressor reports damage by unchecked exceptions of its own.
            throw new MalformedEventException("its compressed bytes are damaged: " + e.getMessage());
        }
    }

    /** The size is believed only as far as bytes arrive. */
    private byte[] read(byte[] header) throws IOException {
        if (header.length < RawEvent.HEADER_LENGTH) {
            throw new MalformedEventException("it ends in the middle of an event");
        }
        int size = new WireReader(header, SIZE_OFFSET, header.length).int32();
        if (size < RawEvent.HEADER_LENGTH) {
            throw new MalformedEventException("an event in it claims a size of " + size);
        }
        byte[] event = Arrays.copyOf(header, Math.min(size, FIRST_CHUNK));
        int filled = header.length;
        while (filled < size) {
            if (filled == event.length) {
                event = Arrays.copyOf(event, (int) Math.min(size, event.length * 2L));
            }
            int count = events.read(event, filled, event.length - filled);
            if (count <= 0) {
                throw new MalformedEventException("it ends in the middle of an event");
            }
            filled += count;
        }
        return event;
    }
}
