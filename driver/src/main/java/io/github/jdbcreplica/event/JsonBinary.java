package io.github.jdbcreplica.event;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** MySQL's binary JSON (sql/json_binary.h describes the format), read whole. */
final class JsonBinary {
    private static final int NEWDECIMAL = 246;
    private static final int DATE = 10;
    private static final int TIME = 11;
    private static final int DATETIME = 12;
    private static final int TIMESTAMP = 7;
    private static final int MAX_DEPTH = 200;

    private final ByteBuffer bytes;

    private JsonBinary(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static JsonValue parse(byte[] bytes) {
        if (bytes.length == 0) {
            return new JsonValue.Null();
        }
        try {
            return new JsonBinary(bytes).value(bytes[0], 1, 0);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not a JSON document of MySQL: " + e.getMessage(), e);
        }
    }

    private JsonValue value(int type, int at, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("too deep");
        }
        return switch (type) {
            case 0x00 -> object(at, false, depth);
            case 0x01 -> object(at, true, depth);
            case 0x02 -> array(at, false, depth);
            case 0x03 -> array(at, true, depth);
            case 0x04 -> literal(bytes.get(at));
            case 0x05 -> new JsonValue.Int(bytes.getShort(at));
            case 0x06 -> new JsonValue.UnsignedInt(bytes.getShort(at) & 0xFFFF);
            case 0x07 -> new JsonValue.Int(bytes.getInt(at));
            case 0x08 -> new JsonValue.UnsignedInt(Integer.toUnsignedLong(bytes.getInt(at)));
            case 0x09 -> new JsonValue.Int(bytes.getLong(at));
            case 0x0A -> new JsonValue.UnsignedInt(bytes.getLong(at));
            case 0x0B -> new JsonValue.Double(bytes.getDouble(at));
            case 0x0C -> new JsonValue.Text(text(at));
            case 0x0F -> opaque(at);
            default -> throw new IllegalArgumentException("type " + type);
        };
    }

    private static JsonValue literal(int code) {
        return switch (code) {
            case 0 -> new JsonValue.Null();
            case 1 -> new JsonValue.Bool(true);
            case 2 -> new JsonValue.Bool(false);
            default -> throw new IllegalArgumentException("literal " + code);
        };
    }

    private int offset(int at, boolean large) {
        return large ? bytes.getInt(at) : bytes.getShort(at) & 0xFFFF;
    }

    private int count(int at, boolean large) {
        int count = offset(at, large);
        if (count < 0 || count > bytes.limit()) {
            throw new IllegalArgumentException("count " + count);
        }
        return count;
    }

    private JsonValue object(int at, boolean large, int depth) {
        int width = large ? 4 : 2;
        int count = count(at, large);
        int keys = at + 2 * width;
        int values = keys + count * (width + 2);
        JsonValue.Object object = new JsonValue.Object();
        for (int i = 0; i < count; i++) {
            int entry = keys + i * (width + 2);
            int length = bytes.getShort(entry + width) & 0xFFFF;
            String key = utf8(at + offset(entry, large), length);
            object.members().put(key, entry(values + i * (1 + width), at, large, depth));
        }
        return object;
    }

    private JsonValue array(int at, boolean large, int depth) {
        int width = large ? 4 : 2;
        int count = count(at, large);
        JsonValue.Array array = new JsonValue.Array();
        for (int i = 0; i < count; i++) {
            array.items().add(entry(at + 2 * width + i * (1 + width), at, large, depth));
        }
        return array;
    }

    /** Literals and short integers stand in the entry itself; in the large format 32-bit integers do too. */
    private JsonValue entry(int entry, int base, boolean large, int depth) {
        int type = bytes.get(entry);
        boolean inlined = type == 0x04 || type == 0x05 || type == 0x06 || large && (type == 0x07 || type == 0x08);
        return value(type, inlined ? entry + 1 : base + offset(entry + 1, large), depth + 1);
    }

    /** A length of seven bits a byte, lowest first; the highest bit says that more follow. */
    private long length(int at) {
        long length = 0;
        for (int i = 0; i < 5; i++) {
            int b = bytes.get(at + i);
            length |= (long) (b & 0x7F) << 7 * i;
            if (b >= 0) {
                return length;
            }
        }
        throw new IllegalArgumentException("length");
    }

    private int afterLength(int at) {
        int next = at;
        while (bytes.get(next) < 0) {
            next++;
        }
        return next + 1;
    }

    private String text(int at) {
        return utf8(afterLength(at), Math.toIntExact(length(at)));
    }

    private String utf8(int at, int length) {
        if (length < 0 || at < 0 || at + length > bytes.limit()) {
            throw new IllegalArgumentException("text beyond the end");
        }
        return new String(bytes.array(), at, length, StandardCharsets.UTF_8);
    }

    private JsonValue opaque(int at) {
        int type = bytes.get(at) & 0xFF;
        int length = Math.toIntExact(length(at + 1));
        int start = afterLength(at + 1);
        if (start + length > bytes.limit()) {
            throw new IllegalArgumentException("value beyond the end");
        }
        byte[] value = new byte[length];
        System.arraycopy(bytes.array(), start, value, 0, length);
        return switch (type) {
            case NEWDECIMAL -> decimal(value);
            case DATE ->
                new JsonValue.Date(
                        PackedTemporals.datetime(bytes.getLong(start)).date());
            case TIME -> new JsonValue.Time(PackedTemporals.time(bytes.getLong(start)));
            case DATETIME, TIMESTAMP -> new JsonValue.DateTime(PackedTemporals.datetime(bytes.getLong(start)));
            default -> new JsonValue.Opaque(type, value);
        };
    }

    private static JsonValue decimal(byte[] value) {
        byte[] digits = new byte[value.length - 2];
        System.arraycopy(value, 2, digits, 0, digits.length);
        BigDecimal decimal = PackedDecimal.decimal(digits, value[0], value[1]);
        return new JsonValue.Decimal(decimal);
    }
}
