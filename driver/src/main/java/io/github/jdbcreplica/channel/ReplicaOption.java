package io.github.jdbcreplica.channel;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Our own options: connection properties and URL parameters named {@code replica.}<i>name</i>, never passed to the inner driver. README.md's table is checked against this enum by a test. */
public enum ReplicaOption {
    INTERCEPT(
            "intercept",
            "true",
            oneOf("true", "false"),
            "false: replication statements pass to the inner database as everything else does"),
    DRIVER("driver", "", Rule.FREE, "class name of the inner driver, when the search by URL does not find it"),
    SERVER_ID(
            "serverId",
            "",
            range(1, 4294967295L),
            "the replica's server id, 1 to 4294967295, different from every server of the topology; by default made once and kept in the target"),
    REPORT_HOST(
            "reportHost",
            "",
            longest(255),
            "the host of the replica in the source's SHOW REPLICAS (MySQL's report_host), at most 255 bytes; by default the name of this machine"),
    REPORT_PORT(
            "reportPort",
            "0",
            range(0, 65535),
            "the port of the replica in the source's SHOW REPLICAS (MySQL's report_port); 0: nothing listens here"),
    NET_TIMEOUT(
            "netTimeout",
            "60",
            range(1, 31536000),
            "seconds without a byte from the source after which its connection is taken for dead (MySQL's replica_net_timeout)"),
    TRANSACTION_RETRIES(
            "transactionRetries",
            "10",
            range(0, 4294967295L),
            "how often a transaction is tried again after a lock wait timeout, a deadlock or a lost target connection (MySQL's replica_transaction_retries)"),
    ZERO_DATES(
            "zeroDates",
            "error",
            oneOf("error", "null"),
            "what becomes of zero and partial dates on a target that has none: stop with an error naming the row, or NULL"),
    AUTO_START(
            "autoStart",
            "false",
            oneOf("true", "false"),
            "true: this JVM keeps the replica running: it starts what ran when the last JVM that ran it ended, now or as soon as that is gone");

    /** What every option's name begins with, in a URL or a property list. */
    public static final String PREFIX = "replica.";

    /** MySQL's number for a setting that does not take the value given. */
    private static final int ER_WRONG_VALUE_FOR_VAR = 1231;

    private final String name;
    private final String defaultValue;
    private final Rule rule;
    private final String description;

    ReplicaOption(String name, String defaultValue, Rule rule, String description) {
        this.name = PREFIX + name;
        this.defaultValue = defaultValue;
        this.rule = rule;
        this.description = description;
    }

    /** Whether a property or URL parameter is meant for us; letter case is free, as it is in the parameters of MySQL's and H2's URLs. */
    public static boolean claims(String propertyName) {
        return propertyName.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    public static Optional<ReplicaOption> named(String propertyName) {
        for (ReplicaOption option : values()) {
            if (option.name.equalsIgnoreCase(propertyName)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    /** With the prefix: {@code replica.intercept}. */
    public String propertyName() {
        return name;
    }

    public String defaultValue() {
        return defaultValue;
    }

    /** The values allowed; empty when free. */
    public List<String> choices() {
        return rule.choices();
    }

    public String description() {
        return description;
    }

    /** Whether a value says no more than leaving the option out: tools hand back the whole list that getPropertyInfo gave them, blanks included. */
    public boolean isUnset(String value) {
        return defaultValue.isEmpty() && value.isBlank();
    }

    /**
     * The value as we keep it: trimmed, and a choice in lower case.
     *
     * @throws SQLException when the option does not take the value; the message names both and says what is allowed
     */
    String normalise(String value) throws SQLException {
        if (isUnset(value)) {
            return defaultValue;
        }
        String normal = value.trim();
        if (!choices().isEmpty()) {
            normal = normal.toLowerCase(Locale.ROOT);
        }
        if (!rule.allows(normal)) {
            throw new SQLException(
                    "Invalid value '" + value + "' for connection option " + name + ": expected " + rule.expectation(),
                    "42000",
                    ER_WRONG_VALUE_FOR_VAR);
        }
        return normal;
    }

    private static Rule oneOf(String... choices) {
        return new Rule(List.of(choices), Long.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    private static Rule range(long least, long greatest) {
        return new Rule(List.of(), least, greatest, Integer.MAX_VALUE);
    }

    private static Rule longest(int bytes) {
        return new Rule(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, bytes);
    }

    /** Either choices, or a range of whole numbers, or text of so many bytes in UTF-8, or (FREE) anything. */
    private record Rule(List<String> choices, long least, long greatest, int bytes) {
        static final Rule FREE = longest(Integer.MAX_VALUE);

        /** 18 digits at most, so that no value overflows a long. */
        private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");

        boolean allows(String value) {
            if (!choices.isEmpty()) {
                return choices.contains(value);
            }
            if (least == Long.MIN_VALUE) {
                return value.getBytes(StandardCharsets.UTF_8).length <= bytes;
            }
            return WHOLE_NUMBER.matcher(value).matches() && inRange(Long.parseLong(value));
        }

        private boolean inRange(long number) {
            return number >= least && number <= greatest;
        }

        String expectation() {
            if (bytes < Integer.MAX_VALUE) {
                return "at most " + bytes + " bytes in UTF-8";
            }
            return choices.isEmpty()
                    ? "a whole number from " + least + " to " + greatest
                    : "one of " + String.join(", ", choices);
        }
    }
}
