package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.SessionContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of a QUERY event.
 *
 * @param threadId the connection that ran it
 * @param bytes the statement in the session's character_set_client
 * @param errorCode with which the statement failed on the source after it had done a part of its work; 0 as a rule
 */
record LoggedStatement(long threadId, String database, byte[] bytes, SessionContext session, int errorCode) {
    /** Before 8.0.28 and in bare-bones events the session is not logged: names and SQL then are UTF-8. */
    private static final int UTF8MB4 = 45;

    /** SELECT and DO of a function that changes rows. */
    private static final Set<String> ROW_CHANGES =
            Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH", "SELECT", "DO");

    /** A version comment is none. */
    private static final Pattern FIRST_WORD =
            Pattern.compile("(?:\\s++|/\\*(?!M?!).*?\\*/|(?:--\\s|#)[^\n]*+|\\()*+([A-Za-z]+)", Pattern.DOTALL);

    static LoggedStatement decode(WireReader in, boolean compressed) {
        long threadId = in.uint32();
        in.skip(4);
        int databaseLength = in.uint8();
        int errorCode = in.uint16();
        WireReader variables = in.slice(in.uint16());
        String database = in.utf8(databaseLength);
        in.skip(1);
        SessionContext session = StatusVariables.read(variables);
        byte[] sql = compressed ? MariaDbCompression.event(in) : in.bytes(in.remaining());
        return new LoggedStatement(threadId, database, sql, session, errorCode);
    }

    String sql() {
        return MySqlCharsets.decode(
                bytes, 0, bytes.length, session.charsetClientId().orElse(UTF8MB4));
    }

    /** Every character set that a client can have has ASCII's letters. */
    boolean changesRows() {
        Matcher first = FIRST_WORD.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        return first.lookingAt() && ROW_CHANGES.contains(first.group(1).toUpperCase(Locale.ROOT));
    }
}
