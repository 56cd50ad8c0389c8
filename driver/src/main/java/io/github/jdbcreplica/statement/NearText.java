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
 * here what is not known to be harmless reads {@value #SECRET}, the word by which MySQL replaces passwords in its logs. Comments are left out, since one may hold an old password.
 *
 * <p>It errs on the side of hiding: the text has an error, so a misspelt PASSWORD or a lost quote must be expected.
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

    private static final Token NONE = new Token(Kind.END, 0, 0, "");

    private final StringBuilder shown = new StringBuilder();
    private final String sql;
    private final int from;
    private Trust trust = Trust.SHOW;
    private Token previous = NONE;
    private boolean previousHidden;

    private enum Trust {
        /** Behind a word that is known to be harmless, up to the end of its value. */
        SHOW,
        /** Where the name of an option is expected, and behind a word that is not known. */
        DOUBT,
        /** Behind a word that announces a password, up to the comma behind its literal or to a known word. */
        HIDE,
        /** A quote is missing or superfluous: inside and outside of literals may have changed places up to the end. */
        LOST
    }

    private NearText(String sql, int from) {
        this.sql = sql;
        this.from = from;
    }

    static String of(String sql, int from) {
        Lexer lexer = new Lexer(sql);
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(lexer.next());
        } while (!isLast(tokens.get(tokens.size() - 1)));
        return firstBytes(new NearText(sql, from).read(tokens));
    }

    /** A literal in a message about its value, of an option that is no password. */
    static String ofLiteral(String literal) {
        return swallowsOption(literal) ? SECRET : literal;
    }

    private static boolean isLast(Token token) {
        return token.kind() == Kind.END || token.kind() == Kind.INVALID;
    }

    private String read(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean hidden = hides(token, i + 1 < tokens.size() ? tokens.get(i + 1) : NONE);
            if (token.start() >= from) {
                append(token, hidden);
            }
            trust = trustBehind(token, hidden);
            previous = token;
            previousHidden = hidden;
        }
        return shown.toString();
    }

    private boolean hides(Token token, Token next) {
        if (trust == Trust.LOST) {
            return token.kind() != Kind.END;
        }
        return switch (token.kind()) {
            case STRING, INVALID -> trust != Trust.SHOW || swallowsOption(source(token));
            case WORD -> hidesWord(token, next);
            case INTEGER, DECIMAL, HEX -> trust == Trust.HIDE;
            case SYMBOL ->
                (trust == Trust.HIDE && !isPunctuation(token)) || isQuoted(token) && swallowsOption(source(token));
            case END -> false;
        };
    }

    /** An unknown word may be a value without its quotes; it is shown behind what is harmless, and as the name of an option. */
    private boolean hidesWord(Token word, Token next) {
        if (isHarmless(word)) {
            return trust == Trust.HIDE && previous.is("=");
        }
        return switch (trust) {
            case SHOW -> false;
            case DOUBT -> !next.is("=") || !(previous.is(",") || announcesPassword(word.text()));
            case HIDE, LOST -> true;
        };
    }

    private Trust trustBehind(Token token, boolean hidden) {
        if (trust == Trust.LOST || isLiteral(token) && swallowsOption(source(token))) {
            return Trust.LOST;
        }
        if (token.kind() == Kind.WORD && !(hidden && trust == Trust.HIDE)) {
            return trustBehindWord(token);
        }
        return endsValue(token) ? Trust.DOUBT : trust;
    }

    private boolean endsValue(Token token) {
        return switch (trust) {
            case SHOW -> token.is(",") || token.kind() == Kind.STRING || (token.is("=") && !isHarmless(previous));
            case HIDE -> token.is(",") && previous.kind() == Kind.STRING;
            case DOUBT, LOST -> false;
        };
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
        shown.append(hidden ? SECRET : source(token));
    }

    private String gapBefore(Token token) {
        String gap = sql.substring(previous.end(), token.start());
        return gap.isBlank() || gap.strip().equals("*/") ? gap : " ";
    }

    private String source(Token token) {
        return sql.substring(token.start(), token.end());
    }

    private boolean isLiteral(Token token) {
        return token.kind() == Kind.STRING || token.kind() == Kind.INVALID || isQuoted(token);
    }

    private boolean isQuoted(Token token) {
        return token.kind() == Kind.SYMBOL && token.text().length() > 1;
    }

    private static boolean isPunctuation(Token token) {
        return token.is(",") || token.is("=") || token.is("?");
    }

    private static boolean isHarmless(Token token) {
        return HARMLESS.contains(token.keyword());
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
