package io.github.jdbcreplica.torture;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A packet of the client/server protocol, with its header: three bytes length, low byte first, and one of sequence. */
record ClientPacket(byte[] bytes) {
    private static final int HEADER = 4;
    private static final int COM_QUERY = 3;

    /** @return null at the end of the stream */
    static ClientPacket read(DataInputStream in) throws IOException {
        byte[] header = new byte[HEADER];
        try {
            in.readFully(header);
            int length = header[0] & 0xff | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
            byte[] bytes = new byte[HEADER + length];
            System.arraycopy(header, 0, bytes, 0, HEADER);
            in.readFully(bytes, HEADER, length);
            return new ClientPacket(bytes);
        } catch (EOFException e) {
            return null;
        }
    }

    boolean isCommit() {
        return statement().equals("commit");
    }

    boolean isRows() {
        String statement = statement();
        return (statement.startsWith("insert") || statement.startsWith("update") || statement.startsWith("delete"))
                && !statement.contains("jdbc_replica");
    }

    boolean isSchemaChange() {
        String statement = statement();
        return statement.startsWith("create")
                || statement.startsWith("alter")
                || statement.startsWith("drop")
                || statement.startsWith("truncate");
    }

    /** The beginning of the statement, in lower case. */
    private String statement() {
        // The first packet of a command has the number 0; query attributes, two bytes when there are none, precede the
        // text.
        if (bytes.length <= HEADER || bytes[3] != 0 || bytes[HEADER] != COM_QUERY) {
            return "";
        }
        int start = HEADER + 1;
        while (start < bytes.length && bytes[start] < ' ') {
            start++;
        }
        return new String(bytes, start, Math.min(80, bytes.length - start), StandardCharsets.UTF_8)
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
