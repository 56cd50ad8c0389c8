package io.github.jdbcreplica.event;

import java.util.ArrayList;
import java.util.List;

/** A path of MySQL's JSON functions without wildcards, as the server logs it: {@code $.name."quoted name"[3]}. */
record JsonPath(List<Leg> legs) {
    /** A member's name, or null and the index of an array's element. */
    record Leg(String member, int index) {}

    static JsonPath parse(String text) {
        return new Parser(text).parse();
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        JsonPath parse() {
            List<Leg> legs = new ArrayList<>();
            expect('$');
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '[') {
                    legs.add(index());
                } else if (c == '.') {
                    legs.add(new Leg(member(), 0));
                } else if (!Character.isWhitespace(c)) {
                    throw malformed();
                }
            }
            return new JsonPath(legs);
        }

        private Leg index() {
            int end = text.indexOf(']', at);
            if (end < 0) {
                throw malformed();
            }
            try {
                int index = Integer.parseInt(text.substring(at, end).trim());
                at = end + 1;
                return new Leg(null, index);
            } catch (NumberFormatException e) {
                throw malformed();
            }
        }

        private String member() {
            if (at < text.length() && text.charAt(at) == '"') {
                at++;
                return quoted();
            }
            int from = at;
            while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
                at++;
            }
            return text.substring(from, at);
        }

        private String quoted() {
            var name = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return name.toString();
                }
                name.append(c == '\\' ? escaped() : c);
            }
            throw malformed();
        }

        private char escaped() {
            if (at == text.length()) {
                throw malformed();
            }
            char c = text.charAt(at++);
            return switch (c) {
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> unicode();
                default -> c;
            };
        }

        private char unicode() {
            if (at + 4 > text.length()) {
                throw malformed();
            }
            try {
                char c = (char) Integer.parseInt(text.substring(at, at + 4), 16);
                at += 4;
                return c;
            } catch (NumberFormatException e) {
                throw malformed();
            }
        }

        private void expect(char c) {
            if (at >= text.length() || text.charAt(at++) != c) {
                throw malformed();
            }
        }

        private IllegalArgumentException malformed() {
            return new IllegalArgumentException("Malformed JSON path '" + text + "'");
        }
    }
}
