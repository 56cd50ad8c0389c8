package io.github.jdbcreplica.event;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** SQL values inside JSON: a DECIMAL is its precision, its scale and the packed digits; temporals are the server's 64-bit packed form ({@code my_time.cc}), little-endian. */
final class JsonOpaqueType {
    static final int TIMESTAMP = 7;
    static final int DATE = 10;
    static final int TIME = 11;
    static final int DATETIME = 12;
    static final int DECIMAL = 246;

    private JsonOpaqueType() {}

    static BigDecimal decimal(byte[] bytes) {
        if (bytes.length < 2 || bytes.length < 2 + PackedDecimal.size(bytes[0], bytes[1])) {
            throw new IllegalArgumentException("Malformed DECIMAL in a JSON document");
        }
        return PackedDecimal.decode(bytes, 2, bytes[0], bytes[1]);
    }

    static String temporal(JsonValue.JsonOpaque opaque) {
        if (opaque.bytes().length != 8) {
            throw new IllegalArgumentException("Malformed date or time in a JSON document");
        }
        long packed =
                ByteBuffer.wrap(opaque.bytes()).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return switch (opaque.mysqlType()) {
            case TIME -> time(packed);
            case DATE -> date(packed).toString();
            default -> date(packed) + " " + clock(Math.abs(packed), Math.abs(packed) >> 36 & 0x1F);
        };
    }

    private static String time(long packed) {
        long magnitude = Math.abs(packed);
        return (packed < 0 ? "-" : "") + clock(magnitude, magnitude >> 36 & 0x3FF);
    }

    private static MySqlDate date(long packed) {
        long yearMonthDay = Math.abs(packed) >> 41;
        long yearMonth = yearMonthDay >> 5;
        return new MySqlDate((int) (yearMonth / 13), (int) (yearMonth % 13), (int) (yearMonthDay & 0x1F));
    }

    /** In JSON the fraction always has six digits. */
    private static String clock(long packed, long hours) {
        long seconds = packed >> 24;
        return MySqlDate.pad(hours, 2)
                + ':'
                + MySqlDate.pad(seconds >> 6 & 0x3F, 2)
                + ':'
                + MySqlDate.pad(seconds & 0x3F, 2)
                + '.'
                + MySqlDate.pad(packed & 0xFF_FFFF, 6);
    }
}
