package io.github.jdbcreplica.event;

/**
 * One row of a rows event. The arrays are indexed by the column's ordinal in the {@link TableMap}; what an image does not hold is null, as is SQL NULL (the event's bit sets tell them apart).
 * INSERT has no {@code before} (null), DELETE no {@code after}.
 *
 * <p>Values by the column's {@link WireType}: integers {@code Long}, always sign-extended (whether a column is unsigned is known only to the table's definition);
 * YEAR {@code Long} (0 for 0000); ENUM index, SET bits and BIT bits {@code Long}; FLOAT {@code Float}; DOUBLE {@code Double}; DECIMAL {@code java.math.BigDecimal};
 * DATE {@link MySqlDate}; TIME {@link MySqlTime}; DATETIME {@link MySqlDateTime}; TIMESTAMP {@link MySqlTimestamp};
 * all character and binary strings, BLOB, GEOMETRY (SRID + WKB), VECTOR, UUID and INET types {@code byte[]} as logged (the server strips the trailing spaces or zero bytes of CHAR and BINARY);
 * JSON {@link MySqlJson}, or in an after-image {@link MySqlJsonDiff} when the source logs partial updates.
 */
public record RowChange(Object[] before, Object[] after) {}
