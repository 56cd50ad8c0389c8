package io.github.jdbcreplica.event;

import java.math.BigDecimal;

/** DECIMAL in row images and in JSON (strings/decimal.cc: bin2decimal): groups of nine digits in four bytes, big-endian, the sign in the first bit, negative values inverted. */
public final class PackedDecimal {
    private static final int[] BYTES_OF_DIGITS = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};

    private PackedDecimal() {}

    /** The length in bytes of a DECIMAL(precision, scale). */
    public static int length(int precision, int scale) {
        int whole = precision - scale;
        return whole / 9 * 4 + BYTES_OF_DIGITS[whole % 9] + scale / 9 * 4 + BYTES_OF_DIGITS[scale % 9];
    }

    /** @throws IllegalArgumentException when the type cannot be or the bytes are too few */
    public static BigDecimal decimal(byte[] packed, int precision, int scale) {
        if (precision < 1 || scale < 0 || scale > precision || packed.length < length(precision, scale)) {
            throw new IllegalArgumentException(
                    "DECIMAL(" + precision + "," + scale + ") in " + packed.length + " bytes");
        }
        byte[] bytes = packed.clone();
        boolean negative = (bytes[0] & 0x80) == 0;
        bytes[0] ^= (byte) 0x80;
        for (int i = 0; negative && i < bytes.length; i++) {
            bytes[i] ^= (byte) 0xFF;
        }
        StringBuilder digits = new StringBuilder(precision + 3).append(negative ? "-0" : "0");
        int whole = precision - scale;
        int at = group(digits, bytes, 0, whole % 9);
        for (int i = 0; i < whole / 9; i++) {
            at = group(digits, bytes, at, 9);
        }
        if (scale > 0) {
            digits.append('.');
            for (int i = 0; i < scale / 9; i++) {
                at = group(digits, bytes, at, 9);
            }
            group(digits, bytes, at, scale % 9);
        }
        return new BigDecimal(digits.toString());
    }

    /** Appends {@code count} digits, and returns where the next group begins. */
    private static int group(StringBuilder digits, byte[] bytes, int at, int count) {
        int length = BYTES_OF_DIGITS[count];
        if (count > 0) {
            long value = 0;
            for (int i = 0; i < length; i++) {
                value = value << 8 | bytes[at + i] & 0xFF;
            }
            String text = Long.toString(value);
            digits.append("0".repeat(Math.max(0, count - text.length()))).append(text);
        }
        return at + length;
    }
}
