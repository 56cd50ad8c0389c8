package io.github.jdbcreplica.kit;

import java.util.ArrayList;
import java.util.List;

/**
 * A row of the matrix: a type, or one corner of it that a target may lack by itself.
 *
 * @param definition what stands behind the name of column {@code v}; columns that depend on it may follow
 * @param values SQL expressions, NULL added
 * @param sqlMode of the session that writes them
 */
record TypeCase(String name, String definition, List<String> values, String sqlMode) {
    static final String STRICT = "STRICT_TRANS_TABLES";

    TypeCase {
        values = List.copyOf(values);
    }

    static TypeCase of(String name, String definition, String... values) {
        List<String> all = new ArrayList<>(List.of(values));
        all.add("NULL");
        return new TypeCase(name, definition, all, STRICT);
    }

    /** Where the name is the definition. */
    static TypeCase type(String definition, String... values) {
        return of(definition, definition, values);
    }

    TypeCase in(String mode) {
        return new TypeCase(name, definition, values, mode);
    }
}
