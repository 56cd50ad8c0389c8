package io.github.jdbcreplica.statement;

/**
 * An option of CHANGE REPLICATION SOURCE TO, under its name in the statement (the constant's own name).
 * RECEIVER options need the IO thread stopped, APPLIER options the SQL thread, options of BOTH and of EACH both; the last are told by the thread that runs.
 */
public enum SourceOption {
    SOURCE_HOST(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_PORT(Type.INTEGER, Concern.RECEIVER, 3306L),
    SOURCE_USER(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_PASSWORD(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_LOG_FILE(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_LOG_POS(Type.INTEGER, Concern.RECEIVER, 4L),
    SOURCE_AUTO_POSITION(Type.BOOLEAN, Concern.BOTH, false),
    SOURCE_CONNECT_RETRY(Type.INTEGER, Concern.RECEIVER, 60L),
    SOURCE_RETRY_COUNT(Type.INTEGER, Concern.RECEIVER, 10L),
    SOURCE_HEARTBEAT_PERIOD(Type.DECIMAL, Concern.RECEIVER, new java.math.BigDecimal("30.000")),
    GET_SOURCE_PUBLIC_KEY(Type.BOOLEAN, Concern.RECEIVER, false),
    SOURCE_PUBLIC_KEY_PATH(Type.STRING, Concern.RECEIVER, ""),
    /** On, as in MySQL 9.7: an encrypted connection is required unless SOURCE_SSL = 0. */
    SOURCE_SSL(Type.BOOLEAN, Concern.RECEIVER, true),
    SOURCE_SSL_CA(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_SSL_CAPATH(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_SSL_CERT(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_SSL_KEY(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_SSL_CIPHER(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_SSL_CRL(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_SSL_CRLPATH(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_SSL_VERIFY_SERVER_CERT(Type.BOOLEAN, Concern.RECEIVER, false),
    SOURCE_TLS_VERSION(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_TLS_CIPHERSUITES(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_BIND(Type.STRING, Concern.RECEIVER, ""),
    SOURCE_COMPRESSION_ALGORITHMS(Type.STRING, Concern.RECEIVER, "uncompressed"),
    SOURCE_ZSTD_COMPRESSION_LEVEL(Type.INTEGER, Concern.RECEIVER, 3L),
    SOURCE_CONNECTION_AUTO_FAILOVER(Type.BOOLEAN, Concern.BOTH, false),
    /** Seconds. */
    SOURCE_DELAY(Type.INTEGER, Concern.APPLIER, 0L),
    /** Ids in the order given, with a comma and a space between them, as SHOW REPLICA STATUS prints them. */
    IGNORE_SERVER_IDS(Type.STRING, Concern.RECEIVER, ""),
    REQUIRE_ROW_FORMAT(Type.BOOLEAN, Concern.EACH, false),
    /** STREAM, ON, OFF or GENERATE. */
    REQUIRE_TABLE_PRIMARY_KEY_CHECK(Type.STRING, Concern.APPLIER, "STREAM"),
    /** OFF, LOCAL or a UUID. */
    ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS(Type.STRING, Concern.BOTH, "OFF"),
    GTID_ONLY(Type.BOOLEAN, Concern.BOTH, false);

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

    /** Bytes in UTF-8 that the server stores of a string; it truncates the rest without a word. */
    int maxBytes() {
        return switch (name()) {
            case "SOURCE_HOST" -> 255;
            case "SOURCE_USER" -> 96;
            case "SOURCE_TLS_CIPHERSUITES" -> Integer.MAX_VALUE;
            default -> 511;
        };
    }

    public enum Type {
        STRING,
        INTEGER,
        BOOLEAN,
        DECIMAL
    }

    public enum Concern {
        RECEIVER,
        APPLIER,
        BOTH,
        EACH
    }
}
