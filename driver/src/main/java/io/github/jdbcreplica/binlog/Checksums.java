package io.github.jdbcreplica.binlog;

import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The CRC32 at the end of events. The format description says whether the events of its log have them; it itself always has room for one, behind a byte that names the algorithm. The artificial ROTATE
 * that opens a stream comes before any description and follows the log before it: whether it carries a checksum is seen from the checksum.
 */
final class Checksums {
    private static final int LENGTH = 4;
    private static final int OFF = 0;
    private static final int CRC = 1;
    private static final int FLAGS_OFFSET = 17;
    private static final int IN_USE_FLAG = 1;
    private static final int BINLOG_VERSION = 4;
    private static final int SERVER_VERSION_LENGTH = 50;

    private boolean used;

    /** What is wrong, if anything. */
    Optional<String> verify(RawEvent raw) {
        boolean expected =
                raw.type() == EventType.FORMAT_DESCRIPTION ? algorithm(raw) == CRC : used && !selfDescribing(raw);
        return expected && !matches(raw) ? Optional.of("has a wrong checksum") : Optional.empty();
    }

    RawEvent strip(RawEvent raw) {
        if (raw.type() == EventType.FORMAT_DESCRIPTION) {
            return raw;
        }
        boolean present = selfDescribing(raw) ? matches(raw) : used;
        return present ? raw.withoutChecksum(LENGTH) : raw;
    }

    /** Takes over what a format description says of the events that follow. */
    void read(RawEvent description) {
        WireReader in = description.body();
        int version = in.uint16();
        in.skip(SERVER_VERSION_LENGTH + 4L);
        int headerLength = in.uint8();
        if (version != BINLOG_VERSION || headerLength != RawEvent.HEADER_LENGTH) {
            throw new MalformedEventException(
                    "its log has format " + version + " with headers of " + headerLength + " bytes");
        }
        int algorithm = algorithm(description);
        if (algorithm != OFF && algorithm != CRC) {
            throw new MalformedEventException("its log has checksums of the unknown kind " + algorithm);
        }
        used = algorithm == CRC;
    }

    private static boolean selfDescribing(RawEvent raw) {
        return raw.type() == EventType.ROTATE && raw.artificial();
    }

    private static int algorithm(RawEvent description) {
        int at = description.end() - LENGTH - 1;
        return at < RawEvent.HEADER_LENGTH ? OFF : description.bytes()[at] & 0xFF;
    }

    private static boolean matches(RawEvent raw) {
        int end = raw.end() - LENGTH;
        if (end < RawEvent.HEADER_LENGTH) {
            return false;
        }
        byte[] bytes = raw.bytes();
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, FLAGS_OFFSET);
        // The server computes a description's checksum without the flag that says that its file is open.
        int flags = bytes[FLAGS_OFFSET];
        crc.update(raw.type() == EventType.FORMAT_DESCRIPTION ? flags & ~IN_USE_FLAG : flags);
        crc.update(bytes, FLAGS_OFFSET + 1, end - FLAGS_OFFSET - 1);
        return crc.getValue() == new WireReader(bytes, end, raw.end()).uint32();
    }
}
