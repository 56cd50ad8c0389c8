package io.github.jdbcreplica.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;

/** A text of a result of ours, to be read as a CLOB. Positions begin at 1. */
final class TextClob implements NClob {
    /** Null once freed. */
    private String text;

    TextClob(String text) {
        this.text = text;
    }

    private String text() throws SQLException {
        if (text == null) {
            throw new SQLException("Invalid operation on closed CLOB", "S1009");
        }
        return text;
    }

    @Override
    public long length() throws SQLException {
        return text().length();
    }

    @Override
    public String getSubString(long position, int length) throws SQLException {
        int start = LobRange.start(position, text().length());
        return text.substring(start, LobRange.end(start, length, text.length()));
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        return new StringReader(text());
    }

    @Override
    public Reader getCharacterStream(long position, long length) throws SQLException {
        int start = LobRange.start(position, text().length());
        return new StringReader(text.substring(start, LobRange.end(start, length, text.length())));
    }

    @Override
    public InputStream getAsciiStream() throws SQLException {
        return new ByteArrayInputStream(text().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long position(String sought, long from) throws SQLException {
        int found = text().indexOf(sought, LobRange.start(from, text.length()));
        return found < 0 ? -1 : found + 1;
    }

    @Override
    public long position(Clob sought, long from) throws SQLException {
        return position(sought.getSubString(1, Math.toIntExact(sought.length())), from);
    }

    @Override
    public int setString(long position, String written) throws SQLException {
        throw LobRange.readOnly();
    }

    @Override
    public int setString(long position, String written, int offset, int length) throws SQLException {
        throw LobRange.readOnly();
    }

    @Override
    public OutputStream setAsciiStream(long position) throws SQLException {
        throw LobRange.readOnly();
    }

    @Override
    public Writer setCharacterStream(long position) throws SQLException {
        throw LobRange.readOnly();
    }

    @Override
    public void truncate(long length) throws SQLException {
        throw LobRange.readOnly();
    }

    @Override
    public void free() {
        text = null;
    }
}
