package io.github.jdbcreplica.statement;

import java.util.Set;

/**
 * Whether a semicolon ends a statement or stands in the body of a routine. Bodies are only expected behind {@code CREATE ... PROCEDURE, FUNCTION, TRIGGER, EVENT, PACKAGE} and {@code BEGIN NOT ATOMIC}:
 * elsewhere BEGIN begins a transaction and END is a name.
 */
final class BodyDepth {
    private static final Set<String> ROUTINES = Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE", "TYPE");
    private static final Set<String> COMPOUND = Set.of("IF", "LOOP", "REPEAT", "WHILE", "FOR");
    /** Behind these a statement of a body begins. */
    private static final Set<String> BEFORE_STATEMENT =
            Set.of(";", "BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT", ":", "ATOMIC");

    private int words;
    private boolean creates;
    private boolean begins;
    private boolean routine;
    private int depth;
    private String previous = "";

    /** @param piece of the statement, in order */
    void add(String piece) {
        words++;
        if (words == 1) {
            creates = piece.equals("CREATE") || piece.equals("ALTER");
            begins = piece.equals("BEGIN");
        }
        routine |= creates && ROUTINES.contains(piece);
        if (begins && words == 2 && piece.equals("NOT")) {
            routine = true;
            depth = 1;
        } else if (routine) {
            count(piece);
        }
        previous = piece;
    }

    private void count(String piece) {
        if (piece.equals("END")) {
            depth = Math.max(0, depth - 1);
        } else if (previous.equals("END") && (COMPOUND.contains(piece) || piece.equals("CASE"))) {
            return;
        } else if (piece.equals("BEGIN") || (depth > 0 && piece.equals("CASE"))) {
            depth++;
        } else if (depth > 0 && COMPOUND.contains(piece) && BEFORE_STATEMENT.contains(previous)) {
            depth++;
        }
    }

    boolean isInBody() {
        return depth > 0;
    }
}
