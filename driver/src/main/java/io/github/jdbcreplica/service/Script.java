package io.github.jdbcreplica.service;

import java.util.ArrayList;
import java.util.List;

/** Statements of a text, as the mysql client takes it apart: {@code ;} and {@code \G} end one, but not within quotes and comments. */
final class Script {
    private final String text;
    private final List<Command> commands = new ArrayList<>();
    private int start;
    private int at;

    /** So far there are only spaces and comments, of which the server would say that the query was empty. */
    private boolean empty = true;

    /** @param vertical ended with {@code \G}: a line for each value */
    record Command(String sql, boolean vertical) {}

    private Script(String text) {
        this.text = text;
    }

    static List<Command> commands(String text) {
        return new Script(text).read();
    }

    private List<Command> read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"' || c == '`') {
                empty = false;
                skipQuoted(c);
            } else if (text.startsWith("/*", at)) {
                empty &= !text.startsWith("/*!", at);
                skipBehind("*/");
            } else if (c == '#' || isDashComment()) {
                skipBehind("\n");
            } else if (c == ';') {
                end(1, false);
            } else if (text.startsWith("\\G", at)) {
                end(2, true);
            } else {
                empty &= c <= ' ';
                at++;
            }
        }
        end(0, false);
        return List.copyOf(commands);
    }

    private boolean isDashComment() {
        return text.startsWith("--", at) && (at + 2 == text.length() || text.charAt(at + 2) <= ' ');
    }

    private void skipQuoted(char quote) {
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' && quote != '`' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
    }

    private void skipBehind(String end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + end.length();
    }

    private void end(int length, boolean vertical) {
        String sql = text.substring(start, at).strip();
        if (!empty) {
            commands.add(new Command(sql, vertical));
        }
        at += length;
        start = at;
        empty = true;
    }
}
