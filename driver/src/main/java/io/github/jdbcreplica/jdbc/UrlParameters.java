package io.github.jdbcreplica.jdbc;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import io.github.jdbcreplica.channel.ReplicaOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JDBC URL cut into what stands before its parameters and the parameters, in the manner of the database it belongs to; {@link #toString} puts it together again, character for character. */
record UrlParameters(String head, Style style, List<String> parameters) {
    private static final Set<String> SEMICOLON_DATABASES =
            Set.of("h2", "sqlserver", "jtds", "hsqldb", "derby", "duckdb");

    enum Style {
        /** {@code ?a=b&c=d} */
        QUERY('?', '&', "[?&;]"),
        /** {@code ;a=b;c=d}. What follows a semicolon and yet is no parameter was escaped or put in braces on purpose. */
        SEMICOLON(';', ';', "[?&]");

        private final char first;
        private final char separator;
        private final Pattern misplacedOption;

        Style(char first, char separator, String misplacedBehind) {
            this.first = first;
            this.separator = separator;
            this.misplacedOption = Pattern.compile(
                    misplacedBehind + "\\s*(" + Pattern.quote(ReplicaOption.PREFIX) + "\\w*)", CASE_INSENSITIVE);
        }

        /** The name of an option of ours that a URL without our options still holds: it was written in another database's style. */
        Optional<String> misplacedOption(String innerUrl) {
            Matcher matcher = misplacedOption.matcher(innerUrl);
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        }

        /** {@code jdbc:replica:h2:...;name=value;...} */
        String example(String innerUrl, String name) {
            return ReplicaUrl.PREFIX + subprotocol(innerUrl) + ":..." + first + name + "=value" + separator + "...";
        }
    }

    static UrlParameters of(String url) {
        String database = subprotocol(url);
        Style style = SEMICOLON_DATABASES.contains(database) ? Style.SEMICOLON : Style.QUERY;
        int start = url.indexOf(style.first);
        return start < 0
                ? new UrlParameters(url, style, List.of())
                : new UrlParameters(url.substring(0, start), style, split(url.substring(start + 1), style, database));
    }

    /** {@code mysql} of {@code jdbc:mysql://...}; empty when the URL has not got that far. */
    static String subprotocol(String url) {
        int end = url.indexOf(':', "jdbc:".length());
        return end < 0 ? "" : url.substring("jdbc:".length(), end).toLowerCase(Locale.ROOT);
    }

    /** A separator does not separate inside SQL Server's braces, nor behind H2's backslash. */
    private static List<String> split(String text, Style style, String database) {
        List<String> parts = new ArrayList<>();
        boolean braces = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && database.equals("h2")) {
                i++;
            } else if (c == '{' && database.equals("sqlserver")) {
                braces = true;
            } else if (c == '}') {
                braces = false;
            } else if (c == style.separator && !braces) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return (equals < 0 ? parameter : parameter.substring(0, equals)).trim();
    }

    static String value(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? "" : parameter.substring(equals + 1);
    }

    @Override
    public String toString() {
        return parameters.isEmpty()
                ? head
                : head + style.first + String.join(String.valueOf(style.separator), parameters);
    }
}
