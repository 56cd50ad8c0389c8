package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.MySqlJson;
import io.github.jdbcreplica.event.PackedDecimal;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One value of a row image. See {@link io.github.jdbcreplica.event.RowChange} for what each type becomes. */
final class ColumnDecoder {
    private ColumnDecoder() {}

    static Object value(WireColumn column, WireReader in) {
        return switch (column.code()) {
            case WireColumn.TINY -> (long) (byte) in.uint8();
            case WireColumn.SHORT -> (long) (short) in.uint16();
            case WireColumn.INT24 -> (long) in.int24();
            case WireColumn.LONG -> (long) in.int32();
            case WireColumn.LONGLONG -> in.int64();
            case WireColumn.FLOAT -> Float.intBitsToFloat(in.int32());
            case WireColumn.DOUBLE -> Double.longBitsToDouble(in.int64());
            case WireColumn.NEWDECIMAL ->
                PackedDecimal.decimal(
                        in.bytes(PackedDecimal.length(column.length(), column.scale())),
                        column.length(),
                        column.scale());
            case WireColumn.BIT -> in.uintBigEndian((column.length() + 7) / 8);
            case WireColumn.YEAR -> year(in.uint8());
            case WireColumn.DATE, WireColumn.NEWDATE -> Temporals.date(in);
            case WireColumn.TIME -> Temporals.time(in);
            case WireColumn.TIME2 -> Temporals.time2(in, column.length());
            case WireColumn.DATETIME -> Temporals.datetime(in);
            case WireColumn.DATETIME2 -> Temporals.datetime2(in, column.length());
            case WireColumn.TIMESTAMP -> Temporals.timestamp(in);
            case WireColumn.TIMESTAMP2 -> Temporals.timestamp2(in, column.length());
            case WireColumn.ENUM, WireColumn.SET -> in.uint(column.length());
            case WireColumn.STRING, WireColumn.VARCHAR, WireColumn.VAR_STRING -> string(column, in);
            case WireColumn.VARCHAR_COMPRESSED -> inflated(string(column, in));
            case WireColumn.BLOB_COMPRESSED -> inflated(blob(column, in));
            case WireColumn.JSON -> new MySqlJson(blob(column, in));
            case WireColumn.TYPED_ARRAY ->
                throw new MalformedEventException("a row image holds the hidden column of a multi-valued index");
            default -> blob(column, in);
        };
    }

    private static long year(int value) {
        return value == 0 ? 0 : 1900L + value;
    }

    private static byte[] string(WireColumn column, WireReader in) {
        return in.bytes(column.length() > 255 ? in.uint16() : in.uint8());
    }

    static byte[] blob(WireColumn column, WireReader in) {
        long length = in.uint(column.length());
        if (length > in.remaining()) {
            throw new MalformedEventException("a blob of " + length + " bytes in " + in.remaining());
        }
        return in.bytes((int) length);
    }

    /**
     * MariaDB's COMPRESSED columns (sql/field.cc, compression_method): a byte with the method in its upper half (0: stored as it is; 8: zlib, 1: raw deflate flag in bit 3) and the size of the length in its lower three bits, the length,
     * big-endian, then the data.
     */
    private static byte[] inflated(byte[] stored) {
        if (stored.length == 0) {
            return stored;
        }
        WireReader in = new WireReader(stored, 0, stored.length);
        int header = in.uint8();
        int method = header >> 4;
        if (method == 0) {
            return in.rest();
        }
        if (method != 8) {
            throw new MalformedEventException("a compressed column of the unknown method " + method);
        }
        long length = in.uintBigEndian(header & 7);
        return inflate(in.rest(), length, (header & 8) != 0);
    }

    static byte[] inflate(byte[] compressed, long length, boolean raw) {
        if (length > Integer.MAX_VALUE - 16 || length > 1032L * compressed.length + 64) {
            throw new MalformedEventException("a compressed length of " + length);
        }
        Inflater inflater = new Inflater(raw);
        try {
            inflater.setInput(compressed);
            byte[] plain = new byte[(int) length];
            int done = 0;
            while (done < plain.length) {
                int count = inflater.inflate(plain, done, plain.length - done);
                if (count == 0) {
                    throw new MalformedEventException("compressed data that ends early");
                }
                done += count;
            }
            return plain;
        } catch (DataFormatException e) {
            throw new MalformedEventException("compressed data that cannot be read: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
