package io.github.jdbcreplica.ddl;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A constant of MySQL's SQL ("Literal Values" in its manual). */
sealed interface Literal {
    record Text(String value) implements Literal {}

    record Bytes(byte[] value) implements Literal {}

    /** @param approximate written with an exponent, which makes it a DOUBLE */
    record Number(BigDecimal value, boolean approximate) implements Literal {}

    String QUOTED = "(?:'(?:[^'\\\\]|''|\\\\.)*'|\"(?:[^\"\\\\]|\"\"|\\\\.)*\")";

    Pattern STRING = Pattern.compile(QUOTED, Pattern.DOTALL);

    /** Neighbours are one string. */
    Pattern TEXT = Pattern.compile(
            "(?:(_\\w+|N|DATE|TIME|TIMESTAMP)\\s*)?(" + QUOTED + "(?:\\s*" + QUOTED + ")*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    Pattern HEXADECIMAL = Pattern.compile("0x([0-9a-fA-F]+)|[xX]'((?:[0-9a-fA-F]{2})*)'");
    Pattern BINARY = Pattern.compile("0b([01]+)|[bB]'([01]*)'");
    Pattern NUMBER = Pattern.compile("([-+]?)\\s*([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

    /** Empty for what is none, and for text whose introducer says to read its bytes in a way that depends on the session. */
    static Optional<Literal> of(String sql) {
        String text = sql.strip();
        Matcher string = TEXT.matcher(text);
        if (string.matches()) {
            return string(Optional.ofNullable(string.group(1)).orElse(""), string.group(2));
        }
        Matcher hexadecimal = HEXADECIMAL.matcher(text);
        if (hexadecimal.matches()) {
            String digits = hexadecimal.group(1) != null ? hexadecimal.group(1) : hexadecimal.group(2);
            return Optional.of(new Bytes(HexFormat.of().parseHex((digits.length() % 2 == 0 ? "" : "0") + digits)));
        }
        Matcher binary = BINARY.matcher(text);
        if (binary.matches()) {
            return Optional.of(new Bytes(bits(binary.group(1) != null ? binary.group(1) : binary.group(2))));
        }
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            boolean approximate = number.group(3) != null;
            String digits = number.group(1) + number.group(2) + (approximate ? number.group(3) : "");
            return Optional.of(new Number(new BigDecimal(digits), approximate));
        }
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "TRUE" -> Optional.of(new Number(BigDecimal.ONE, false));
            case "FALSE" -> Optional.of(new Number(BigDecimal.ZERO, false));
            default -> Optional.empty();
        };
    }

    private static Optional<Literal> string(String before, String quoted) {
        StringBuilder value = new StringBuilder();
        STRING.matcher(quoted).results().forEach(part -> value.append(Names.string(part.group())));
        boolean introduced = before.startsWith("_") || before.equalsIgnoreCase("N");
        boolean wide = before.toLowerCase(Locale.ROOT).matches("_(ucs2|utf16|utf16le|utf32|binary)");
        return introduced && (wide || !isAscii(value.toString()))
                ? Optional.empty()
                : Optional.of(new Text(value.toString()));
    }

    static boolean isAscii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }

    private static byte[] bits(String digits) {
        String padded = "0".repeat((8 - digits.length() % 8) % 8) + digits;
        byte[] bytes = new byte[padded.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(padded.substring(8 * i, 8 * i + 8), 2);
        }
        return bytes;
    }
}
