package io.github.jdbcreplica.ddl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenFactory;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.misc.Interval;

/**
 * What the grammars do not know, made into what they do. The types INET4, INET6 and UUID: where one follows a column's name it is passed to the parser as a type that has no arguments either, under its own text. They are no
 * reserved words, so that {@code uuid uuid} is a column and its type, and the second name behind CHANGE is no type. MariaDB's COMPRESSED behind a column's type, which is only about its storage: left out. The first word of {@code DATE '2020-01-01'}: left out too, the text says it all. REMOVE PARTITIONING, which stands behind other
 * clauses without a comma, and ADD PARTITION PARTITIONS 2: left out, since partitions are not kept.
 */
final class NewerSyntax implements TokenSource {
    private static final Set<String> NAMES = Set.of("INET4", "INET6", "UUID");

    /** Before a text they make a literal of it, in a DEFAULT; behind a type there is no text. */
    private static final Set<String> MOMENTS = Set.of("DATE", "TIME", "TIMESTAMP");

    /** What a type that can be compressed ends with. */
    private static final Set<String> TEXTS =
            Set.of(")", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT", "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB");

    /** What is only about partitions, and where its grammar is not known. */
    private static final Pattern PARTITIONS = Pattern.compile(
            "REMOVE\\s+PARTITIONING\\b|ADD\\s+PARTITION\\s+(?:(?:NO_WRITE_TO_BINLOG|LOCAL)\\s+)?PARTITIONS\\s+\\d+",
            Pattern.CASE_INSENSITIVE);

    private final Lexer lexer;
    private final int typeToken;
    private final int nameToken;

    /** The last words, hidden ones left out, latest first. */
    private final Deque<Token> before = new ArrayDeque<>();

    /** The place in the text up to which all is left out. */
    private int leftOut;

    NewerSyntax(Lexer lexer, int typeToken, int nameToken) {
        this.lexer = lexer;
        this.typeToken = typeToken;
        this.nameToken = nameToken;
    }

    @Override
    public Token nextToken() {
        Token token = lexer.nextToken();
        if (token.getChannel() != Token.DEFAULT_CHANNEL) {
            return token;
        }
        if (is(token, "REMOVE") || is(token, "ADD")) {
            leaveOut(token);
        }
        if (token.getStartIndex() < leftOut && token.getType() != Token.EOF) {
            ((CommonToken) token).setChannel(Token.HIDDEN_CHANNEL);
            return token;
        }
        if (MOMENTS.contains(token.getText().toUpperCase(Locale.ROOT)) && standsBeforeText()) {
            ((CommonToken) token).setChannel(Token.HIDDEN_CHANNEL);
            return token;
        }
        if (is(token, "COMPRESSED") && followsType()) {
            ((CommonToken) token).setChannel(Token.HIDDEN_CHANNEL);
            return token;
        }
        if (NAMES.contains(token.getText().toUpperCase(Locale.ROOT)) && followsColumnName()) {
            ((CommonToken) token).setType(typeToken);
        }
        before.addFirst(token);
        if (before.size() > 3) {
            before.removeLast();
        }
        return token;
    }

    private void leaveOut(Token from) {
        CharStream text = lexer.getInputStream();
        Matcher partitions = PARTITIONS.matcher(text.getText(Interval.of(from.getStartIndex(), text.size() - 1)));
        if (partitions.lookingAt()) {
            leftOut = from.getStartIndex() + partitions.end();
        }
    }

    private boolean standsBeforeText() {
        int next = 1;
        while (Character.isWhitespace(lexer.getInputStream().LA(next))) {
            next++;
        }
        return lexer.getInputStream().LA(next) == '\'';
    }

    private boolean followsType() {
        return !before.isEmpty() && TEXTS.contains(before.getFirst().getText().toUpperCase(Locale.ROOT));
    }

    private boolean followsColumnName() {
        Token[] words = before.toArray(Token[]::new);
        if (words.length == 0
                || words[0].getType() != nameToken && !words[0].getText().startsWith("`")) {
            return false;
        }
        boolean change = words.length > 1 && is(words[1], "CHANGE")
                || words.length > 2 && is(words[1], "COLUMN") && is(words[2], "CHANGE");
        return !change;
    }

    private static boolean is(Token token, String word) {
        return token.getText().equalsIgnoreCase(word);
    }

    @Override
    public int getLine() {
        return lexer.getLine();
    }

    @Override
    public int getCharPositionInLine() {
        return lexer.getCharPositionInLine();
    }

    @Override
    public CharStream getInputStream() {
        return lexer.getInputStream();
    }

    @Override
    public String getSourceName() {
        return lexer.getSourceName();
    }

    @Override
    public void setTokenFactory(TokenFactory<?> factory) {
        lexer.setTokenFactory(factory);
    }

    @Override
    public TokenFactory<?> getTokenFactory() {
        return lexer.getTokenFactory();
    }
}
