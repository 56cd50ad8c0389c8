package io.github.jdbcreplica.statement;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that begins like ours, is not, and yet holds a password of ours, as a misspelt one or one behind another statement: the inner database would refuse it and quote it.
 */
final class NearMiss {
    private static final Pattern SOURCE_PASSWORD =
            Pattern.compile("(SOURCE|MASTER)_PASSWORD\\s*=", Pattern.CASE_INSENSITIVE);

    /** In the first of several statements only: what follows START TRANSACTION may well set a column of this name. */
    private static final Pattern PASSWORD_OF_START =
            Pattern.compile("[^;]*\\bPASSWORD\\s*[='\"].*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private NearMiss() {}

    /**
     * @param second the word behind the verb
     * @return where the syntax error is, negative if there is no password
     */
    static int find(String sql, String verb, Token second) {
        Matcher password = SOURCE_PASSWORD.matcher(sql);
        if (password.find()) {
            int semicolon = sql.lastIndexOf(';', password.start());
            return semicolon < second.start() ? second.start() : new Noise(sql, sql.length()).skip(semicolon + 1);
        }
        return verb.equals("START") && startHoldsPassword(sql, second) ? second.start() : -1;
    }

    /** Of one of several statements, whatever its verb. */
    static void refusePassword(String part) throws SQLException {
        if (SOURCE_PASSWORD.matcher(part).find()) {
            int start = new Noise(part, part.length()).skip(0);
            throw new Tokens(part, List.of()).syntaxError(start);
        }
    }

    private static boolean startHoldsPassword(String sql, Token second) {
        // MySQL's own, with a password of its own.
        return !second.is("GROUP_REPLICATION")
                && PASSWORD_OF_START.matcher(sql.substring(second.start())).matches();
    }
}
