package io.github.jdbcreplica.binlog;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** zlib as MariaDB uses it in COMPRESSED columns (sql/field_comp.cc) and in compressed events (binlog_buf_compress in sql/log_event.cc): a header byte, the original length big-endian, the stream. */
final class MariaDbCompression {
    /** zlib never shrinks by more: a longer original is a lie. */
    private static final long MAX_RATIO = 1032;

    private MariaDbCompression() {}

    /** The header's upper half is the method (0 stored, 8 zlib), bit 3 says that the stream has no zlib wrapper, the rest counts the bytes of the length. */
    static byte[] column(WireReader in) {
        if (in.remaining() == 0) {
            return new byte[0];
        }
        int header = in.uint8();
        return switch (header >> 4) {
            case 0 -> in.bytes(in.remaining());
            case 8 -> inflate(in, header & 0x07, (header & 0x08) != 0);
            default ->
                throw new MalformedEventException("a column is compressed by the unknown method " + (header >> 4));
        };
    }

    static byte[] event(WireReader in) {
        int header = in.uint8();
        if ((header & 0xF0) != 0x80) {
            throw new MalformedEventException("it is compressed by an unknown method");
        }
        return inflate(in, header & 0x07, false);
    }

    private static byte[] inflate(WireReader in, int lengthBytes, boolean raw) {
        long length = in.bigEndian(lengthBytes);
        if (length < 0 || length > in.remaining() * MAX_RATIO || length > Integer.MAX_VALUE - 8) {
            throw new MalformedEventException("its uncompressed length is out of range");
        }
        Inflater inflater = new Inflater(raw);
        try {
            int compressed = in.remaining();
            inflater.setInput(in.array(), in.take(compressed), compressed);
            return inflate(inflater, (int) length);
        } catch (DataFormatException e) {
            throw new MalformedEventException("its compressed bytes are damaged");
        } finally {
            inflater.end();
        }
    }

    private static byte[] inflate(Inflater inflater, int length) throws DataFormatException {
        byte[] original = new byte[length];
        int filled = 0;
        while (filled < length) {
            int count = inflater.inflate(original, filled, length - filled);
            if (count == 0) {
                throw new MalformedEventException("its compressed bytes are damaged");
            }
            filled += count;
        }
        return original;
    }
}
