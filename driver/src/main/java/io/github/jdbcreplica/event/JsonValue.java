package io.github.jdbcreplica.event;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JSON value with MySQL's types: JSON's own, exact numbers, and the SQL values that a document can hold (MySQL's opaque values). Arrays and objects are mutable while a document is put together. */
public sealed interface JsonValue {
    /** As MySQL prints it. */
    default String text() {
        return JsonText.print(this);
    }

    record Null() implements JsonValue {}

    record Bool(boolean value) implements JsonValue {}

    record Int(long value) implements JsonValue {}

    record UnsignedInt(long value) implements JsonValue {}

    record Double(double value) implements JsonValue {}

    record Text(String value) implements JsonValue {}

    record Array(List<JsonValue> items) implements JsonValue {
        Array() {
            this(new ArrayList<>());
        }
    }

    record Object(Map<String, JsonValue> members) implements JsonValue {
        /** MySQL's order: shorter keys first, then by their bytes. */
        private static final Comparator<String> KEY_ORDER = Comparator.<String>comparingInt(
                        key -> key.getBytes(StandardCharsets.UTF_8).length)
                .thenComparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

        Object() {
            this(new TreeMap<>(KEY_ORDER));
        }
    }

    record Decimal(BigDecimal value) implements JsonValue {}

    record Date(MySqlDate value) implements JsonValue {}

    record Time(MySqlTime value) implements JsonValue {}

    record DateTime(MySqlDateTime value) implements JsonValue {}

    /** @param type MySQL's type number, as in {@code base64:type254:...} */
    record Opaque(int type, byte[] value) implements JsonValue {}
}
