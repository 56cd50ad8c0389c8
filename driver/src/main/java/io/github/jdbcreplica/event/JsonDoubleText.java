package io.github.jdbcreplica.event;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Doubles as MySQL prints them in JSON ({@code my_gcvt} in strings/dtoa.cc): the fewest digits that read back as the same number, plain between 1e-15 and 1e15, else {@code 1.5e-20}; and never without a point or an exponent.
 */
final class JsonDoubleText {
    /** Any decimal of at most 15 digits survives the way through a normal double. */
    private static final int SAFE_DIGITS = 15;

    private static final int MAX_DIGITS = 17;

    private JsonDoubleText() {}

    static String of(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return (Double.compare(value, -0.0) == 0 ? "-0" : Long.toString((long) value)) + ".0";
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("JSON has no " + value);
        }
        BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        return (value < 0 ? "-" : "") + layOut(digits, digits.length() - shortest.scale());
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = value < Double.MIN_NORMAL ? 1 : SAFE_DIGITS; digits < MAX_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded;
            }
        }
        return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
    }

    /** @param point where the decimal point stands, counted from the first digit */
    private static String layOut(String digits, int point) {
        if (point > SAFE_DIGITS || point < -SAFE_DIGITS + 1) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            return digits.charAt(0) + fraction + "e" + (point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length()) + ".0";
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }
}
