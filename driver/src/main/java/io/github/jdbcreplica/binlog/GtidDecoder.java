package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.SourceEvent.Gtid;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** GTID, ANONYMOUS_GTID, GTID_TAGGED (libbinlogevents, Gtid_event) and MariaDB's GTID (sql/log_event.cc, Gtid_log_event). */
final class GtidDecoder {
    private static final int FL_STANDALONE = 1;
    private static final int FL_GROUP_COMMIT_ID = 2;
    private static final int FL_PREPARED_XA = 64;
    private static final int FL_COMPLETED_XA = 128;
    private static final int LOGICAL_CLOCK = 2;
    private static final long ORIGINAL_FOLLOWS = 1L << 55;

    private GtidDecoder() {}

    static Gtid untagged(EventHeader header, WireReader in, boolean anonymous) {
        in.skip(1);
        String uuid = uuid(in.bytes(16));
        long number = in.int64();
        long lastCommitted = 0;
        long sequence = 0;
        long committed = 0;
        if (!in.atEnd() && in.uint8() == LOGICAL_CLOCK && in.remaining() >= 16) {
            lastCommitted = in.int64();
            sequence = in.int64();
            committed = in.remaining() >= 7 ? timestamp(in) : 0;
        }
        Optional<String> gtid = anonymous ? Optional.empty() : Optional.of(uuid + ":" + number);
        return new Gtid(header, gtid, false, lastCommitted, sequence, committed);
    }

    private static long timestamp(WireReader in) {
        long immediate = in.uint(7);
        return (immediate & ORIGINAL_FOLLOWS) != 0 ? in.uint(7) : immediate;
    }

    /** The fields of MySQL's mysql::serialization framework: each a field id and a value, numbers in a variable length. */
    static Gtid tagged(EventHeader header, WireReader in) {
        if (variable(in) != 1) {
            throw new MalformedEventException("a tagged GTID in an unknown format");
        }
        variable(in);
        variable(in);
        byte[] uuid = new byte[16];
        String tag = "";
        long number = 0;
        long lastCommitted = 0;
        long sequence = 0;
        long committed = 0;
        boolean more = true;
        while (more && !in.atEnd()) {
            switch ((int) variable(in)) {
                case 0 -> variable(in);
                case 1 -> {
                    for (int i = 0; i < 16; i++) {
                        uuid[i] = (byte) variable(in);
                    }
                }
                case 2 -> number = signed(in);
                case 3 -> tag = new String(in.bytes((int) variable(in)), StandardCharsets.US_ASCII);
                case 4 -> lastCommitted = signed(in);
                case 5 -> sequence = signed(in);
                case 6, 7 -> committed = variable(in);
                default -> more = false;
            }
        }
        String name = uuid(uuid) + (tag.isEmpty() ? "" : ":" + tag) + ":" + number;
        return new Gtid(header, Optional.of(name), false, lastCommitted, sequence, committed);
    }

    private static long signed(WireReader in) {
        long value = variable(in);
        return (value & 1) == 0 ? value >>> 1 : -(value >>> 1) - 1;
    }

    /** As many low bits of the first byte are set as bytes follow; the rest of it are the lowest bits of the number. */
    static long variable(WireReader in) {
        int first = in.uint8();
        int following = Integer.numberOfTrailingZeros(~first & 0x1FF);
        if (following >= 8) {
            return in.int64();
        }
        long low = first >> following + 1;
        return following == 0 ? low : low | in.uint(following) << 7 - following;
    }

    /** @param xid of a transaction that will be XA-prepared; the GTID event is all that tells */
    record MariaDb(Gtid gtid, boolean standalone, Optional<String> xid) {}

    static MariaDb mariaDb(EventHeader header, WireReader in) {
        long sequence = in.int64();
        long domain = in.uint32();
        int flags = in.uint8();
        if ((flags & FL_GROUP_COMMIT_ID) != 0) {
            in.skip(8);
        }
        Optional<String> xid = Optional.empty();
        if ((flags & FL_PREPARED_XA) != 0) {
            long format = in.uint32();
            int gtrid = in.uint8();
            int bqual = in.uint8();
            xid = Optional.of(Xids.text(in.bytes(gtrid), in.bytes(bqual), format));
        }
        String name = domain + "-" + header.serverId() + "-" + Long.toUnsignedString(sequence);
        // XA COMMIT and XA ROLLBACK stand alone, whatever the flag says.
        boolean standalone = (flags & (FL_STANDALONE | FL_COMPLETED_XA)) != 0;
        return new MariaDb(new Gtid(header, Optional.of(name), standalone, 0, 0, 0), standalone, xid);
    }

    static String uuid(byte[] bytes) {
        String hex = String.format("%032x", new BigInteger(1, bytes));
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20);
    }
}
