package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.schema.TableName;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every word of a statement that may be the name of a table, a database or a routine, in lower case: more than its names, never fewer. A quote may stand in a string, so whatever lies between two quotes counts as a name, and its
 * words count as well.
 */
final class StatementWords {
    private static final Pattern WORD = Pattern.compile("[\\w$\\x80-\\uFFFF]+");

    /** In place of a doubled quote, which is a quote of the name's; no name holds it. */
    private static final String DOUBLED = "\0";

    private final Set<String> words = new HashSet<>();

    static StatementWords of(String database, String text) {
        StatementWords words = new StatementWords();
        words.add(database, text);
        return words;
    }

    /** @param database which the names are in that have none */
    void add(String database, String text) {
        words.add(database.toLowerCase(Locale.ROOT));
        String lowerCase = text.toLowerCase(Locale.ROOT);
        Matcher matcher = WORD.matcher(lowerCase);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        addQuoted(lowerCase, "`");
        addQuoted(lowerCase, "\"");
    }

    private void addQuoted(String text, String quote) {
        for (String piece : text.replace(quote + quote, DOUBLED).split(quote)) {
            words.add(piece.replace(DOUBLED, quote));
        }
    }

    boolean has(String name) {
        return words.contains(name.toLowerCase(Locale.ROOT));
    }

    boolean has(TableName name) {
        return has(name.table()) && has(name.database());
    }
}
