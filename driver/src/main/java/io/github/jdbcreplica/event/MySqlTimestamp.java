package io.github.jdbcreplica.event;

import java.time.Instant;
import java.time.ZoneOffset;

/** A TIMESTAMP: an instant. Seconds and micros both 0 is the zero date {@code 0000-00-00 00:00:00}, which is no instant. */
public record MySqlTimestamp(long epochSeconds, int micros) {
    public boolean isZero() {
        return epochSeconds == 0 && micros == 0;
    }

    public Instant instant() {
        return Instant.ofEpochSecond(epochSeconds, micros * 1000L);
    }

    /** MySQL's literal in a session whose time zone is UTC. */
    @Override
    public String toString() {
        if (isZero()) {
            return "0000-00-00 00:00:00";
        }
        var utc = Instant.ofEpochSecond(epochSeconds).atOffset(ZoneOffset.UTC);
        return new MySqlDateTime(
                        new MySqlDate(utc.getYear(), utc.getMonthValue(), utc.getDayOfMonth()),
                        utc.getHour(),
                        utc.getMinute(),
                        utc.getSecond(),
                        micros)
                .toString();
    }
}
