package io.github.jdbcreplica.kit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a JSON text into maps, lists, strings, exact numbers and booleans. A reader of our own, since others round numbers. */
final class JsonDocument {
    /** As a value: a Java null would be an absent document. */
    private enum Null {
        NULL
    }

    private final String text;
    private int at;

    JsonDocument(String text) {
        this.text = text;
    }

    Object value() {
        Object value = read();
        space();
        if (at < text.length()) {
            throw wrong();
        }
        return value;
    }

    private Object read() {
        space();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", Null.NULL);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new TreeMap<>();
        at++;
        space();
        while (peek() != '}') {
            space();
            String name = string();
            space();
            expect(':');
            members.put(name, read());
            separator('}');
        }
        at++;
        return members;
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        at++;
        space();
        while (peek() != ']') {
            elements.add(read());
            separator(']');
        }
        at++;
        return elements;
    }

    private void separator(char end) {
        space();
        if (peek() != end) {
            expect(',');
        }
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        expect('"');
        while (peek() != '"') {
            char c = text.charAt(at++);
            value.append(c == '\\' ? escaped() : c);
        }
        at++;
        return value.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) Integer.parseInt(text.substring(at, at += 4), 16);
            default -> c;
        };
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong();
        }
        at += word.length();
        return value;
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (start == at) {
            throw wrong();
        }
        BigDecimal value = Canonical.number(new BigDecimal(text.substring(start, at)));
        return value.signum() == 0 && text.charAt(start) == '-' ? (Object) "-0" : value;
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong();
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw wrong();
        }
        at++;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("not JSON at character " + at + ": " + text);
    }
}
