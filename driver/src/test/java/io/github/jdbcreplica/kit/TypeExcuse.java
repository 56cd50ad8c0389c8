package io.github.jdbcreplica.kit;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a dialect documents as not kept of a type. The cells must indeed differ, or stop the replica: the test fails when they do not.
 *
 * @param type the row of the matrix
 * @param cells of that row
 * @param reason one sentence for the documentation
 * @param told what the error that stops the replica says; nothing where the replica need not stop
 */
public record TypeExcuse(String type, Set<Cell> cells, String reason, List<String> told) {
    /** All that there is of a type that no key may have. */
    private static final Set<Cell> OF_NO_KEY = Set.of(Cell.INSERT, Cell.UPDATE, Cell.DELETE, Cell.KEYLESS);

    public TypeExcuse {
        cells = Set.copyOf(cells);
        told = List.copyOf(told);
    }

    public TypeExcuse(String type, Set<Cell> cells, String reason) {
        this(type, cells, reason, List.of());
    }

    /** Of a type of which the target keeps nothing. */
    public static TypeExcuse ofAll(String type, String reason) {
        return new TypeExcuse(type, Set.of(Cell.values()), reason);
    }

    /** The same of one that no key may have. */
    public static TypeExcuse ofAllButKey(String type, String reason) {
        return new TypeExcuse(type, OF_NO_KEY, reason);
    }

    /** The target's own, and what goes for every target whose dates are none of MySQL's zero dates. */
    public static List<TypeExcuse> withZeroDatesAsKeys(TypeExcuse... own) {
        String reason =
                "With replica.zeroDates=null a zero date is NULL, which no primary key takes: the replica stops.";
        return Stream.concat(
                        Stream.of("DATE, zero and partial", "DATETIME, zero and partial", "TIMESTAMP, zero")
                                .map(type -> new TypeExcuse(
                                        type,
                                        Set.of(Cell.AS_KEY),
                                        reason,
                                        List.of("'v'", "'0000-00-00", "replica.zeroDates"))),
                        Stream.of(own))
                .toList();
    }

    /** Of a target whose calendar is the Julian one before 15 October 1582: the replica stops at a day that it leaves out. */
    public static TypeExcuse[] daysOfNoJulianCalendar() {
        String reason =
                "The calendar of the target is the Julian one before 15 October 1582, and leaves out the ten days before and the year 0: the replica stops.";
        return Stream.of(TypeCases.NOT_JULIAN_DATE, TypeCases.NOT_JULIAN_DATETIME)
                .map(type -> ofAll(type, reason))
                .toArray(TypeExcuse[]::new);
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
