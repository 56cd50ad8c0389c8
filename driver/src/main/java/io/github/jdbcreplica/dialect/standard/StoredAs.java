package io.github.jdbcreplica.dialect.standard;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One way in which the target keeps values of a source type.
 *
 * @param sql the type as CREATE TABLE spells it
 * @param parameter what stands for a value in a statement, with exactly one question mark
 */
public record StoredAs(String sql, String parameter, Form form) {
    public StoredAs(String sql, Form form) {
        this(sql, "?", form);
    }

    /** The type that CREATE TABLE gets, and those that take every value as well, all in one form. */
    public static List<StoredAs> ways(Form form, String made, String... alike) {
        return Stream.concat(Stream.of(made), Arrays.stream(alike))
                .map(type -> new StoredAs(type, form))
                .toList();
    }

    /** The type without its numbers, as the catalogue names it. */
    String name() {
        return TypeText.of(sql).name();
    }

    /** @param value null for NULL */
    String literal(Object value) {
        return value == null ? "NULL" : parameter.replace("?", form.literal(value));
    }
}
