package io.github.jdbcreplica.kit;

import java.util.Set;

/**
 * What a dialect documents as not kept of a type. The cells must indeed differ, or stop the replica: the test fails when they do not.
 *
 * @param type the row of the matrix
 * @param cells of that row
 * @param reason one sentence for the documentation
 */
public record TypeExcuse(String type, Set<Cell> cells, String reason) {
    public TypeExcuse {
        cells = Set.copyOf(cells);
    }

    /** What is done to the rows of a type: a column of the matrix. */
    public enum Cell {
        INSERT,
        UPDATE,
        DELETE,
        /** All three, in a table without any key. */
        KEYLESS,
        /** Insert, update and delete where a column of the type is the primary key. */
        AS_KEY;

        String title() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }
}
