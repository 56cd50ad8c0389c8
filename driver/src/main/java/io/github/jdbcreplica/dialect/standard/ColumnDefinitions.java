package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.ddl.DefaultValue;
import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Columns in CREATE and ALTER TABLE. Defaults are for the target's own users, so that only constants are needed: what a row image leaves out comes from the source's definition. Generated columns are ordinary ones here: their
 * values come with the rows.
 *
 * @param target as messages call it
 */
record ColumnDefinitions(Names names, TypeTable types, SchemaSyntax syntax, ZeroDates zeroDates, String target) {
    /** @param key of the primary key */
    String definition(Column column, boolean key) {
        StoredAs type = types.made(column.type());
        return bare(column)
                + (column.autoIncrement() && syntax.numbers(type)
                        ? syntax.numbering()
                        : constant(column).map(value -> " DEFAULT " + value).orElse(""))
                + (nullable(column, key) ? "" : " NOT NULL");
    }

    /** Without NOT NULL and without a default. */
    String bare(Column column) {
        return names.quoted(column.name()) + " " + types.made(column.type()).sql()
                + (column.invisible() ? syntax.invisible() : "");
    }

    /** Where zero dates become NULL, NOT NULL would refuse them. */
    boolean nullable(Column column, boolean key) {
        boolean date = column.type() instanceof ColumnType.Date
                || column.type() instanceof ColumnType.DateTime
                || column.type() instanceof ColumnType.Timestamp;
        return !key && (column.nullable() || zeroDates == ZeroDates.NULL && date);
    }

    /** The default as a constant of the target, when it is one. */
    Optional<String> constant(Column column) {
        return column.defaultSql().isEmpty() || column.generated()
                ? Optional.empty()
                : literal(column.type(), DefaultValue.of(column)).filter(value -> !value.equals("NULL"));
    }

    /** Empty where the value is not known, or none of the target's. */
    Optional<String> literal(ColumnType type, DefaultValue value) {
        return value instanceof DefaultValue.Known known ? literal(type, known.value()) : Optional.empty();
    }

    private Optional<String> literal(ColumnType type, Object logged) {
        try {
            Object value = logged == null
                    ? null
                    : PlainValue.reader(type, "", true, target, zeroDates).of(logged);
            return Optional.of(types.made(type).literal(value));
        } catch (UnsupportedMappingException | SQLException e) {
            return Optional.empty();
        }
    }
}
