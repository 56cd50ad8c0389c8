package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What MySQL and MariaDB read alike: a statement may run on the other kind of server when it calls nothing but functions of which that is known, and has no text for one of the two only. */
final class CommonLanguage {
    /** What has a parenthesis behind it and is no function of one of the two, nor one that they compute differently. */
    private static final Set<String> KNOWN = Set.of(
            "VALUES",
            "VALUE",
            "IN",
            "AND",
            "OR",
            "NOT",
            "WHERE",
            "SELECT",
            "FROM",
            "SET",
            "ON",
            "AS",
            "THEN",
            "ELSE",
            "WHEN",
            "EXISTS",
            "KEY",
            "NOW",
            "CURRENT_TIMESTAMP",
            "LAST_INSERT_ID",
            "COALESCE",
            "IFNULL",
            "NULLIF",
            "IF",
            "CONCAT",
            "COUNT",
            "MIN",
            "MAX",
            "SUM",
            "ABS",
            "UPPER",
            "LOWER",
            "LENGTH",
            "CHAR_LENGTH",
            "GREATEST",
            "LEAST",
            "RAND",
            "REPEAT");

    private static final Pattern CALL = Pattern.compile("([\\w$.]+|`'')\\s*\\(");

    /** The name of a table with its columns behind it. */
    private static final Pattern COLUMN_LIST = Pattern.compile(
            "(?i)\\b(?:INSERT|REPLACE)\\s+(?:LOW_PRIORITY\\s+|DELAYED\\s+|HIGH_PRIORITY\\s+)?(?:IGNORE\\s+)?(?:INTO\\s+)?[\\w$.']+\\s*\\(");

    private static final Pattern ONE_OF_THEM = Pattern.compile("(?i)/\\*M?!|\\b(?:RETURNING|REGEXP|RLIKE)\\b|->|:=");

    private CommonLanguage() {}

    static void require(String sql) throws UnsupportedMappingException {
        String words = Words.of(sql);
        if (ONE_OF_THEM.matcher(words).find()) {
            throw refusal("it is written for one of the two");
        }
        Matcher call = CALL.matcher(COLUMN_LIST.matcher(words).replaceAll(" "));
        while (call.find()) {
            String name = call.group(1).toUpperCase(Locale.ROOT);
            if (!KNOWN.contains(name)) {
                throw refusal(name + "() may be another function there");
            }
        }
    }

    private static UnsupportedMappingException refusal(String why) {
        return new UnsupportedMappingException(
                "The statement was logged in statement format by the other kind of server, MySQL or MariaDB, and " + why
                        + "; set binlog_format=ROW on the source");
    }
}
