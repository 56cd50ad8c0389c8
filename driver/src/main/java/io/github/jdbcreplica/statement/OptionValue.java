package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.Token.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** The value of an option as MySQL 9.7 reads it (measured): what it truncates, what it refuses already while parsing. */
final class OptionValue {
    private static final int MAX_PASSWORD_BYTES = 32;
    private static final float MAX_HEARTBEAT_SECONDS = 4_294_967f;
    /** The server's column is a signed INT, whatever its statement and its memory hold. */
    private static final long MAX_STORED_INT = Integer.MAX_VALUE;

    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
    /** The binary log's header is this long: the first event follows it. */
    private static final long FIRST_POSITION = 4;

    private static final long MAX_UNSIGNED_INT = 0xFFFF_FFFFL;

    private static final Set<String> PRIMARY_KEY_CHECKS = Set.of("STREAM", "ON", "OFF", "GENERATE");

    private OptionValue() {}

    static Object read(SourceOption option, Tokens tokens) throws SQLException {
        return switch (option.type()) {
            case STRING -> text(option, tokens);
            case INTEGER -> inRange(option, tokens);
            case BOOLEAN -> flag(option, tokens);
            case DECIMAL -> heartbeat(tokens);
        };
    }

    private static String text(SourceOption option, Tokens tokens) throws SQLException {
        return switch (option) {
            case IGNORE_SERVER_IDS -> serverIds(tokens);
            case REQUIRE_TABLE_PRIMARY_KEY_CHECK -> primaryKeyCheck(tokens);
            case ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS -> assignedGtids(tokens);
            default -> string(option, tokens);
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

    /** {@code (id, ...)}: sorted, each once, as the server keeps them; its grammar lets the first be missing. */
    static String serverIds(Tokens tokens) throws SQLException {
        Set<Long> ids = new TreeSet<>();
        tokens.expect("(");
        if (!tokens.peek().is(",") && !tokens.peek().is(")")) {
            ids.add(unsignedLong(tokens));
        }
        while (tokens.accept(",")) {
            ids.add(unsignedLong(tokens));
        }
        tokens.expect(")");
        return text(ids);
    }

    private static String text(Set<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    static String unitedServerIds(String some, String others) {
        Set<Long> ids = new TreeSet<>();
        for (String list : new String[] {some, others}) {
            for (String id : list.isEmpty() ? new String[0] : list.split(", ")) {
                ids.add(Long.valueOf(id));
            }
        }
        return text(ids);
    }

    private static String primaryKeyCheck(Tokens tokens) throws SQLException {
        String word = tokens.peek().keyword();
        if (!PRIMARY_KEY_CHECKS.contains(word)) {
            throw tokens.syntaxError(tokens.peek());
        }
        tokens.take();
        return word;
    }

    /** Every event of this replica's target is its own: it could not keep the GTIDs that it would give. */
    private static String assignedGtids(Tokens tokens) throws SQLException {
        if (tokens.accept("OFF")) {
            return "OFF";
        }
        if (!tokens.accept("LOCAL")) {
            String uuid = tokens.expect(Kind.STRING).text();
            if (!isUuid(uuid)) {
                throw ReplicaError.WRONG_VALUE.exception("UUID", NearText.ofLiteral(uuid));
            }
        }
        throw ReplicaError.NOT_SUPPORTED_YET.exception(
                "ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS: a source without GTIDs is followed by file and position");
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean flag(SourceOption option, Tokens tokens) throws SQLException {
        Token token = tokens.peek();
        long value = unsignedLong(tokens);
        if (value > 1) {
            switch (option) {
                case REQUIRE_ROW_FORMAT -> throw ReplicaError.REQUIRE_ROW_FORMAT_INVALID_VALUE.exception(value);
                case GTID_ONLY -> throw tokens.syntaxError(ReplicaError.GTID_ONLY_PARSE_ERROR, token);
                case SOURCE_CONNECTION_AUTO_FAILOVER -> throw tokens.syntaxError(token);
                default -> {}
            }
        }
        return value != 0;
    }

    /**
     * MySQL's ulong_num: of a decimal or floating-point literal only the digits in front count ({@code 1.9} and {@code 1e3} are 1); it stops at 2^64-1, this at 2^63-1.
     */
    static long unsignedLong(Tokens tokens) throws SQLException {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case INTEGER, DECIMAL -> saturated(leadingDigits(tokens.take().text()), 10);
            case HEX -> saturated(tokens.take().text(), 16);
            case WORD, STRING, SYMBOL, INVALID, END -> throw tokens.syntaxError(token);
        };
    }

    /** In a log; the server's grammar takes no hexadecimal digits for it. */
    static long position(Tokens tokens) throws SQLException {
        if (tokens.peek().kind() == Kind.HEX) {
            throw tokens.syntaxError(tokens.peek());
        }
        return Math.max(FIRST_POSITION, unsignedLong(tokens));
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

    private static Long inRange(SourceOption option, Tokens tokens) throws SQLException {
        if (option == SourceOption.SOURCE_LOG_POS) {
            return position(tokens);
        }
        Token number = tokens.peek();
        long value = unsignedLong(tokens);
        refuseTooLarge(option, value, tokens.text(number, number));
        return option == SourceOption.SOURCE_ZSTD_COMPRESSION_LEVEL ? value & MAX_UNSIGNED_INT : value;
    }

    private static void refuseTooLarge(SourceOption option, long value, String text) throws SQLException {
        if (value <= MAX_STORED_INT) {
            return;
        }
        switch (option) {
            case SOURCE_PORT -> throw ReplicaError.RPL_INFO_DATA_TOO_LONG.exception("Port");
            case SOURCE_CONNECT_RETRY -> throw ReplicaError.RPL_INFO_DATA_TOO_LONG.exception("Connect_retry");
            case SOURCE_DELAY -> throw ReplicaError.SOURCE_DELAY_VALUE_OUT_OF_RANGE.exception(text, MAX_STORED_INT);
            default -> {}
        }
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
