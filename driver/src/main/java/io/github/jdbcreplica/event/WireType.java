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
    VECTOR
}
