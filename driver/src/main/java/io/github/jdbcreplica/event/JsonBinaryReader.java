package io.github.jdbcreplica.event;

import io.github.jdbcreplica.event.JsonValue.JsonArray;
import io.github.jdbcreplica.event.JsonValue.JsonDouble;
import io.github.jdbcreplica.event.JsonValue.JsonInteger;
import io.github.jdbcreplica.event.JsonValue.JsonLiteral;
import io.github.jdbcreplica.event.JsonValue.JsonObject;
import io.github.jdbcreplica.event.JsonValue.JsonOpaque;
import io.github.jdbcreplica.event.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads MySQL's binary JSON (sql-common/json_binary.h): a type byte and a value; containers hold tables of offsets relative to their own start, so garbage may point anywhere. A sound document
 * spends at least one of its bytes per value and per byte of text: {@link #budget} ends what would otherwise grow without bound.
 */
final class JsonBinaryReader {
    private static final int SMALL_OBJECT = 0;
    private static final int LARGE_OBJECT = 1;
    private static final int SMALL_ARRAY = 2;
    private static final int LARGE_ARRAY = 3;
    private static final int LITERAL = 4;
    private static final int INT16 = 5;
    private static final int UINT16 = 6;
    private static final int INT32 = 7;
    private static final int UINT32 = 8;
    private static final int INT64 = 9;
    private static final int UINT64 = 10;
    private static final int DOUBLE = 11;
    private static final int STRING = 12;
    private static final int OPAQUE = 15;
    /** MySQL's own limit of nesting. */
    private static final int MAX_DEPTH = 100;

    private final byte[] bytes;
    private long budget;

    private JsonBinaryReader(byte[] bytes) {
        this.bytes = bytes;
        this.budget = bytes.length;
    }

    static JsonValue read(byte[] document) {
        // The server reads an empty document as the JSON null: old bugs left such values behind.
        if (document.length == 0) {
            return JsonLiteral.NULL;
        }
        return new JsonBinaryReader(document).value(document[0] & 0xFF, 1, 0);
    }

    private JsonValue value(int type, int at, int depth) {
        spend(1);
        return switch (type) {
            case SMALL_OBJECT -> object(at, 2, depth + 1);
            case LARGE_OBJECT -> object(at, 4, depth + 1);
            case SMALL_ARRAY -> array(at, 2, depth + 1);
            case LARGE_ARRAY -> array(at, 4, depth + 1);
            case LITERAL -> literal((int) unsigned(at, 1));
            case INT16 -> new JsonInteger((short) unsigned(at, 2), false);
            case UINT16 -> new JsonInteger(unsigned(at, 2), true);
            case INT32 -> new JsonInteger((int) unsigned(at, 4), false);
            case UINT32 -> new JsonInteger(unsigned(at, 4), true);
            case INT64 -> new JsonInteger(unsigned(at, 8), false);
            case UINT64 -> new JsonInteger(unsigned(at, 8), true);
            case DOUBLE -> new JsonDouble(Double.longBitsToDouble(unsigned(at, 8)));
            case STRING -> string(at);
            case OPAQUE -> opaque(at);
            default -> throw malformed();
        };
    }

    private static JsonValue literal(int code) {
        return switch (code) {
            case 0 -> JsonLiteral.NULL;
            case 1 -> JsonLiteral.TRUE;
            case 2 -> JsonLiteral.FALSE;
            default -> throw malformed();
        };
    }

    private JsonValue object(int start, int width, int depth) {
        int count = count(start, width, depth, width + 2 + 1 + width);
        int keys = start + 2 * width;
        int values = keys + count * (width + 2);
        Map<String, JsonValue> members = new LinkedHashMap<>(count * 2);
        for (int i = 0; i < count; i++) {
            int entry = keys + i * (width + 2);
            String key = text(offset(start, unsigned(entry, width)), (int) unsigned(entry + width, 2));
            members.put(key, entry(start, values + i * (1 + width), width, depth));
        }
        return new JsonObject(members);
    }

    private JsonValue array(int start, int width, int depth) {
        int count = count(start, width, depth, 1 + width);
        List<JsonValue> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(entry(start, start + 2 * width + i * (1 + width), width, depth));
        }
        return new JsonArray(elements);
    }

    private int count(int start, int width, int depth, int bytesPerElement) {
        long count = unsigned(start, width);
        if (depth > MAX_DEPTH || count * bytesPerElement > bytes.length - start) {
            throw malformed();
        }
        return (int) count;
    }

    /** Small scalars stand in the entry itself, all else at the offset that it holds. */
    private JsonValue entry(int start, int entry, int width, int depth) {
        int type = (int) unsigned(entry, 1);
        boolean inlined =
                type == LITERAL || type == INT16 || type == UINT16 || width == 4 && (type == INT32 || type == UINT32);
        return value(type, inlined ? entry + 1 : offset(start, unsigned(entry + 1, width)), depth);
    }

    private int offset(int start, long offset) {
        if (offset > bytes.length - start) {
            throw malformed();
        }
        return start + (int) offset;
    }

    private JsonValue string(int at) {
        long lengthAndSize = variableLength(at);
        return new JsonString(text(at + (int) (lengthAndSize >>> 32), (int) lengthAndSize));
    }

    private JsonValue opaque(int at) {
        int type = (int) unsigned(at, 1);
        long lengthAndSize = variableLength(at + 1);
        int from = at + 1 + (int) (lengthAndSize >>> 32);
        int length = (int) lengthAndSize;
        check(from, length);
        spend(length);
        return new JsonOpaque(type, Arrays.copyOfRange(bytes, from, from + length));
    }

    /** Seven bits a byte, least significant first. Returns the length, and in the upper half how many bytes it took. */
    private long variableLength(int at) {
        long length = 0;
        for (int i = 0; i < 5; i++) {
            long octet = unsigned(at + i, 1);
            length |= (octet & 0x7F) << 7 * i;
            if (octet < 0x80) {
                if (length > bytes.length) {
                    throw malformed();
                }
                return (i + 1L) << 32 | length;
            }
        }
        throw malformed();
    }

    private String text(int from, int length) {
        check(from, length);
        spend(length);
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    private long unsigned(int at, int width) {
        check(at, width);
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    private void check(int from, int length) {
        if (from < 0 || length < 0 || length > bytes.length - from) {
            throw malformed();
        }
    }

    private void spend(int amount) {
        budget -= amount;
        if (budget < 0) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("Malformed binary JSON document");
    }
}
