package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.channel.ReplicaOption;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code jdbc:replica:} and an inner URL without its own {@code jdbc:}, taken apart.
 *
 * @param innerUrl what the inner driver is given: the URL without our options
 * @param options ours, by name with the prefix, as they were written
 * @param parameterNames of the inner URL, compared without regard to case
 */
record ReplicaUrl(String innerUrl, Map<String, String> options, Set<String> parameterNames) {
    static final String PREFIX = "jdbc:replica:";

    static boolean isOurs(String url) {
        return url != null && url.startsWith(PREFIX);
    }

    static ReplicaUrl parse(String url) throws SQLException {
        String inner = url.substring(PREFIX.length());
        if (inner.isBlank() || inner.startsWith("jdbc:") || inner.startsWith("replica:")) {
            throw new SQLException(
                    "A replica URL is " + PREFIX + " and the URL of the database to wrap without its own jdbc:,"
                            + " e.g. jdbc:replica:mysql://localhost/ or jdbc:replica:h2:./shop",
                    "42000");
        }
        return separate(UrlParameters.of("jdbc:" + inner));
    }

    private static ReplicaUrl separate(UrlParameters url) throws SQLException {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> foreign = new ArrayList<>();
        for (String parameter : url.parameters()) {
            String name = UrlParameters.name(parameter);
            if (ReplicaOption.claims(name)) {
                options.put(name, decode(url.style(), name, UrlParameters.value(parameter)));
            } else {
                foreign.add(parameter);
            }
        }
        UrlParameters inner = new UrlParameters(url.head(), url.style(), foreign);
        refuseMisplacedOption(inner);
        return new ReplicaUrl(inner.toString(), options, names(foreign));
    }

    /** The inner driver would take it for a part of the database's name, or of another value, without a word. */
    private static void refuseMisplacedOption(UrlParameters inner) throws SQLException {
        String url = inner.toString();
        Optional<String> misplaced = inner.style().misplacedOption(url);
        if (misplaced.isPresent()) {
            String name = ReplicaOption.named(misplaced.get())
                    .map(ReplicaOption::propertyName)
                    .orElse(misplaced.get());
            throw new SQLException(
                    "The option " + name + " is not written as parameters of this database's URL are: "
                            + inner.style().example(url, name),
                    "42000");
        }
    }

    /** The parameters of a query are percent-encoded, H2's and SQL Server's are not. */
    private static String decode(UrlParameters.Style style, String name, String value) throws SQLException {
        if (style == UrlParameters.Style.SEMICOLON) {
            return value;
        }
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new SQLException(
                    "The value of " + name + " in the URL is not percent-encoded correctly: " + value,
                    "42000",
                    malformed);
        }
    }

    private static Set<String> names(List<String> parameters) {
        return parameters.stream()
                .map(UrlParameters::name)
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
    }

    String displayUrl() {
        return SafeUrl.of(innerUrl);
    }

    /** A URL may carry passwords: the generated text would show them. */
    @Override
    public String toString() {
        return displayUrl();
    }
}
