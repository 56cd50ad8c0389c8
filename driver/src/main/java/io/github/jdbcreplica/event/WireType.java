package io.github.jdbcreplica.event;

/** Column types as TABLE_MAP events tell them apart. Character and binary strings share their codes: only the collation (63 is binary) or the table's definition separates them. */
public enum WireType {
    TINY,
    SHORT,
    INT24,
    LONG,
    LONGLONG,
    DECIMAL,
    FLOAT,
    DOUBLE,
    BIT,
    YEAR,
    DATE,
    TIME,
    DATETIME,
    TIMESTAMP,
    /** As MySQL stored it before 5.6 and MariaDB before 10.1, or with mysql56_temporal_format=OFF: MariaDB's may have fractional digits, which lengthen the value and which the log does not tell. */
    OLD_TIME,
    OLD_DATETIME,
    OLD_TIMESTAMP,
    /** CHAR, BINARY, and MariaDB's UUID, INET4, INET6. */
    STRING,
    /** VARCHAR, VARBINARY. */
    VARSTRING,
    ENUM,
    SET,
    /** TINYTEXT to LONGTEXT, TINYBLOB to LONGBLOB, MariaDB's JSON. */
    BLOB,
    JSON,
    GEOMETRY,
    VECTOR;

    /** Whether the values may be longer than the log tells. */
    public boolean hidesFraction() {
        return this == OLD_TIME || this == OLD_DATETIME || this == OLD_TIMESTAMP;
    }
}
