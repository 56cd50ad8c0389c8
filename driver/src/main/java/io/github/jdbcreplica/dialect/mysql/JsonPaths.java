package io.github.jdbcreplica.dialect.mysql;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Paths of MySQL's JSON functions, as text and as SQL. */
final class JsonPaths {
    private JsonPaths() {}

    static String member(String path, String name) {
        StringBuilder quoted = new StringBuilder(path).append(".\"");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    static String element(String path, int index) {
        return path + "[" + index + "]";
    }

    /** Whether the last leg is an element of an array. */
    static boolean endsInElement(String path) {
        return path.endsWith("]");
    }

    /** The path without its last leg. */
    static String parent(String path) {
        int leg = 0;
        boolean quoted = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '.' || c == '[')) {
                leg = i;
            }
        }
        return path.substring(0, leg);
    }

    /** In hexadecimal: what a backslash means in a literal depends on the session. */
    static String literal(String path) {
        return "_utf8mb4 X'" + HexFormat.of().formatHex(path.getBytes(StandardCharsets.UTF_8)) + "'";
    }
}
