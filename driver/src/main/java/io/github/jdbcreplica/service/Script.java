package io.github.jdbcreplica.service;

import io.github.jdbcreplica.statement.ForeignLexer;
import io.github.jdbcreplica.statement.SqlRules;
import java.util.ArrayList;
import java.util.List;

/** Statements of a text, as the mysql client takes it apart: {@code ;} and {@code \G} end one, but not within quotes and comments, which are those of the database that the text is for. */
final class Script {
    private Script() {}

    /** @param vertical ended with {@code \G}: a line for each value */
    record Command(String sql, boolean vertical) {}

    static List<Command> commands(String text, SqlRules rules) {
        List<Command> commands = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            ForeignLexer lexer = ForeignLexer.ofStatement(text, start, rules);
            String piece = lexer.next();
            // Of spaces and comments alone the server would say that the query was empty.
            boolean empty = ends(piece, text, lexer);
            while (!ends(piece, text, lexer)) {
                piece = lexer.next();
            }
            boolean vertical = piece.equals("\\");
            int end = piece.isEmpty() ? text.length() : lexer.position() - 1;
            if (!empty) {
                commands.add(new Command(text.substring(start, end).strip(), vertical));
            }
            start = vertical ? end + 2 : end + 1;
        }
        return List.copyOf(commands);
    }

    private static boolean ends(String piece, String text, ForeignLexer lexer) {
        return piece.isEmpty() || piece.equals(";") || piece.equals("\\") && text.startsWith("G", lexer.position());
    }
}
