package io.github.jdbcreplica.kit;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** Values as the kit compares them: two are equal by {@code equals} when they mean the same. */
public final class Canonical {
    private Canonical() {}

    /** Bytes, in hexadecimal. */
    public record Bytes(String hex) {
        public static Bytes of(byte[] bytes) {
            return new Bytes(HexFormat.of().formatHex(bytes));
        }
    }

    /** A zero or partial date, or one that the calendar does not have, as MySQL spells it. */
    public record ZeroDate(String text) {}

    /**
     * @param srid 0 for none
     * @param wkb in little-endian order
     */
    public record Geometry(int srid, Bytes wkb) {}

    /** 1.50 and 1.5 are one number. */
    public static BigDecimal number(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    /** {@code 2020-02-28} */
    public static Object date(String text) {
        return orZero(text, LocalDate::parse);
    }

    /** {@code 2020-02-28 12:00:00.5} */
    public static Object dateTime(String text) {
        return orZero(text, t -> LocalDateTime.parse(t.replace(' ', 'T')));
    }

    /** {@code 2020-02-28 12:00:00.5}, in UTC. */
    public static Object instant(String text) {
        Object local = dateTime(text);
        return local instanceof LocalDateTime ? instant((LocalDateTime) local) : local;
    }

    private static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }

    private static Object orZero(String text, Function<String, Object> parse) {
        try {
            return parse.apply(text);
        } catch (DateTimeException e) {
            return new ZeroDate(text);
        }
    }

    /** {@code -838:59:59.000001} */
    public static Duration time(String text) {
        String[] parts = text.replace("-", "").split(":");
        BigDecimal seconds = new BigDecimal(parts[0])
                .multiply(BigDecimal.valueOf(3600))
                .add(new BigDecimal(parts[1]).multiply(BigDecimal.valueOf(60)))
                .add(new BigDecimal(parts[2]));
        Duration duration =
                Duration.ofNanos(seconds.movePointRight(9).toBigIntegerExact().longValueExact());
        return text.startsWith("-") ? duration.negated() : duration;
    }

    /** A document by value: members in any order, numbers exactly, 1.0 and 1 as one number, but not a negative zero and zero. */
    public static Object json(String text) {
        return new JsonDocument(text).value();
    }

    /** MySQL's own form of a geometry: the SRID in four bytes, little-endian, and WKB. */
    public static Geometry mySqlGeometry(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new Wkb(in.getInt(), in.slice()).geometry();
    }

    /** WKB in any byte order, or extended WKB with its SRID. */
    public static Geometry geometry(byte[] wkb) {
        return new Wkb(0, ByteBuffer.wrap(wkb)).geometry();
    }

    /** {@code [1.5, -2]} or without the brackets. */
    public static List<Float> vector(String text) {
        List<Float> floats = new ArrayList<>();
        for (String number : text.replaceAll("[\\[\\]{}\\s]", "").split(",")) {
            floats.add(Float.valueOf(number));
        }
        return floats;
    }

    /** MySQL's own form of a vector: four bytes a number, little-endian. */
    static List<Float> mySqlVector(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Float> floats = new ArrayList<>();
        while (in.hasRemaining()) {
            floats.add(in.getFloat());
        }
        return floats;
    }
}
