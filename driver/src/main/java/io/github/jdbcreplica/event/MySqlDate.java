package io.github.jdbcreplica.event;

/** A DATE as MySQL keeps it: proleptic Gregorian, year 0 to 9999, and month and day may be 0 (zero and partial dates). */
public record MySqlDate(int year, int month, int day) {
    /** {@code 0000-00-00}, MySQL's literal. */
    @Override
    public String toString() {
        return pad(year, 4) + '-' + pad(month, 2) + '-' + pad(day, 2);
    }

    static String pad(long number, int digits) {
        String text = Long.toString(number);
        return text.length() >= digits ? text : "0".repeat(digits - text.length()) + text;
    }
}
