package io.github.jdbcreplica.torture;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A packet of the client's.
 *
 * @param bytes all of it, with its header
 * @param statement the beginning of the statement in it, in lower case; empty when there is none
 */
record ClientPacket(byte[] bytes, String statement) {
    private static final int SHOWN = 80;

    static String beginning(byte[] bytes, int start) {
        return new String(bytes, start, Math.min(SHOWN, bytes.length - start), StandardCharsets.UTF_8)
                .replaceFirst("(?s)\0.*", "")
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    boolean isCommit() {
        return statement.equals("commit");
    }

    boolean isRows() {
        return (statement.startsWith("insert") || statement.startsWith("update") || statement.startsWith("delete"))
                && !statement.contains("jdbc_replica");
    }

    boolean isSchemaChange() {
        return statement.startsWith("create")
                || statement.startsWith("alter")
                || statement.startsWith("drop")
                || statement.startsWith("truncate");
    }
}
