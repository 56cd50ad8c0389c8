package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The piece of a statement that a syntax error quotes: its text from the offending token on, 80 bytes at most. The server quotes it verbatim, passwords included;
 * here every value that is not known to be harmless reads {@value #SECRET}, the word by which MySQL replaces passwords in its logs. Comments are left out, since one may hold an old password.
 *
 * <p>It errs on the side of hiding: the text has an error, so a misspelt PASSWORD or a missing quote must be expected.
 */
final class NearText {
    static final String SECRET = "<secret>";

    private static final int MAX_BYTES = 80;

    /** Words whose value may be shown. */
    private static final Set<String> HARMLESS = Stream.of(
                    Arrays.stream(SourceOption.values())
                            .filter(option -> option != SourceOption.SOURCE_PASSWORD)
                            .map(Enum::name),
                    ChangeSourceGrammar.NOT_SUPPORTED_YET.stream(),
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
                            "USER",
                            "LIKE"))
            .flatMap(words -> words)
            .collect(Collectors.toUnmodifiableSet());

    private final StringBuilder shown = new StringBuilder();
    private final String sql;
    private final int from;
    private Trust trust = Trust.SHOW;
    private Token previous = new Token(Kind.END, 0, 0, "");
    private boolean previousHidden;

    private enum Trust {
        /** Behind a word that is known to be harmless. */
        SHOW,
        /** Behind a word that is not known. */
        DOUBT,
        /** Behind a word that announces a password: everything up to the next comma or known word. */
        HIDE
    }

    private NearText(String sql, int from) {
        this.sql = sql;
        this.from = from;
    }

    static String of(String sql, int from) {
        Lexer lexer = new Lexer(sql);
        if (cannotHoldSecret(sql)) {
            return firstBytes(sql.substring(from, lexer.end()));
        }
        return firstBytes(new NearText(sql, from).read(lexer));
    }

    /** Without a quote, an equals sign and such a word there is no value at all. */
    private static boolean cannotHoldSecret(String sql) {
        return sql.chars()
                        .noneMatch(
                                c -> c == '\'' || c == '"' || c == '`' || c == '=' || c == '/' || c == '#' || c == '-')
                && !announcesPassword(sql);
    }

    private String read(Lexer lexer) {
        Token token;
        do {
            token = lexer.next();
            boolean hidden = hides(token);
            if (token.start() >= from) {
                append(token, hidden);
            }
            trust = trustBehind(token, hidden);
            previous = token;
            previousHidden = hidden;
        } while (token.kind() != Kind.END && token.kind() != Kind.INVALID);
        return shown.toString();
    }

    private boolean hides(Token token) {
        return switch (token.kind()) {
            case STRING, INVALID -> trust != Trust.SHOW || swallowsOption(token);
            case WORD -> trust == Trust.HIDE && previous.is("=") || !isHarmless(token) && !mayBeShown(token);
            case INTEGER, DECIMAL, HEX -> trust == Trust.HIDE;
            case SYMBOL -> trust == Trust.HIDE && !token.is(",") && !token.is("=") && !token.is("?");
            case END -> false;
        };
    }

    private boolean swallowsOption(Token token) {
        return swallowsOption(sql.substring(token.start(), token.end()));
    }

    /** A literal with an equals sign in it has probably lost a quote: then what looks like a word behind it was the inside of the next literal. */
    private static boolean swallowsOption(String literal) {
        return literal.indexOf('=') >= 0;
    }

    /** A literal in a message about its value; such a literal cannot belong to a password option. */
    static String ofLiteral(String literal) {
        return swallowsOption(literal) ? SECRET : literal;
    }

    /** An unknown word may be a value without its quotes; where only the name of an option can stand, it is shown. */
    private boolean mayBeShown(Token word) {
        return switch (trust) {
            case SHOW -> true;
            case DOUBT -> previous.is(",") || announcesPassword(word.text()) && !previous.is("=");
            case HIDE -> false;
        };
    }

    private Trust trustBehind(Token token, boolean hidden) {
        if (token.kind() == Kind.STRING && swallowsOption(token)) {
            return Trust.HIDE;
        }
        if (token.kind() == Kind.WORD && !(hidden && trust == Trust.HIDE)) {
            return trustBehindWord(token);
        }
        return trust == Trust.HIDE && token.is(",") ? Trust.DOUBT : trust;
    }

    private Trust trustBehindWord(Token word) {
        if (isHarmless(word)) {
            return Trust.SHOW;
        }
        if (announcesPassword(word.text())) {
            return Trust.HIDE;
        }
        // A word in place of a harmless value, as in SOURCE_PORT=x'F', says nothing about what follows.
        return trust == Trust.SHOW && previous.is("=") ? Trust.SHOW : Trust.DOUBT;
    }

    private void append(Token token, boolean hidden) {
        if (hidden && previousHidden && token.start() > from) {
            return;
        }
        if (shown.length() > 0) {
            shown.append(gapBefore(token));
        }
        shown.append(hidden ? SECRET : sql.substring(token.start(), token.end()));
    }

    private String gapBefore(Token token) {
        String gap = sql.substring(previous.end(), token.start());
        return gap.isBlank() || gap.strip().equals("*/") ? gap : " ";
    }

    private static boolean isHarmless(Token token) {
        return HARMLESS.contains(token.keyword());
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
