package io.github.jdbcreplica.binlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A bounded cursor over bytes, little-endian unless said otherwise. Nothing is allocated before its bytes are known to be there. */
final class WireReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    WireReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    WireReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int remaining() {
        return end - at;
    }

    byte[] array() {
        return bytes;
    }

    int position() {
        return at;
    }

    void skip(long length) {
        take(length);
    }

    /** Moves past {@code length} bytes and returns where they begin. */
    int take(long length) {
        if (length < 0 || length > end - at) {
            throw new MalformedEventException("the event ends in the middle of a field");
        }
        int from = at;
        at += (int) length;
        return from;
    }

    /** The next {@code length} bytes as a reader of their own. */
    WireReader slice(long length) {
        int from = take(length);
        return new WireReader(bytes, from, at);
    }

    byte[] bytes(long length) {
        int from = take(length);
        return Arrays.copyOfRange(bytes, from, at);
    }

    String utf8(long length) {
        int from = take(length);
        return new String(bytes, from, at - from, StandardCharsets.UTF_8);
    }

    int uint8() {
        return bytes[take(1)] & 0xFF;
    }

    int uint16() {
        int from = take(2);
        return bytes[from] & 0xFF | (bytes[from + 1] & 0xFF) << 8;
    }

    int int32() {
        int from = take(4);
        return bytes[from] & 0xFF
                | (bytes[from + 1] & 0xFF) << 8
                | (bytes[from + 2] & 0xFF) << 16
                | bytes[from + 3] << 24;
    }

    long uint32() {
        return int32() & 0xFFFF_FFFFL;
    }

    long int64() {
        return uint32() | (long) int32() << 32;
    }

    /** 1 to 8 bytes, unsigned. */
    long unsigned(int length) {
        int from = take(length);
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | bytes[from + i] & 0xFF;
        }
        return value;
    }

    /** 1 to 8 bytes, unsigned, most significant first. */
    long bigEndian(int length) {
        int from = take(length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | bytes[from + i] & 0xFF;
        }
        return value;
    }

    /** The protocol's length-encoded integer. */
    long packedLength() {
        int first = uint8();
        return switch (first) {
            case 251, 255 -> throw new MalformedEventException("a length is malformed");
            case 252 -> uint16();
            case 253 -> unsigned(3);
            case 254 -> int64();
            default -> first;
        };
    }

    /** A length-encoded integer that counts something in this event, so at most {@code max}. */
    int packedCount(int max) {
        long count = packedLength();
        if (count < 0 || count > max) {
            throw new MalformedEventException("a count is out of range");
        }
        return (int) count;
    }
}
