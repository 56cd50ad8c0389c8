package io.github.jdbcreplica.event;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * MySQL's binary DECIMAL (strings/decimal.cc, {@code decimal2bin}): groups of nine digits in four bytes, big-endian, the outermost groups in as few bytes as they need;
 * the sign is the inverted top bit, and all bits of a negative number are inverted.
 */
public final class PackedDecimal {
    private static final int DIGITS_PER_GROUP = 9;
    /** With which the server computes (DECIMAL_MAX_POSSIBLE_PRECISION); a column has 65 at most, but a value of it can come into a JSON document with 66 (measured on 9.7). */
    private static final int MAX_PRECISION = 81;

    /** MariaDB's (since 10.2); MySQL's is 30. */
    private static final int MAX_SCALE = 38;

    private static final int[] BYTES_OF_DIGITS = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};

    private PackedDecimal() {}

    /** How many bytes a value takes; @throws IllegalArgumentException when no DECIMAL has this precision and scale */
    public static int size(int precision, int scale) {
        if (precision < 1 || precision > MAX_PRECISION || scale > MAX_SCALE || scale < 0 || scale > precision) {
            throw new IllegalArgumentException("DECIMAL(" + precision + "," + scale + ")");
        }
        return bytesOf(precision - scale) + bytesOf(scale);
    }

    private static int bytesOf(int digits) {
        return digits / DIGITS_PER_GROUP * 4 + BYTES_OF_DIGITS[digits % DIGITS_PER_GROUP];
    }

    /** Decodes {@link #size} bytes from {@code offset} on. */
    public static BigDecimal decode(byte[] bytes, int offset, int precision, int scale) {
        boolean negative = (bytes[offset] & 0x80) == 0;
        int integerDigits = precision - scale;
        int at = offset;
        var number = new Accumulator();
        int invert = negative ? -1 : 0;
        int signBit = 0x80;
        int partial = integerDigits % DIGITS_PER_GROUP;
        for (int left = integerDigits; left > 0; signBit = 0) {
            int digits = left == integerDigits && partial > 0 ? partial : DIGITS_PER_GROUP;
            number.append(group(bytes, at, BYTES_OF_DIGITS[digits], invert, signBit), digits);
            at += BYTES_OF_DIGITS[digits];
            left -= digits;
        }
        for (int left = scale; left > 0; signBit = 0) {
            int digits = Math.min(left, DIGITS_PER_GROUP);
            number.append(group(bytes, at, BYTES_OF_DIGITS[digits], invert, signBit), digits);
            at += BYTES_OF_DIGITS[digits];
            left -= digits;
        }
        return number.toDecimal(negative, scale);
    }

    private static int group(byte[] bytes, int at, int length, int invert, int signBit) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            int octet = (bytes[at + i] ^ invert) & 0xFF;
            value = value << 8 | (i == 0 ? octet & ~signBit : octet);
        }
        return value;
    }

    /** Stays in a long up to 18 digits, which is most decimals. */
    private static final class Accumulator {
        private long small;
        private int smallDigits;
        private BigInteger large;

        void append(int group, int digits) {
            if (large == null && smallDigits + digits <= 18) {
                small = small * powerOfTen(digits) + (group & 0xFFFF_FFFFL);
                smallDigits += digits;
                return;
            }
            if (large == null) {
                large = BigInteger.valueOf(small);
            }
            large = large.multiply(BigInteger.valueOf(powerOfTen(digits)))
                    .add(BigInteger.valueOf(group & 0xFFFF_FFFFL));
        }

        BigDecimal toDecimal(boolean negative, int scale) {
            if (large == null) {
                return BigDecimal.valueOf(negative ? -small : small, scale);
            }
            return new BigDecimal(negative ? large.negate() : large, scale);
        }

        private static long powerOfTen(int digits) {
            long power = 1;
            for (int i = 0; i < digits; i++) {
                power *= 10;
            }
            return power;
        }
    }
}
