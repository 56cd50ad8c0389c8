package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The piece of a statement that a syntax error quotes: its text from the offending token on, 80 bytes at most. The server quotes it verbatim, passwords included;
 * here it ends in {@value #SECRET}, the word by which MySQL replaces passwords in its logs, where it is not known to be harmless. Comments are left out, since one may hold an old password.
 *
 * <p>The text has an error, so a misspelt PASSWORD or a lost quote must be expected, and what follows a password in doubt may be its other half.
 * Hence one rule: behind a word that is not one of ours there may stand {@code =}, a literal, and the end of its option; anything else hides the rest of the text.
 */
final class NearText {
    static final String SECRET = "<secret>";

    private static final int MAX_BYTES = 80;

    /** Words that announce no password. */
    private static final Set<String> HARMLESS = Stream.of(
                    Arrays.stream(SourceOption.values())
                            .filter(option -> option != SourceOption.SOURCE_PASSWORD)
                            .map(Enum::name),
                    Arrays.stream(ForeignOption.values()).map(Enum::name),
                    Arrays.stream(FilterRule.values()).map(Enum::name),
                    Stream.of(
                            "CHANGE",
                            "REPLICATION",
                            "SOURCE",
                            "TO",
                            "FOR",
                            "CHANNEL",
                            "START",
                            "STOP",
                            "RESET",
                            "SHOW",
                            "REPLICA",
                            "STATUS",
                            "ALL",
                            "IO_THREAD",
                            "SQL_THREAD",
                            "RELAY_THREAD",
                            "UNTIL",
                            "SQL_BEFORE_GTIDS",
                            "SQL_AFTER_GTIDS",
                            "SQL_AFTER_MTS_GAPS",
                            "FILTER",
                            "MASTER",
                            "SLAVE",
                            "SLAVES",
                            "REPLICAS",
                            "MASTER_GTID_POS",
                            "USER",
                            "DEFAULT_AUTH",
                            "PLUGIN_DIR",
                            "LIKE"))
            .flatMap(words -> words)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> PASSWORDS = Set.of("PASSWORD", "SOURCE_PASSWORD", "MASTER_PASSWORD");

    private static final Token NONE = new Token(Kind.END, 0, 0, "");

    private final String sql;
    private final int from;
    private final List<Token> tokens = new ArrayList<>();
    private final StringBuilder shown = new StringBuilder();

    /** Whether a password has come by, or a word that may be meant for one. */
    private boolean doubt;

    private NearText(String sql, int from) {
        this.sql = sql;
        this.from = from;
        Lexer lexer = new Lexer(sql);
        do {
            tokens.add(lexer.next());
        } while (token(tokens.size() - 1).kind() != Kind.END
                && token(tokens.size() - 1).kind() != Kind.INVALID);
    }

    static String of(String sql, int from) {
        return firstBytes(new NearText(sql, from).read());
    }

    /** A literal in a message about its value, of an option that is no password. */
    static String ofLiteral(String literal) {
        return swallowsOption(literal) ? SECRET : literal;
    }

    private String read() {
        for (int i = 0; i < tokens.size(); i++) {
            // A comment may have swallowed the name of the option.
            doubt |= announcesPassword(gapBefore(i));
            boolean secret = isSecretValue(i);
            if (!secret && !isShown(i)) {
                return withoutRest(i);
            }
            if (token(i).start() >= from) {
                append(i, secret ? SECRET : source(token(i)));
            }
            doubt |= isSuspect(i);
        }
        return shown.toString();
    }

    /** The offending token may also be the end of the text: there is nothing to hide then. */
    private String withoutRest(int hidden) {
        if (token(hidden).start() >= from) {
            append(hidden, SECRET);
        } else if (token(tokens.size() - 1).start() > from
                || token(tokens.size() - 1).end() > from) {
            shown.append(SECRET);
        }
        return shown.toString();
    }

    /** The literal of a password, or, in doubt, of any option; only with nothing behind it that could be its other half. */
    private boolean isSecretValue(int i) {
        boolean named = token(i - 1).is("=") && (isSuspect(i - 2) || (doubt && isHarmless(token(i - 2))));
        return named && token(i).kind() == Kind.STRING && endsOption(i + 1);
    }

    private boolean endsOption(int i) {
        return token(i).kind() == Kind.END
                || token(i).is(",")
                || (token(i).is("FOR") && token(i + 1).is("CHANNEL"));
    }

    private boolean isShown(int i) {
        Token token = token(i);
        if (token.kind() == Kind.END) {
            return true;
        }
        if (isSuspect(i - 1)) {
            return token.is("=");
        }
        if (token(i - 1).is("=") && !isHarmlessValue(i)) {
            return false;
        }
        return switch (token.kind()) {
            case WORD ->
                isHarmless(token)
                        || PASSWORDS.contains(token.keyword())
                        || (isShownName(i) && !holdsPasswordAndMore(token));
            case STRING ->
                !doubt && (isHarmlessValue(i) || token(i - 1).is("CHANNEL")) && !swallowsOption(source(token));
            case INTEGER, DECIMAL, HEX -> !doubt || isHarmlessValue(i);
            case SYMBOL -> isQuoted(token) ? isShownName(i) : !doubt || token.is(",") || token.is("=");
            case INVALID, END -> false;
        };
    }

    /** A word that is not ours, where one of ours is expected; in doubt, only a misspelt option. */
    private boolean isShownName(int i) {
        Token before = token(i - 1);
        if (doubt) {
            return before.is(",")
                    && token(i).text().regionMatches(true, 0, "SOURCE_", 0, "SOURCE_".length())
                    && token(i + 1).is("=");
        }
        return !(isQuoted(token(i)) && swallowsOption(token(i).text()))
                && (before == NONE || before.is(",") || isHarmless(before) || isHarmlessValue(i));
    }

    /** Not of ours, and no value of ours either, as the x of {@code SOURCE_PORT=x}. */
    private boolean isSuspect(int i) {
        Token token = token(i);
        boolean isName = token.kind() == Kind.WORD || isQuoted(token);
        return isName && !isHarmless(token) && (!isHarmlessValue(i) || announcesPassword(token.text()));
    }

    private boolean isHarmlessValue(int i) {
        return token(i - 1).is("=") && isHarmless(token(i - 2));
    }

    private void append(int i, String text) {
        if (shown.length() > 0) {
            String gap = gapBefore(i);
            shown.append(gap.isBlank() || gap.strip().equals("*/") ? gap : " ");
        }
        shown.append(text);
    }

    private String gapBefore(int i) {
        return sql.substring(token(i - 1).end(), token(i).start());
    }

    private Token token(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i) : NONE;
    }

    private String source(Token token) {
        return sql.substring(token.start(), token.end());
    }

    private static boolean isQuoted(Token token) {
        return token.isQuotedName();
    }

    private static boolean isHarmless(Token token) {
        return HARMLESS.contains(SourceOptionName.current(token.keyword()));
    }

    /** The sign between the option and its value may have been lost. */
    private static boolean holdsPasswordAndMore(Token token) {
        return token.text().toUpperCase(Locale.ROOT).contains("PASSWORD");
    }

    /** A literal that looks like this has probably lost a quote. */
    private static boolean swallowsOption(String literal) {
        return literal.indexOf('=') >= 0 || announcesPassword(literal);
    }

    private static boolean announcesPassword(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.contains("PASS") || upper.contains("PWD");
    }

    private static String firstBytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return text;
        }
        int length = MAX_BYTES;
        while ((bytes[length] & 0xC0) == 0x80) {
            length--;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
