package io.github.jdbcreplica.kit;

/**
 * A column of a table of the source.
 *
 * @param dataType the type's name, in lower case: {@code bigint}
 * @param columnType the whole type: {@code bigint(20) unsigned}
 */
public record SourceColumn(String name, String dataType, String columnType) {
    public ValueKind kind() {
        return ValueKind.of(dataType);
    }
}
