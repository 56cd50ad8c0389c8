package io.github.jdbcreplica.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which server wrote a log, as its format description says. */
public record SourceVersion(boolean mariaDb, int major, int minor) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)");

    /** @param text as {@code SELECT VERSION()} prints it: {@code 9.7.0}, {@code 11.4.5-MariaDB-log}, {@code 5.5.5-10.6.1-MariaDB} */
    public static SourceVersion parse(String text) {
        Matcher numbers = NUMBERS.matcher(text.startsWith("5.5.5-") ? text.substring("5.5.5-".length()) : text);
        boolean known = numbers.find();
        return new SourceVersion(
                text.contains("MariaDB"),
                known ? Integer.parseInt(numbers.group(1)) : 0,
                known ? Integer.parseInt(numbers.group(2)) : 0);
    }

    /** Whether the rows that a foreign key's action changes are in the log, as from MySQL 9.6 on, where the server and no longer the storage engine cascades. */
    public boolean logsCascades() {
        return !mariaDb && (major > 9 || major == 9 && minor >= 6);
    }
}
