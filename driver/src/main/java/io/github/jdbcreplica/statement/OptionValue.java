package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.Token.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** The value of an option as MySQL 9.7 reads it (measured): what it truncates, what it refuses already while parsing. */
final class OptionValue {
    private static final int MAX_PASSWORD_BYTES = 32;
    private static final float MAX_HEARTBEAT_SECONDS = 4_294_967f;
    /** The server's column is a signed INT, whatever its statement and its memory hold. */
    private static final long MAX_STORED_INT = Integer.MAX_VALUE;

    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
    /** The binary log's header is this long: the first event follows it. */
    private static final long FIRST_POSITION = 4;

    private OptionValue() {}

    static Object read(SourceOption option, Tokens tokens) throws SQLException {
        return switch (option.type()) {
            case STRING -> string(option, tokens);
            case INTEGER -> inRange(option, unsignedLong(tokens));
            case BOOLEAN -> unsignedLong(tokens) != 0;
            case DECIMAL -> heartbeat(tokens);
        };
    }

    private static String string(SourceOption option, Tokens tokens) throws SQLException {
        if (option == SourceOption.SOURCE_TLS_CIPHERSUITES && tokens.accept("NULL")) {
            return (String) option.defaultValue();
        }
        String text = tokens.expectLine(option == SourceOption.SOURCE_PASSWORD);
        if (option == SourceOption.SOURCE_PASSWORD && bytes(text) > MAX_PASSWORD_BYTES) {
            throw ReplicaError.CHANGE_SOURCE_PASSWORD_LENGTH.exception();
        }
        return truncate(text, option.maxBytes());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String truncate(String text, int maxBytes) {
        int end = text.length();
        while (bytes(text.substring(0, end)) > maxBytes) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }

    /**
     * MySQL's ulong_num: of a decimal or floating-point literal only the digits in front count ({@code 1.9} and {@code 1e3} are 1); it stops at 2^64-1, this at 2^63-1.
     */
    private static long unsignedLong(Tokens tokens) throws SQLException {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case INTEGER, DECIMAL -> saturated(leadingDigits(tokens.take().text()), 10);
            case HEX -> saturated(tokens.take().text(), 16);
            case WORD, STRING, SYMBOL, INVALID, END -> throw tokens.syntaxError(token);
        };
    }

    private static String leadingDigits(String number) {
        int end = 0;
        while (end < number.length() && Characters.isDigit(number.charAt(end))) {
            end++;
        }
        return number.substring(0, end);
    }

    private static long saturated(String digits, int radix) {
        return digits.isEmpty()
                ? 0
                : new BigInteger(digits, radix).min(MAX_LONG).longValue();
    }

    private static Long inRange(SourceOption option, long value) throws SQLException {
        if (option == SourceOption.SOURCE_LOG_POS) {
            return Math.max(FIRST_POSITION, value);
        }
        if (value > MAX_STORED_INT && option == SourceOption.SOURCE_PORT) {
            throw ReplicaError.RPL_INFO_DATA_TOO_LONG.exception("Port");
        }
        if (value > MAX_STORED_INT && option == SourceOption.SOURCE_CONNECT_RETRY) {
            throw ReplicaError.RPL_INFO_DATA_TOO_LONG.exception("Connect_retry");
        }
        return value;
    }

    /** Compared as a float because the server keeps it as one: 4294967.0001 is within the range. */
    private static BigDecimal heartbeat(Tokens tokens) throws SQLException {
        Kind kind = tokens.peek().kind();
        if (kind != Kind.INTEGER && kind != Kind.DECIMAL) {
            throw tokens.syntaxError(tokens.peek());
        }
        String text = tokens.take().text();
        if (Float.parseFloat(text) > MAX_HEARTBEAT_SECONDS) {
            throw ReplicaError.REPLICA_HEARTBEAT_VALUE_OUT_OF_RANGE.exception((long) MAX_HEARTBEAT_SECONDS);
        }
        return decimal(text);
    }

    /** Not through BigDecimal at once: an exponent such as 1e-999999999 would expand when it is printed. */
    private static BigDecimal decimal(String text) {
        return BigDecimal.valueOf(Double.parseDouble(text));
    }
}
