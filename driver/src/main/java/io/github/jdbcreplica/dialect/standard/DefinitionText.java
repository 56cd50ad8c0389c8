package io.github.jdbcreplica.dialect.standard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A CREATE TABLE of the target, taken apart at its commas; comments are left out.
 *
 * @param tail what stands behind the closing parenthesis
 */
record DefinitionText(List<Part> parts, String tail) {
    private static final Set<String> CONSTRAINTS = Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

    DefinitionText {
        parts = List.copyOf(parts);
    }

    /**
     * @param column the name of the column that it defines; empty for a constraint
     * @param behindName the definition without that name
     */
    record Part(String text, Optional<String> column, String behindName) {
        private static Part of(String text) {
            int end = endOfName(text);
            String first = text.substring(0, end);
            boolean constraint = CONSTRAINTS.contains(first.toUpperCase(Locale.ROOT));
            return new Part(text, constraint ? Optional.empty() : Optional.of(unquoted(first)), text.substring(end));
        }

        boolean isPrimaryKey() {
            return column.isEmpty() && afterConstraintName().startsWith("PRIMARY");
        }

        /** Whether it is the foreign key of that name. */
        boolean isForeignKey(String name) {
            return isConstraint(name, "FOREIGN");
        }

        /** Whether it is the check of that name. */
        boolean isCheck(String name) {
            return isConstraint(name, "CHECK");
        }

        private boolean isConstraint(String name, String kind) {
            return column.isEmpty()
                    && text.toUpperCase(Locale.ROOT).startsWith("CONSTRAINT")
                    && afterConstraintName().startsWith(kind)
                    && constraintName().equalsIgnoreCase(name);
        }

        private String constraintName() {
            String rest = behindName.strip();
            return unquoted(rest.substring(0, endOfName(rest)));
        }

        private String afterConstraintName() {
            String upper = text.toUpperCase(Locale.ROOT);
            if (!upper.startsWith("CONSTRAINT")) {
                return upper;
            }
            String rest = behindName.strip();
            return rest.substring(endOfName(rest)).strip().toUpperCase(Locale.ROOT);
        }
    }

    boolean hasCheck(String name) {
        return parts.stream().anyMatch(part -> part.isCheck(name));
    }

    static DefinitionText of(String createTable) {
        List<Part> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        int at = 0;
        while (at < createTable.length()) {
            int end = endOfToken(createTable, at);
            String token = createTable.substring(at, end);
            at = end;
            if (token.startsWith("--") || token.startsWith("/*")) {
                part.append(' ');
            } else if (token.equals("(") && depth++ == 0) {
                part.setLength(0);
            } else if (token.equals(")") && --depth == 0) {
                parts.add(Part.of(part.toString().strip()));
                return new DefinitionText(parts, createTable.substring(at));
            } else if (token.equals(",") && depth == 1) {
                parts.add(Part.of(part.toString().strip()));
                part.setLength(0);
            } else {
                part.append(token);
            }
        }
        throw new IllegalArgumentException(createTable);
    }

    /** A quoted name or text, a comment, or one character. */
    private static int endOfToken(String sql, int at) {
        char first = sql.charAt(at);
        if (first == '"' || first == '\'' || first == '`' || first == '[') {
            return endOfQuoted(sql, at, first == '[' ? ']' : first);
        }
        if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            return end < 0 ? sql.length() : end + 1;
        }
        if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            return end < 0 ? sql.length() : end + 2;
        }
        return at + 1;
    }

    private static int endOfQuoted(String sql, int at, char quote) {
        int end = sql.indexOf(quote, at + 1);
        while (end > 0 && quote != ']' && end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
            end = sql.indexOf(quote, end + 2);
        }
        return end < 0 ? sql.length() : end + 1;
    }

    private static int endOfName(String text) {
        if (!text.isEmpty() && "\"'`[".indexOf(text.charAt(0)) >= 0) {
            return endOfToken(text, 0);
        }
        int end = 0;
        while (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end)) || "_$".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    private static String unquoted(String name) {
        if (name.isEmpty() || "\"'`[".indexOf(name.charAt(0)) < 0) {
            return name;
        }
        String quote = name.substring(name.length() - 1);
        String inner = name.substring(1, name.length() - 1);
        return quote.equals("]") ? inner : inner.replace(quote + quote, quote);
    }
}
