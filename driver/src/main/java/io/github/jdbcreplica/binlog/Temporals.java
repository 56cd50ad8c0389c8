package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.MySqlDate;
import io.github.jdbcreplica.event.MySqlDateTime;
import io.github.jdbcreplica.event.MySqlTime;
import io.github.jdbcreplica.event.MySqlTimestamp;
import io.github.jdbcreplica.event.PackedTemporals;

/** The temporal formats of row images (mysys/my_time.cc: my_*_from_binary; sql/field.cc for those before 5.6). Values come out as MySQL keeps them: zero, partial and impossible dates too. */
final class Temporals {
    private static final long TIME_ZERO = 0x800000L;
    private static final long DATETIME_ZERO = 0x8000000000L;
    private static final long TIME_ZERO_6 = 0x800000000000L;

    private Temporals() {}

    /** Bytes of a fraction of {@code fsp} digits. */
    static int fractionBytes(int fsp) {
        return (fsp + 1) / 2;
    }

    static MySqlDate date(WireReader in) {
        return date((int) in.uint(3));
    }

    private static MySqlDate date(int packed) {
        return new MySqlDate(packed >> 9, packed >> 5 & 15, packed & 31);
    }

    static MySqlTimestamp timestamp2(WireReader in, int fsp) {
        return new MySqlTimestamp(in.uintBigEndian(4), micros(in, fsp));
    }

    static MySqlTimestamp timestamp(WireReader in) {
        return new MySqlTimestamp(in.uint32(), 0);
    }

    static MySqlDateTime datetime2(WireReader in, int fsp) {
        long whole = in.uintBigEndian(5) - DATETIME_ZERO;
        return PackedTemporals.datetime((whole << 24) + micros(in, fsp));
    }

    /** Before 5.6: decimal digits, YYYYMMDDhhmmss. */
    static MySqlDateTime datetime(WireReader in) {
        long digits = in.int64();
        long date = digits / 1_000_000;
        int time = (int) (digits % 1_000_000);
        return new MySqlDateTime(
                new MySqlDate((int) (date / 10_000), (int) (date / 100 % 100), (int) (date % 100)),
                time / 10_000,
                time / 100 % 100,
                time % 100,
                0);
    }

    /** Before 5.6: decimal digits, hhmmss, signed. */
    static MySqlTime time(WireReader in) {
        int digits = in.int24();
        int magnitude = Math.abs(digits);
        return new MySqlTime(digits < 0, magnitude / 10_000, magnitude / 100 % 100, magnitude % 100, 0);
    }

    /** The whole number is offset, fraction included, so that bytes sort as times do: a negative time with a fraction borrows from its seconds. */
    static MySqlTime time2(WireReader in, int fsp) {
        return switch (fractionBytes(fsp)) {
            case 0 -> PackedTemporals.time(in.uintBigEndian(3) - TIME_ZERO << 24);
            case 1 -> time(borrowed(in, 1, 0x100), 10_000);
            case 2 -> time(borrowed(in, 2, 0x10000), 100);
            default -> PackedTemporals.time(in.uintBigEndian(6) - TIME_ZERO_6);
        };
    }

    private record Parts(long whole, int fraction) {}

    private static Parts borrowed(WireReader in, int bytes, int limit) {
        long whole = in.uintBigEndian(3) - TIME_ZERO;
        int fraction = (int) in.uintBigEndian(bytes);
        boolean borrows = whole < 0 && fraction != 0;
        return borrows ? new Parts(whole + 1, fraction - limit) : new Parts(whole, fraction);
    }

    private static MySqlTime time(Parts parts, int unit) {
        return PackedTemporals.time((parts.whole() << 24) + (long) parts.fraction() * unit);
    }

    private static int micros(WireReader in, int fsp) {
        return switch (fractionBytes(fsp)) {
            case 0 -> 0;
            case 1 -> (int) in.uintBigEndian(1) * 10_000;
            case 2 -> (int) in.uintBigEndian(2) * 100;
            default -> (int) in.uintBigEndian(3);
        };
    }
}
