package io.github.jdbcreplica.event;

import java.util.Base64;

/** MySQL's JSON text (sql-common/json_dom.cc): a space after each colon and comma, control characters as \\u00xx in lower case, all else raw. */
final class JsonText {
    private static final String HEX = "0123456789abcdef";
    private static final int BASE64_LINE = 76;
    private static final byte[] NEWLINE = {'\n'};

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    static String of(JsonValue value) {
        var text = new JsonText();
        text.append(value);
        return text.out.toString();
    }

    private void append(JsonValue value) {
        if (value instanceof JsonValue.JsonObject object) {
            appendObject(object);
        } else if (value instanceof JsonValue.JsonArray array) {
            appendArray(array);
        } else if (value instanceof JsonValue.JsonString string) {
            appendQuoted(string.value());
        } else if (value instanceof JsonValue.JsonOpaque opaque) {
            appendOpaque(opaque);
        } else {
            out.append(value);
        }
    }

    private void appendObject(JsonValue.JsonObject object) {
        out.append('{');
        String separator = "";
        for (var member : object.members().entrySet()) {
            out.append(separator);
            appendQuoted(member.getKey());
            out.append(": ");
            append(member.getValue());
            separator = ", ";
        }
        out.append('}');
    }

    private void appendArray(JsonValue.JsonArray array) {
        out.append('[');
        String separator = "";
        for (JsonValue element : array.elements()) {
            out.append(separator);
            append(element);
            separator = ", ";
        }
        out.append(']');
    }

    private void appendQuoted(String string) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            appendEscaped(string.charAt(i));
        }
        out.append('"');
    }

    private void appendEscaped(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x20) {
                    out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
                } else {
                    out.append(c);
                }
            }
        }
    }

    private void appendOpaque(JsonValue.JsonOpaque opaque) {
        switch (opaque.mysqlType()) {
            case JsonOpaqueType.DECIMAL ->
                out.append(JsonOpaqueType.decimal(opaque.bytes()).toPlainString());
            case JsonOpaqueType.DATE, JsonOpaqueType.TIME, JsonOpaqueType.DATETIME, JsonOpaqueType.TIMESTAMP ->
                appendQuoted(JsonOpaqueType.temporal(opaque));
            default ->
                appendQuoted("base64:type" + opaque.mysqlType() + ":"
                        + Base64.getMimeEncoder(BASE64_LINE, NEWLINE).encodeToString(opaque.bytes()));
        }
    }
}
