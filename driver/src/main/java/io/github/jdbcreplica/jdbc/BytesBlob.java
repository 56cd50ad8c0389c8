package io.github.jdbcreplica.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;

/** The bytes of a value of a result of ours, to be read as a BLOB. Positions begin at 1. */
final class BytesBlob implements Blob {
    /** Null once freed. */
    private byte[] bytes;

    BytesBlob(byte[] bytes) {
        this.bytes = bytes;
    }

    private byte[] bytes() throws SQLException {
        if (bytes == null) {
            throw new SQLException("Invalid operation on closed BLOB", "S1009");
        }
        return bytes;
    }

    @Override
    public long length() throws SQLException {
        return bytes().length;
    }

    @Override
    public byte[] getBytes(long position, int length) throws SQLException {
        return range(position, length);
    }

    private byte[] range(long position, long length) throws SQLException {
        int start = LobRange.start(position, bytes().length);
        return Arrays.copyOfRange(bytes, start, LobRange.end(start, length, bytes.length));
    }

    @Override
    public InputStream getBinaryStream() throws SQLException {
        return new ByteArrayInputStream(bytes());
    }

    @Override
    public InputStream getBinaryStream(long position, long length) throws SQLException {
        return new ByteArrayInputStream(range(position, length));
    }

    @Override
    public long position(byte[] sought, long from) throws SQLException {
        for (int i = LobRange.start(from, bytes().length); i + sought.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                return i + 1;
            }
        }
        return -1;
    }

    @Override
    public long position(Blob sought, long from) throws SQLException {
        return position(sought.getBytes(1, Math.toIntExact(sought.length())), from);
    }

    @Override
    public int setBytes(long position, byte[] written) throws SQLException {
        throw LobRange.readOnly();
    }

    @Override
    public int setBytes(long position, byte[] written, int offset, int length) throws SQLException {
        throw LobRange.readOnly();
    }

    @Override
    public OutputStream setBinaryStream(long position) throws SQLException {
        throw LobRange.readOnly();
    }

    @Override
    public void truncate(long length) throws SQLException {
        throw LobRange.readOnly();
    }

    @Override
    public void free() {
        bytes = null;
    }
}
