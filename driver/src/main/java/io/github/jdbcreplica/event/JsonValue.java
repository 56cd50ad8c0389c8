package io.github.jdbcreplica.event;

import java.util.List;
import java.util.Map;

/** A JSON value as MySQL types it. {@code toString} is MySQL's text of it. */
public sealed interface JsonValue {
    default boolean hasOpaque() {
        return false;
    }

    /** Members in MySQL's order: shorter names (in UTF-8 bytes) first, then by bytes. */
    record JsonObject(Map<String, JsonValue> members) implements JsonValue {
        @Override
        public boolean hasOpaque() {
            return members.values().stream().anyMatch(JsonValue::hasOpaque);
        }

        @Override
        public String toString() {
            return JsonText.of(this);
        }
    }

    record JsonArray(List<JsonValue> elements) implements JsonValue {
        @Override
        public boolean hasOpaque() {
            return elements.stream().anyMatch(JsonValue::hasOpaque);
        }

        @Override
        public String toString() {
            return JsonText.of(this);
        }
    }

    record JsonString(String value) implements JsonValue {
        @Override
        public String toString() {
            return JsonText.of(this);
        }
    }

    /** A 64-bit integer, to be read as unsigned if {@code unsigned}. */
    record JsonInteger(long value, boolean unsigned) implements JsonValue {
        @Override
        public String toString() {
            return unsigned ? Long.toUnsignedString(value) : Long.toString(value);
        }
    }

    record JsonDouble(double value) implements JsonValue {
        @Override
        public String toString() {
            return JsonDoubleText.of(value);
        }
    }

    enum JsonLiteral implements JsonValue {
        NULL("null"),
        TRUE("true"),
        FALSE("false");

        private final String text;

        JsonLiteral(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A value of an SQL type.
     *
     * @param mysqlType the column type's code: 246 DECIMAL, 10 DATE, 11 TIME, 12 DATETIME, 7 TIMESTAMP, 253 VARBINARY, 252 BLOB, 16 BIT, ...
     */
    record JsonOpaque(int mysqlType, byte[] bytes) implements JsonValue {
        @Override
        public boolean hasOpaque() {
            return true;
        }

        @Override
        public String toString() {
            return JsonText.of(this);
        }
    }
}
