package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
                            "USER"))
            .flatMap(words -> words)
            .collect(Collectors.toUnmodifiableSet());

    private final StringBuilder shown = new StringBuilder();
    private final String sql;
    private final int from;
    private Trust trust = Trust.SHOW;
    private Token previous = new Token(Kind.SYMBOL, 0, 0, ",");
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
        for (Token token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
            boolean hidden = token.kind() == Kind.INVALID || hides(token);
            if (token.start() >= from) {
                append(token, hidden);
            }
            if (token.kind() == Kind.INVALID) {
                break;
            }
            trust = trustBehind(token, hidden);
            previous = token;
            previousHidden = hidden;
        }
        return shown.toString();
    }

    private boolean hides(Token token) {
        return switch (token.kind()) {
            case STRING -> trust != Trust.SHOW || announcesPassword(token.text());
            case WORD -> !isHarmless(token) && !mayNameAnOption(token) || trust == Trust.HIDE && previous.is("=");
            case INTEGER, DECIMAL, HEX -> trust == Trust.HIDE;
            case SYMBOL -> trust == Trust.HIDE && !token.is(",") && !token.is("=");
            case INVALID -> true;
            case END -> false;
        };
    }

    /** An unknown word may be a value without its quotes; where a name or a harmless value stands, it is shown. */
    private boolean mayNameAnOption(Token word) {
        return trust != Trust.HIDE
                && (previous.is(",")
                        || isHarmless(previous)
                        || (previous.is("=") && trust == Trust.SHOW)
                        || (previous.kind() != Kind.WORD && previous.kind() != Kind.STRING && trust == Trust.SHOW)
                        || announcesPassword(word.text()) && previous.kind() != Kind.STRING);
    }

    private Trust trustBehind(Token token, boolean hidden) {
        if (token.kind() == Kind.STRING && announcesPassword(token.text())) {
            return Trust.HIDE;
        }
        if (token.kind() == Kind.WORD && !(hidden && trust == Trust.HIDE)) {
            return isHarmless(token) ? Trust.SHOW : announcesPassword(token.text()) ? Trust.HIDE : Trust.DOUBT;
        }
        return trust == Trust.HIDE && token.is(",") ? Trust.DOUBT : trust;
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
        return gap.isBlank() ? gap : " ";
    }

    private static boolean isHarmless(Token token) {
        return HARMLESS.contains(token.keyword());
    }

    private static boolean announcesPassword(String text) {
        String upper = text.toUpperCase(java.util.Locale.ROOT);
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
