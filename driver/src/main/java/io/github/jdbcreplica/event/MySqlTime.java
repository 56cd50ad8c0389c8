package io.github.jdbcreplica.event;

/** A TIME: a signed span of up to 838:59:59.999999 hours. */
public record MySqlTime(boolean negative, int hours, int minutes, int seconds, int micros) {
    public long totalMicros() {
        long magnitude = ((hours * 60L + minutes) * 60L + seconds) * 1_000_000L + micros;
        return negative ? -magnitude : magnitude;
    }

    /** {@code -838:59:59.000001}, MySQL's literal; the fraction is left out when 0. */
    @Override
    public String toString() {
        return (negative ? "-" : "")
                + MySqlDate.pad(hours, 2)
                + ':'
                + MySqlDate.pad(minutes, 2)
                + ':'
                + MySqlDate.pad(seconds, 2)
                + (micros == 0 ? "" : '.' + MySqlDate.pad(micros, 6));
    }
}
