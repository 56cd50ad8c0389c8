package io.github.jdbcreplica.channel;

import java.util.List;

/** Our own options: connection properties and URL parameters named {@code replica.}<i>name</i>, never passed to the inner driver. README.md's table is checked against this enum by a test. */
public enum ReplicaOption {
    INTERCEPT(
            "intercept",
            "true",
            List.of("true", "false"),
            "false: replication statements pass to the inner database as everything else does"),
    DRIVER("driver", "", List.of(), "class name of the inner driver, when the search by URL does not find it"),
    SERVER_ID(
            "serverId",
            "",
            List.of(),
            "the replica's server id, 1 to 4294967295, different from every server of the topology; by default made once and kept in the target"),
    NET_TIMEOUT(
            "netTimeout",
            "60",
            List.of(),
            "seconds without a byte from the source after which its connection is taken for dead (MySQL's replica_net_timeout)"),
    TRANSACTION_RETRIES(
            "transactionRetries",
            "10",
            List.of(),
            "how often a transaction is tried again after a lock wait timeout, a deadlock or a lost target connection (MySQL's replica_transaction_retries)"),
    ZERO_DATES(
            "zeroDates",
            "error",
            List.of("error", "null"),
            "what becomes of zero and partial dates on a target that has none: stop with an error naming the row, or NULL");

    private final String name;
    private final String defaultValue;
    private final List<String> choices;
    private final String description;

    ReplicaOption(String name, String defaultValue, List<String> choices, String description) {
        this.name = "replica." + name;
        this.defaultValue = defaultValue;
        this.choices = choices;
        this.description = description;
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
        return choices;
    }

    public String description() {
        return description;
    }
}
