package io.github.jdbcreplica.dialect.sqlite;

import io.github.jdbcreplica.dialect.standard.Form;
import io.github.jdbcreplica.dialect.standard.Forms;
import io.github.jdbcreplica.event.MySqlTime;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Values as SQLite keeps them. Texts are those that MySQL prints, with as many digits as the source's column has: equal values are equal texts, and those of one column are in their order. */
final class SqliteForms {
    /** The largest number that INTEGER has is in the middle of BIGINT UNSIGNED. Behind it come twenty digits and the {@code u} of C's unsigned numbers, which keeps them text under any affinity: it sorts behind all numbers, and CAST reads it. */
    static final Form UNSIGNED = Forms.of(
            (s, i, v) -> {
                if (v instanceof Long number) {
                    s.setLong(i, number);
                } else {
                    s.setString(i, beyond((BigDecimal) v));
                }
            },
            v -> v instanceof Long ? v.toString() : "'" + beyond((BigDecimal) v) + "'");

    static final Form DOUBLE = Forms.mapped(v -> ((Number) v).doubleValue(), Forms.NUMBER);

    /** Floats of four bytes in little-endian order, as MySQL keeps them. */
    static final Form VECTOR = Forms.mapped(v -> bytes((Float[]) v), Forms.BYTES);

    static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private SqliteForms() {}

    private static String beyond(BigDecimal number) {
        return String.format("%020du", number.toBigIntegerExact());
    }

    static Form decimal(int scale) {
        return Forms.mapped(v -> ((BigDecimal) v).setScale(scale), Forms.TEXT);
    }

    static Form dateTime(int digits) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss" + fraction(digits));
        return Forms.mapped(v -> format.format((LocalDateTime) v), Forms.TEXT);
    }

    static Form instant(int digits) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss" + fraction(digits) + "'Z'");
        return Forms.mapped(v -> format.format(utc((OffsetDateTime) v)), Forms.TEXT);
    }

    private static TemporalAccessor utc(OffsetDateTime instant) {
        return instant.withOffsetSameInstant(ZoneOffset.UTC);
    }

    private static String fraction(int digits) {
        return digits == 0 ? "" : "." + "S".repeat(digits);
    }

    static Form time(int digits) {
        return Forms.mapped(v -> text((MySqlTime) v, digits), Forms.TEXT);
    }

    private static String text(MySqlTime time, int digits) {
        String seconds = String.format(
                "%s%02d:%02d:%02d", time.negative() ? "-" : "", time.hours(), time.minutes(), time.seconds());
        return digits == 0
                ? seconds
                : seconds + "." + String.format("%06d", time.micros()).substring(0, digits);
    }

    private static byte[] bytes(Float[] floats) {
        ByteBuffer out = ByteBuffer.allocate(floats.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Float number : floats) {
            out.putFloat(number);
        }
        return out.array();
    }
}
