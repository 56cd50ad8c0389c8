package io.github.jdbcreplica.event;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path of MySQL's JSON functions without wildcards and ranges, as the server logs it: {@code $.name."quoted name"[3][last-1]} (Json_path_leg::to_string in sql-common/json_path.cc). */
public record JsonPath(String text, List<Leg> legs) {
    private static final Pattern INDEX = Pattern.compile("\\s*(?:(\\d{1,10})|last\\s*(?:-\\s*(\\d{1,10}))?)\\s*");

    public JsonPath {
        legs = List.copyOf(legs);
    }

    public sealed interface Leg {}

    public record Member(String name) implements Leg {}

    /** An element of an array, counted from its beginning or, {@code last-index}, from its end. */
    public record Element(long index, boolean fromEnd) implements Leg {
        boolean existsIn(int length) {
            return index < length;
        }

        /** Beyond either end, that end: where an insertion goes (Json_array_index in sql-common/json_path.h). */
        int position(int length) {
            if (fromEnd) {
                return existsIn(length) ? length - 1 - (int) index : 0;
            }
            return (int) Math.min(index, length);
        }
    }

    /** @throws IllegalArgumentException when the server would not log this */
    public static JsonPath parse(String text) {
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
                    legs.add(new Member(member()));
                } else if (!Character.isWhitespace(c)) {
                    throw malformed();
                }
            }
            return new JsonPath(text, legs);
        }

        private Leg index() {
            int end = text.indexOf(']', at);
            if (end < 0) {
                throw malformed();
            }
            Matcher index = INDEX.matcher(text.substring(at, end));
            if (!index.matches()) {
                throw malformed();
            }
            at = end + 1;
            String fromStart = index.group(1);
            String fromEnd = index.group(2) == null ? "0" : index.group(2);
            return new Element(Long.parseLong(fromStart == null ? fromEnd : fromStart), fromStart == null);
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
