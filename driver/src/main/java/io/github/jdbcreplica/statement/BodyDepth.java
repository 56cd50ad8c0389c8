package io.github.jdbcreplica.statement;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Whether a semicolon ends a statement or stands in the body of a routine. Bodies are only expected behind {@code CREATE ... PROCEDURE, FUNCTION, TRIGGER, EVENT, PACKAGE} and as MariaDB's compound statements outside of routines
 * ({@code BEGIN NOT ATOMIC}, {@code IF}, ...): elsewhere BEGIN begins a transaction and END is a name.
 *
 * <p>Blocks are a stack, because what a word means depends on the innermost: within a CASE expression IF and REPEAT are functions, and END ends a list of statements only behind a semicolon.
 */
final class BodyDepth {
    private static final Set<String> ROUTINES = Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE", "TYPE");
    private static final Set<String> OTHER_OBJECTS = Set.of(
            "TABLE",
            "VIEW",
            "INDEX",
            "DATABASE",
            "SCHEMA",
            "USER",
            "ROLE",
            "SEQUENCE",
            "SERVER",
            "TABLESPACE",
            "DOMAIN",
            "ALIAS",
            "CONSTANT",
            "EXTENSION",
            "SYNONYM");

    private static final String BEGIN = "BEGIN";
    private static final String CASE = "CASE";
    private static final String CASE_EXPRESSION = "CASE expression";
    private static final Set<String> COMPOUND = Set.of("IF", CASE, "LOOP", "REPEAT", "WHILE", "FOR");

    /** Behind these a statement of a body begins. */
    private static final Set<String> BEFORE_STATEMENT = Set.of(
            ";", BEGIN, "THEN", "ELSE", "DO", "LOOP", "REPEAT", ":", "ATOMIC", "FOUND", "SQLEXCEPTION", "SQLWARNING");

    /** Behind these a body of one compound statement begins: the parameters, a characteristic, the clauses of a trigger or an event. */
    private static final Set<String> BEFORE_BODY =
            Set.of(")", "ROW", "DO", ":", "DETERMINISTIC", "SQL", "DATA", "DEFINER", "INVOKER", "AS", "IS");

    private final Deque<String> blocks = new ArrayDeque<>();
    private int words;
    private String first = "";
    private boolean objectNamed;
    private boolean routine;
    private int parentheses;
    private String previous = "";

    /** @param piece of the statement, in order */
    void add(String piece) {
        words++;
        if (words == 1) {
            first = piece;
            if (COMPOUND.contains(piece)) {
                beginCompound(piece);
            }
        } else if (words == 2 && first.equals(BEGIN) && piece.equals("NOT")) {
            beginCompound(BEGIN);
        } else if (routine) {
            count(piece);
        } else if (first.equals("CREATE") || first.equals("ALTER")) {
            nameObject(piece);
        }
        previous = piece;
    }

    private void beginCompound(String block) {
        routine = true;
        blocks.push(block);
    }

    /** The first such word is the type of the object; behind a sign it is part of its definer. */
    private void nameObject(String piece) {
        if (!objectNamed && !previous.equals("=") && !previous.equals("@")) {
            routine = ROUTINES.contains(piece);
            objectNamed = routine || OTHER_OBJECTS.contains(piece);
        }
    }

    private void count(String piece) {
        switch (piece) {
            case "(" -> parentheses++;
            case ")" -> parentheses--;
            case "END" -> {
                if (ends()) {
                    blocks.pop();
                }
            }
            default -> {
                String block = opened(piece);
                if (!block.isEmpty()) {
                    blocks.push(block);
                }
            }
        }
    }

    /** Behind a point it is a column. */
    private boolean ends() {
        String block = blocks.peek();
        if (block == null || previous.equals(".")) {
            return false;
        }
        // The condition of UNTIL has no semicolon behind it.
        return block.equals(CASE_EXPRESSION) || block.equals("REPEAT") || BEFORE_STATEMENT.contains(previous);
    }

    /** @return the block that begins with the word; empty for none */
    private String opened(String piece) {
        boolean expression = CASE_EXPRESSION.equals(blocks.peek());
        boolean statement = !expression
                && parentheses == 0
                && (blocks.isEmpty() ? BEFORE_BODY : BEFORE_STATEMENT).contains(previous);
        if (piece.equals(BEGIN)) {
            return !expression && parentheses == 0 && !previous.equals(".") ? BEGIN : "";
        }
        if (COMPOUND.contains(piece) && statement) {
            return piece;
        }
        boolean isCase = piece.equals(CASE) && !previous.equals("END") && !previous.equals(".");
        return isCase && !blocks.isEmpty() ? CASE_EXPRESSION : "";
    }

    boolean isInBody() {
        return !blocks.isEmpty();
    }
}
