package io.github.jdbcreplica.binlog;

/**
 * An event with its common header read. {@code bytes} from {@link #HEADER_LENGTH} to {@code end} is the body, without checksum.
 *
 * @param endPosition its end_log_pos: 32 bits, 0 in artificial events
 */
record RawEvent(
        byte[] bytes,
        int end,
        long timestampSeconds,
        int typeCode,
        long serverId,
        long size,
        long endPosition,
        int flags) {
    static final int HEADER_LENGTH = 19;
    private static final int ARTIFICIAL_FLAG = 0x20;
    private static final int IGNORABLE_FLAG = 0x80;

    static RawEvent of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    static RawEvent of(byte[] bytes, int from, int end) {
        WireReader in = new WireReader(bytes, from, end);
        long timestamp = in.uint32();
        int type = in.uint8();
        return new RawEvent(bytes, end, timestamp, type, in.uint32(), in.uint32(), in.uint32(), in.uint16());
    }

    RawEvent withoutChecksum(int length) {
        return new RawEvent(bytes, end - length, timestampSeconds, typeCode, serverId, size, endPosition, flags);
    }

    EventType type() {
        return EventType.of(typeCode);
    }

    String typeName() {
        return type() == EventType.UNKNOWN ? "Unknown(" + typeCode + ")" : type().text();
    }

    boolean artificial() {
        return endPosition == 0 || (flags & ARTIFICIAL_FLAG) != 0;
    }

    boolean ignorable() {
        return (flags & IGNORABLE_FLAG) != 0;
    }

    WireReader body() {
        return new WireReader(bytes, HEADER_LENGTH, end);
    }
}
