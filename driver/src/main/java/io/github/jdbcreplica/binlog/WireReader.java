package io.github.jdbcreplica.binlog;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** A cursor over the bytes of one event. Integers are little-endian unless the name says otherwise. Reading past the end is a {@link MalformedEventException}, never a wrong value. */
final class WireReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    WireReader(byte[] bytes, int start, int end) {
        if (start < 0 || end > bytes.length || start > end) {
            throw new MalformedEventException("it ends early");
        }
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    int position() {
        return position;
    }

    int remaining() {
        return end - position;
    }

    boolean atEnd() {
        return position == end;
    }

    private int advance(int length) {
        if (length < 0 || length > end - position) {
            throw new MalformedEventException("it ends early");
        }
        int start = position;
        position += length;
        return start;
    }

    void skip(int length) {
        advance(length);
    }

    int uint8() {
        return bytes[advance(1)] & 0xFF;
    }

    int uint16() {
        int at = advance(2);
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    int int24() {
        return (int) uint(3) << 8 >> 8;
    }

    int int32() {
        int at = advance(4);
        return bytes[at] & 0xFF
                | (bytes[at + 1] & 0xFF) << 8
                | (bytes[at + 2] & 0xFF) << 16
                | (bytes[at + 3] & 0xFF) << 24;
    }

    long uint32() {
        return Integer.toUnsignedLong(int32());
    }

    long int64() {
        return uint32() | uint32() << 32;
    }

    /** Of 1 to 8 bytes. */
    long uint(int length) {
        int at = advance(length);
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    long uintBigEndian(int length) {
        int at = advance(length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    /** MySQL's length-encoded integer. */
    long packed() {
        int first = uint8();
        return switch (first) {
            case 252 -> uint(2);
            case 253 -> uint(3);
            case 254 -> int64();
            default -> first;
        };
    }

    int packedLength() {
        long length = packed();
        if (length < 0 || length > remaining()) {
            throw new MalformedEventException("a length of " + length + " in " + remaining() + " bytes");
        }
        return (int) length;
    }

    byte[] bytes(int length) {
        int at = advance(length);
        byte[] copy = new byte[length];
        System.arraycopy(bytes, at, copy, 0, length);
        return copy;
    }

    byte[] rest() {
        return bytes(remaining());
    }

    String utf8(int length) {
        return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
    }

    /** {@code count} bits, the first in the lowest bit of the first byte. */
    BitSet bits(int count) {
        BitSet bits = BitSet.valueOf(bytes((count + 7) / 8));
        // The server fills the last byte up with ones.
        bits.clear(count, bits.length() < count ? count : bits.length());
        return bits;
    }

    /** Metadata's order: the first in the highest bit of the first byte. */
    boolean[] bitsFromTheLeft(int count) {
        boolean[] bits = new boolean[count];
        byte[] packed = bytes((count + 7) / 8);
        for (int i = 0; i < count; i++) {
            bits[i] = (packed[i / 8] & 0x80 >> i % 8) != 0;
        }
        return bits;
    }

    /** A part of its own, which this reader passes over. */
    WireReader part(int length) {
        int at = advance(length);
        return new WireReader(bytes, at, at + length);
    }
}
