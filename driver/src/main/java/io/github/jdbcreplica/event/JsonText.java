package io.github.jdbcreplica.event;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;

/** JSON as MySQL prints it (sql-common/json_dom.cc, Json_wrapper::to_string): a space after each comma and colon, numbers in the shortest form that reads back the same, SQL values as strings. */
final class JsonText {
    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    static String print(JsonValue value) {
        JsonText text = new JsonText();
        text.append(value);
        return text.out.toString();
    }

    private void append(JsonValue value) {
        if (value instanceof JsonValue.Object) {
            object((JsonValue.Object) value);
        } else if (value instanceof JsonValue.Array) {
            array((JsonValue.Array) value);
        } else if (value instanceof JsonValue.Text) {
            quoted(((JsonValue.Text) value).value());
        } else {
            scalar(value);
        }
    }

    private void scalar(JsonValue value) {
        if (value instanceof JsonValue.Null) {
            out.append("null");
        } else if (value instanceof JsonValue.Bool) {
            out.append(((JsonValue.Bool) value).value());
        } else if (value instanceof JsonValue.Int) {
            out.append(((JsonValue.Int) value).value());
        } else if (value instanceof JsonValue.UnsignedInt) {
            out.append(Long.toUnsignedString(((JsonValue.UnsignedInt) value).value()));
        } else if (value instanceof JsonValue.Double) {
            out.append(number(((JsonValue.Double) value).value()));
        } else if (value instanceof JsonValue.Decimal) {
            out.append(((JsonValue.Decimal) value).value().toPlainString());
        } else if (value instanceof JsonValue.Date) {
            quoted(((JsonValue.Date) value).value().toString());
        } else if (value instanceof JsonValue.Time) {
            MySqlTime time = ((JsonValue.Time) value).value();
            quoted(sixDigits(time.toString(), time.micros()));
        } else if (value instanceof JsonValue.DateTime) {
            MySqlDateTime time = ((JsonValue.DateTime) value).value();
            quoted(sixDigits(time.toString(), time.micros()));
        } else {
            JsonValue.Opaque opaque = (JsonValue.Opaque) value;
            quoted("base64:type" + opaque.type() + ":" + Base64.getEncoder().encodeToString(opaque.value()));
        }
    }

    private static String sixDigits(String literal, int micros) {
        return micros == 0 ? literal + ".000000" : literal;
    }

    /** MySQL's my_gcvt: plain digits for exponents from -5 to 14 or so, else scientific; always recognisable as a double. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            String text = new BigDecimal(value).toPlainString();
            return (value == 0 && 1 / value < 0 ? "-0" : text) + ".0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -5 && exponent < 15) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        return (value < 0 ? "-" : "") + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "") + "e"
                + exponent;
    }

    private void object(JsonValue.Object object) {
        out.append('{');
        Iterator<Map.Entry<String, JsonValue>> members =
                object.members().entrySet().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonValue> member = members.next();
            quoted(member.getKey());
            out.append(": ");
            append(member.getValue());
            out.append(members.hasNext() ? ", " : "");
        }
        out.append('}');
    }

    private void array(JsonValue.Array array) {
        out.append('[');
        for (int i = 0; i < array.items().size(); i++) {
            out.append(i == 0 ? "" : ", ");
            append(array.items().get(i));
        }
        out.append(']');
    }

    private void quoted(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
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
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
