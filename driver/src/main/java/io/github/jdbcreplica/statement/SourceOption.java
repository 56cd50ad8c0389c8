package io.github.jdbcreplica.statement;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An option of CHANGE REPLICATION SOURCE TO, under its name in the statement (the constant's own name).
 * RECEIVER options need the IO thread stopped, APPLIER options the SQL thread, POSITION options both.
 */
public enum SourceOption {
    SOURCE_HOST(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_PORT(Type.INTEGER, Concern.RECEIVER, 3306L),
    SOURCE_USER(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_PASSWORD(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_LOG_FILE(Type.STRING, Concern.POSITION, ""),
    SOURCE_LOG_POS(Type.INTEGER, Concern.POSITION, 4L),
    SOURCE_AUTO_POSITION(Type.BOOLEAN, Concern.POSITION, false),
    SOURCE_CONNECT_RETRY(Type.INTEGER, Concern.RECEIVER, 60L),
    SOURCE_RETRY_COUNT(Type.INTEGER, Concern.RECEIVER, 10L),
    SOURCE_HEARTBEAT_PERIOD(Type.DECIMAL, Concern.RECEIVER, new BigDecimal("30.000")),
    GET_SOURCE_PUBLIC_KEY(Type.BOOLEAN, Concern.RECEIVER, false),
    SOURCE_PUBLIC_KEY_PATH(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_SSL(Type.BOOLEAN, Concern.RECEIVER, false),
    SOURCE_SSL_CA(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_SSL_CAPATH(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_SSL_CERT(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_SSL_KEY(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_SSL_CIPHER(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_SSL_CRL(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_SSL_CRLPATH(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_SSL_VERIFY_SERVER_CERT(Type.BOOLEAN, Concern.RECEIVER, false),
    SOURCE_TLS_VERSION(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_TLS_CIPHERSUITES(Type.STRING, Concern.RECEIVER, "");

    private final Type type;
    private final Concern concern;
    private final Object defaultValue;

    SourceOption(Type type, Concern concern, Object defaultValue) {
        this.type = type;
        this.concern = concern;
        this.defaultValue = defaultValue;
    }

    public Type type() {
        return type;
    }

    public Concern concern() {
        return concern;
    }

    public Object defaultValue() {
        return defaultValue;
    }

    /** The option of that name, in any case. */
    static Optional<SourceOption> named(String name) {
        return Arrays.stream(values())
                .filter(option -> option.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** An option that MySQL has and this version does not: refused by name rather than as bad syntax. */
    static boolean isKnownToMySql(String name) {
        return NOT_SUPPORTED.contains(name.toUpperCase(Locale.ROOT));
    }

    private static final Set<String> NOT_SUPPORTED = Set.of(
            "SOURCE_BIND",
            "NETWORK_NAMESPACE",
            "SOURCE_DELAY",
            "RELAY_LOG_FILE",
            "RELAY_LOG_POS",
            "SOURCE_COMPRESSION_ALGORITHMS",
            "SOURCE_ZSTD_COMPRESSION_LEVEL",
            "IGNORE_SERVER_IDS",
            "PRIVILEGE_CHECKS_USER",
            "REQUIRE_ROW_FORMAT",
            "REQUIRE_TABLE_PRIMARY_KEY_CHECK",
            "ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS",
            "SOURCE_CONNECTION_AUTO_FAILOVER",
            "GTID_ONLY");

    public enum Type {
        STRING,
        INTEGER,
        BOOLEAN,
        DECIMAL
    }

    public enum Concern {
        RECEIVER,
        APPLIER,
        POSITION
    }
}
