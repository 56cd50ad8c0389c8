package io.github.jdbcreplica.event;

/** A JSON document in MySQL's binary format, as the binlog carries it. An empty array of bytes is what a broken insert leaves: it reads as the JSON literal null. */
public record MySqlJson(byte[] binary) {
    /** As MySQL prints it. @throws IllegalArgumentException when the bytes are no JSON document */
    public String text() {
        return JsonText.print(JsonBinary.parse(binary));
    }

    /** As a value. */
    public JsonValue value() {
        return JsonBinary.parse(binary);
    }
}
