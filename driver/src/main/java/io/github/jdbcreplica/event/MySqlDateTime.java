package io.github.jdbcreplica.event;

/** A DATETIME: a local time without zone; the date may be zero or partial. */
public record MySqlDateTime(MySqlDate date, int hours, int minutes, int seconds, int micros) {
    /** {@code 2020-02-30 00:00:00.000001}, MySQL's literal; the fraction is left out when 0. */
    @Override
    public String toString() {
        return date + " " + MySqlDate.pad(hours, 2) + ':' + MySqlDate.pad(minutes, 2) + ':' + MySqlDate.pad(seconds, 2)
                + (micros == 0 ? "" : '.' + MySqlDate.pad(micros, 6));
    }
}
