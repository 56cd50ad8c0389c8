package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.MySqlDate;
import io.github.jdbcreplica.event.MySqlDateTime;
import io.github.jdbcreplica.event.MySqlTime;
import io.github.jdbcreplica.event.MySqlTimestamp;
import io.github.jdbcreplica.event.WireType;

/**
 * Dates and times. Since 5.6 they are big-endian numbers offset so that they sort as bytes, followed by 0 to 3 bytes of fraction (mysys/my_time.cc); before, decimal digits in a little-endian number, read here as if they had no fraction: whether they have is known to the table's definition only.
 */
final class TemporalDecoder {
    private static final long TIME_OFFSET = 0x80_0000L;
    private static final long DATETIME_OFFSET = 0x80_0000_0000L;
    /** By bytes of fraction. */
    private static final int[] MICROS_PER_UNIT = {0, 10_000, 100, 1};

    private TemporalDecoder() {}

    static ColumnDecoder of(WireType type, int fractionDigits) {
        int fractionBytes = (fractionDigits + 1) / 2;
        return switch (type) {
            case TIME -> in -> time(in, fractionBytes);
            case DATETIME -> in -> dateTime(in, fractionBytes);
            case TIMESTAMP -> in -> timestamp(in, fractionBytes);
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    static MySqlDate date(WireReader in) {
        int packed = (int) in.unsigned(3);
        return new MySqlDate(packed >> 9, packed >> 5 & 0xF, packed & 0x1F);
    }

    /** Seconds and fraction together are one signed number: a negative time borrows across them. */
    private static MySqlTime time(WireReader in, int fractionBytes) {
        int fractionBits = 8 * fractionBytes;
        long packed = in.bigEndian(3 + fractionBytes) - (TIME_OFFSET << fractionBits);
        long magnitude = Math.abs(packed);
        int clock = (int) (magnitude >> fractionBits);
        int micros = (int) (magnitude & (1L << fractionBits) - 1) * MICROS_PER_UNIT[fractionBytes];
        return new MySqlTime(packed < 0, clock >> 12 & 0x3FF, clock >> 6 & 0x3F, clock & 0x3F, micros);
    }

    private static MySqlDateTime dateTime(WireReader in, int fractionBytes) {
        long packed = in.bigEndian(5) - DATETIME_OFFSET;
        int yearMonthDay = (int) (packed >> 17);
        int yearMonth = yearMonthDay >> 5;
        int clock = (int) packed & 0x1_FFFF;
        return new MySqlDateTime(
                new MySqlDate(yearMonth / 13, yearMonth % 13, yearMonthDay & 0x1F),
                clock >> 12,
                clock >> 6 & 0x3F,
                clock & 0x3F,
                micros(in, fractionBytes));
    }

    private static MySqlTimestamp timestamp(WireReader in, int fractionBytes) {
        return new MySqlTimestamp(in.bigEndian(4), micros(in, fractionBytes));
    }

    private static int micros(WireReader in, int fractionBytes) {
        return (int) in.bigEndian(fractionBytes) * MICROS_PER_UNIT[fractionBytes];
    }

    /** hhhmmss */
    static MySqlTime oldTime(WireReader in) {
        int digits = (int) (in.unsigned(3) << 40 >> 40);
        int magnitude = Math.abs(digits);
        return new MySqlTime(digits < 0, magnitude / 10_000, magnitude / 100 % 100, magnitude % 100, 0);
    }

    /** YYYYMMDDhhmmss */
    static MySqlDateTime oldDateTime(WireReader in) {
        long digits = in.int64();
        int date = (int) (digits / 1_000_000);
        int clock = (int) (digits % 1_000_000);
        return new MySqlDateTime(
                new MySqlDate(date / 10_000, date / 100 % 100, date % 100),
                clock / 10_000,
                clock / 100 % 100,
                clock % 100,
                0);
    }

    static MySqlTimestamp oldTimestamp(WireReader in) {
        return new MySqlTimestamp(in.uint32(), 0);
    }
}
