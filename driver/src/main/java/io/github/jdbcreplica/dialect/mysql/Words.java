package io.github.jdbcreplica.dialect.mysql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement without what stands in quotes and comments. */
final class Words {
    private static final Pattern QUOTED = Pattern.compile(
            "`[^`]*+`|'(?:[^'\\\\]++|\\\\.)*+'|\"(?:[^\"\\\\]++|\\\\.)*+\"|/\\*(?!M?!).*?\\*/", Pattern.DOTALL);

    private Words() {}

    static String of(String sql) {
        return QUOTED.matcher(sql).replaceAll(Matcher.quoteReplacement("''"));
    }
}
