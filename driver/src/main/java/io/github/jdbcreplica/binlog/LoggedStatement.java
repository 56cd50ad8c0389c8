package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.SessionContext;

/**
 * The content of a QUERY event.
 *
 * @param errorCode with which the statement failed on the source after it had done a part of its work; 0 as a rule
 */
record LoggedStatement(String database, String sql, SessionContext session, int errorCode) {
    /** Before 8.0.28 and in bare-bones events the session is not logged: names and SQL then are UTF-8. */
    private static final int UTF8MB4 = 45;

    static LoggedStatement decode(WireReader in, boolean compressed) {
        in.skip(8);
        int databaseLength = in.uint8();
        int errorCode = in.uint16();
        WireReader variables = in.slice(in.uint16());
        String database = in.utf8(databaseLength);
        in.skip(1);
        SessionContext session = StatusVariables.read(variables);
        WireReader sql = compressed ? new WireReader(MariaDbCompression.event(in)) : in;
        return new LoggedStatement(database, text(sql, session), session, errorCode);
    }

    private static String text(WireReader sql, SessionContext session) {
        int length = sql.remaining();
        int from = sql.take(length);
        return MySqlCharsets.decode(
                sql.array(), from, from + length, session.charsetClientId().orElse(UTF8MB4));
    }
}
