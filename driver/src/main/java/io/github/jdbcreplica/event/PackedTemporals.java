package io.github.jdbcreplica.event;

/** Temporal values as MySQL packs them into 64 bits (mysys/my_time.cc: TIME_from_longlong_*_packed): the time in the upper 40, microseconds in the lower 24, the sign over all. */
public final class PackedTemporals {
    private PackedTemporals() {}

    public static MySqlDateTime datetime(long packed) {
        long magnitude = Math.abs(packed);
        long whole = magnitude >> 24;
        long yearMonthDay = whole >> 17;
        long yearMonth = yearMonthDay >> 5;
        int time = (int) (whole & 0x1FFFF);
        return new MySqlDateTime(
                new MySqlDate((int) (yearMonth / 13), (int) (yearMonth % 13), (int) (yearMonthDay & 31)),
                time >> 12,
                time >> 6 & 63,
                time & 63,
                (int) (magnitude & 0xFFFFFF));
    }

    public static MySqlTime time(long packed) {
        long magnitude = Math.abs(packed);
        long whole = magnitude >> 24;
        return new MySqlTime(packed < 0, (int) (whole >> 12 & 0x3FF), (int) (whole >> 6 & 63), (int) (whole & 63), (int)
                (magnitude & 0xFFFFFF));
    }
}
