package io.github.jdbcreplica.dialect.postgresql;

import java.util.Optional;

/** What jsonb does not keep of a document: a negative zero, since its numbers are numeric, and U+0000. */
final class JsonbLimits {
    private static final String NUL = "u0000";

    private JsonbLimits() {}

    /** What jsonb would do to the document, for a message; empty when it keeps it. */
    static Optional<String> of(String json) {
        return json.contains("-0") || json.contains(NUL) ? read(json) : Optional.empty();
    }

    private static Optional<String> read(String json) {
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                inString = !inString;
            } else if (c == '\\') {
                i++;
                if (json.startsWith(NUL, i)) {
                    return Optional.of("takes no U+0000, as the document has it");
                }
            } else if (c == '-' && !inString && isZero(json, i + 1)) {
                return Optional.of("makes 0 of the document's -0");
            }
        }
        return Optional.empty();
    }

    private static boolean isZero(String json, int start) {
        int i = start;
        while (i < json.length() && (json.charAt(i) == '0' || json.charAt(i) == '.')) {
            i++;
        }
        return i == json.length() || !Character.isDigit(json.charAt(i));
    }
}
