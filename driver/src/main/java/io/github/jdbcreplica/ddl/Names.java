package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.schema.TableName;
import java.util.List;
import java.util.regex.Pattern;

/** Identifiers and string literals out of their quotes. */
final class Names {
    private static final Pattern SUPPLEMENTARY = Pattern.compile("[\\x{10000}-\\x{10FFFF}]");

    private Names() {}

    static String identifier(String text) {
        String name = text.strip();
        char quote = name.isEmpty() ? ' ' : name.charAt(0);
        return stored(
                quote == '`' || quote == '"'
                        ? name.substring(1, name.length() - 1).replace("" + quote + quote, "" + quote)
                        : name);
    }

    /** As the server keeps it: names are utf8mb3 there (system_charset_info), and a character that this has not becomes a question mark. */
    private static String stored(String name) {
        return SUPPLEMENTARY.matcher(name).replaceAll("?");
    }

    /** A column's name, which may stand behind its table's. */
    static String column(Node node) {
        String text = node.text();
        return text.startsWith("`") ? identifier(text) : identifier(text.substring(text.lastIndexOf('.') + 1));
    }

    /** {@code FullId}: {@code t}, {@code db.t}; a dot may stick to the name behind it. */
    static TableName table(Node named, String defaultDatabase) {
        Node id = named.find("FullId").orElse(named);
        List<Node> parts =
                id.children().stream().filter(c -> !c.text().equals(".")).toList();
        if (parts.size() < 2) {
            return new TableName(defaultDatabase, identifier(id.text()));
        }
        String second = parts.get(1).text();
        return new TableName(
                identifier(parts.get(0).text()), identifier(second.startsWith(".") ? second.substring(1) : second));
    }

    /** {@code 'it''s\n'}; an introducer before it is passed over. */
    static String string(String literal) {
        String text = literal.substring(literal.indexOf(literal.indexOf('\'') >= 0 ? '\'' : '"'));
        char quote = text.charAt(0);
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                c = unescaped(text.charAt(++i));
            } else if (c == quote) {
                i++;
            }
            value.append(c);
        }
        return value.toString();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case '0' -> '\0';
            case 'b' -> '\b';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'Z' -> 26;
            default -> c;
        };
    }

    /** A MySQL literal that needs no escapes but its quotes and backslashes. */
    static String literal(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    static String quoted(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }
}
