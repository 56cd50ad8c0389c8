package io.github.jdbcreplica.event;

import java.util.Arrays;

/** A JSON document in MySQL's binary format, as the binlog carries it. What it means is read from the bytes at each call; a malformed document throws {@link IllegalArgumentException} then. */
public record MySqlJson(byte[] binary) {

    /** The document as {@code CAST(doc AS CHAR)} prints it. */
    public String text() {
        return value().toString();
    }

    public JsonValue value() {
        return JsonBinaryReader.read(binary);
    }

    /** Whether it holds scalars that JSON text cannot express (dates, decimals, blobs): reading the text back gives strings or doubles instead. */
    public boolean hasOpaque() {
        return value().hasOpaque();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MySqlJson that && Arrays.equals(binary, that.binary);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(binary);
    }

    @Override
    public String toString() {
        return text();
    }
}
