package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.SourceEvent.Gtid;
import java.util.Optional;
import java.util.UUID;

/** Decodes MySQL's three kinds of GTID events. */
final class GtidDecoder {
    private static final int LOGICAL_TIMESTAMPS = 2;
    /** Bit 55 of the commit timestamp: the transaction came from another server and its own timestamp follows. */
    private static final long ORIGINAL_FOLLOWS = 1L << 55;

    private GtidDecoder() {}

    static Gtid decode(EventHeader header, WireReader in, boolean anonymous) {
        in.uint8();
        UUID uuid = new UUID(in.bigEndian(8), in.bigEndian(8));
        long number = in.int64();
        long lastCommitted = 0;
        long sequenceNumber = 0;
        long immediate = 0;
        long original = 0;
        // 5.6 sent no logical timestamps, 5.7 no commit timestamps.
        if (in.remaining() >= 17 && in.uint8() == LOGICAL_TIMESTAMPS) {
            lastCommitted = in.int64();
            sequenceNumber = in.int64();
            if (in.remaining() >= 7) {
                long logged = in.unsigned(7);
                immediate = logged & ~ORIGINAL_FOLLOWS;
                original = immediate == logged ? immediate : in.unsigned(7);
            }
        }
        Optional<String> gtid = anonymous ? Optional.empty() : Optional.of(text(uuid, "", number));
        return new Gtid(header, gtid, false, lastCommitted, sequenceNumber, original, immediate);
    }

    private static String text(UUID uuid, String tag, long number) {
        if (number < 1) {
            throw new MalformedEventException("its transaction number is " + number);
        }
        return uuid + (tag.isEmpty() ? ":" : ":" + tag + ":") + number;
    }

    static Gtid decodeTagged(EventHeader header, WireReader in) {
        return new Tagged(in).decode(header);
    }

    /**
     * A message of MySQL's serialization library (libs/mysql/serialization): format version, size, last field that must be understood, then number and value of each field, in order.
     */
    private static final class Tagged {
        private static final int LAST_KNOWN_FIELD = 11;

        private final WireReader in;
        private UUID uuid;
        private long number;
        private String tag = "";
        private long lastCommitted;
        private long sequenceNumber;
        private long immediate;
        private long original;

        Tagged(WireReader in) {
            this.in = in;
        }

        Gtid decode(EventHeader header) {
            long version = unsigned();
            unsigned();
            long lastRequired = unsigned();
            if (version != 1 || lastRequired > LAST_KNOWN_FIELD) {
                throw new MalformedEventException("it is of a later format; a newer driver is needed");
            }
            boolean known = true;
            while (known && in.remaining() > 0) {
                known = readField((int) unsigned());
            }
            if (uuid == null) {
                throw new MalformedEventException("it lacks the UUID");
            }
            return new Gtid(
                    header,
                    Optional.of(text(uuid, tag, number)),
                    false,
                    lastCommitted,
                    sequenceNumber,
                    original == 0 ? immediate : original,
                    immediate);
        }

        private boolean readField(int field) {
            switch (field) {
                case 1 -> uuid = new UUID(uuidHalf(), uuidHalf());
                case 2 -> number = signed();
                case 3 -> tag = in.utf8(unsigned());
                case 4 -> lastCommitted = signed();
                case 5 -> sequenceNumber = signed();
                case 6 -> immediate = unsigned();
                case 7 -> original = unsigned();
                case 0, 8, 9, 10, 11 -> unsigned();
                default -> {
                    return false;
                }
            }
            return true;
        }

        /** A byte of the UUID is a variable-length integer too. */
        private long uuidHalf() {
            long half = 0;
            for (int i = 0; i < 8; i++) {
                half = half << 8 | unsigned() & 0xFF;
            }
            return half;
        }

        private long signed() {
            long value = unsigned();
            return value >>> 1 ^ -(value & 1);
        }

        /** The ones at the low end of the first byte count the bytes that follow; the value's low bits are its rest, then come the others, little-endian. */
        private long unsigned() {
            int first = in.uint8();
            int following = Integer.numberOfTrailingZeros(~first);
            if (following >= 8) {
                return in.int64();
            }
            long rest = first >> (following + 1);
            return following == 0 ? rest : rest | in.unsigned(following) << (7 - following);
        }
    }
}
