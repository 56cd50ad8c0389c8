package io.github.jdbcreplica.kit;

/** What the values of a column are, whatever their type: how they are compared. */
public enum ValueKind {
    /** Integers, DECIMAL, YEAR, and BIT as the unsigned number of its bits: {@link java.math.BigDecimal}. */
    NUMBER,
    /** {@link Float}: equal when the bits are. */
    FLOAT,
    /** {@link Double}: equal when the bits are. */
    DOUBLE,
    /** {@link java.time.LocalDate}, or a {@link Canonical.ZeroDate}. */
    DATE,
    /** {@link java.time.LocalDateTime}, or a {@link Canonical.ZeroDate}. */
    DATETIME,
    /** {@link java.time.Instant}, or a {@link Canonical.ZeroDate}. */
    TIMESTAMP,
    /** {@link java.time.Duration}. */
    TIME,
    /** Text, the label of an ENUM, the labels of a SET with commas between them, UUID and INET: {@link String}. */
    TEXT,
    /** {@link Canonical.Bytes}. */
    BYTES,
    /** {@link Canonical#json}. */
    JSON,
    /** {@link Canonical.Geometry}. */
    GEOMETRY,
    /** A {@link java.util.List} of {@link Float}. */
    VECTOR;

    /** @param dataType as information_schema.COLUMNS.DATA_TYPE of the source has it, in lower case */
    static ValueKind of(String dataType) {
        return switch (dataType) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "year", "bit" -> NUMBER;
            case "float" -> FLOAT;
            case "double" -> DOUBLE;
            case "date" -> DATE;
            case "datetime" -> DATETIME;
            case "timestamp" -> TIMESTAMP;
            case "time" -> TIME;
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set" -> TEXT;
            case "uuid", "inet4", "inet6" -> TEXT;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> BYTES;
            case "json" -> JSON;
            case "vector" -> VECTOR;
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geomcollection",
                    "geometrycollection" -> GEOMETRY;
            default -> throw new IllegalArgumentException("a type that the kit does not know: " + dataType);
        };
    }
}
