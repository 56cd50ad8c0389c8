package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.MySqlJson;
import io.github.jdbcreplica.event.PackedDecimal;
import io.github.jdbcreplica.event.WireType;

/**
 * How a column stands in row images: its type code and the type's metadata from the TABLE_MAP event (layouts: Table_map_event in MySQL's libs/mysql/binlog/event/rows_event.h).
 *
 * @param length see {@link io.github.jdbcreplica.event.TableMap.LoggedColumn}
 */
record ColumnLayout(WireType type, int length, int scale, ColumnDecoder decoder) {

    static ColumnLayout read(int typeCode, WireReader metadata) {
        return switch (typeCode) {
            case 1 -> plain(WireType.TINY, in -> (long) (byte) in.uint8());
            case 2 -> plain(WireType.SHORT, in -> (long) (short) in.uint16());
            case 9 -> plain(WireType.INT24, in -> in.unsigned(3) << 40 >> 40);
            case 3 -> plain(WireType.LONG, in -> (long) in.int32());
            case 8 -> plain(WireType.LONGLONG, WireReader::int64);
            case 4 -> floating(WireType.FLOAT, 4, metadata.uint8());
            case 5 -> floating(WireType.DOUBLE, 8, metadata.uint8());
            case 246 -> decimal(metadata.uint8(), metadata.uint8());
            case 16 -> bit(metadata.uint8(), metadata.uint8());
            case 13 -> plain(WireType.YEAR, ColumnLayout::year);
            case 10, 14 -> plain(WireType.DATE, TemporalDecoder::date);
            case 11 -> plain(WireType.OLD_TIME, TemporalDecoder::oldTime);
            case 12 -> plain(WireType.OLD_DATETIME, TemporalDecoder::oldDateTime);
            case 7 -> plain(WireType.OLD_TIMESTAMP, TemporalDecoder::oldTimestamp);
            case 19 -> temporal(WireType.TIME, metadata.uint8());
            case 18 -> temporal(WireType.DATETIME, metadata.uint8());
            case 17 -> temporal(WireType.TIMESTAMP, metadata.uint8());
            case 15, 253 -> string(WireType.VARSTRING, metadata.uint16());
            case 141 -> compressedString(metadata.uint16());
            case 254, 247, 248 -> fixedString(metadata.uint8(), metadata.uint8());
            case 249 -> blob(WireType.BLOB, 1);
            case 250 -> blob(WireType.BLOB, 3);
            case 251 -> blob(WireType.BLOB, 4);
            case 252 -> blob(WireType.BLOB, lengthBytes(metadata.uint8()));
            case 140 -> compressedBlob(lengthBytes(metadata.uint8()));
            case 255 -> blob(WireType.GEOMETRY, lengthBytes(metadata.uint8()));
            case 242 -> blob(WireType.VECTOR, lengthBytes(metadata.uint8()));
            case 245 -> json(lengthBytes(metadata.uint8()));
            default -> throw new MalformedEventException("a column has the unknown type " + typeCode);
        };
    }

    private static ColumnLayout plain(WireType type, ColumnDecoder decoder) {
        return new ColumnLayout(type, 0, 0, decoder);
    }

    private static Object year(WireReader in) {
        int year = in.uint8();
        return year == 0 ? 0L : 1900L + year;
    }

    private static ColumnLayout floating(WireType type, int expected, int bytes) {
        if (bytes != expected) {
            throw new MalformedEventException("a " + type + " column has " + bytes + " bytes");
        }
        return plain(
                type,
                type == WireType.FLOAT
                        ? in -> Float.intBitsToFloat(in.int32())
                        : in -> Double.longBitsToDouble(in.int64()));
    }

    private static ColumnLayout decimal(int precision, int scale) {
        int size;
        try {
            size = PackedDecimal.size(precision, scale);
        } catch (IllegalArgumentException e) {
            throw new MalformedEventException("no column can be " + e.getMessage());
        }
        return new ColumnLayout(
                WireType.DECIMAL,
                precision,
                scale,
                in -> PackedDecimal.decode(in.array(), in.take(size), precision, scale));
    }

    private static ColumnLayout bit(int bits, int bytes) {
        int length = bytes * 8 + bits;
        if (bits > 7 || length < 1 || length > 64) {
            throw new MalformedEventException("no column can be BIT(" + length + ")");
        }
        int size = bytes + (bits > 0 ? 1 : 0);
        return new ColumnLayout(WireType.BIT, length, 0, in -> in.bigEndian(size));
    }

    private static ColumnLayout temporal(WireType type, int fractionDigits) {
        if (fractionDigits > 6) {
            throw new MalformedEventException("a " + type + " column has " + fractionDigits + " fractional digits");
        }
        return new ColumnLayout(type, fractionDigits, 0, TemporalDecoder.of(type, fractionDigits));
    }

    private static ColumnLayout string(WireType type, int maxBytes) {
        return new ColumnLayout(
                type, maxBytes, 0, maxBytes < 256 ? in -> in.bytes(in.uint8()) : in -> in.bytes(in.uint16()));
    }

    /** The first byte is the real type, with two bits of the length folded in, inverted (a length above 255 did not fit the format). */
    private static ColumnLayout fixedString(int first, int second) {
        if ((first & 0x30) != 0x30) {
            return string(WireType.STRING, second | ((first & 0x30) ^ 0x30) << 4);
        }
        return switch (first) {
            case 247 -> labels(WireType.ENUM, second, 2);
            case 248 -> labels(WireType.SET, second, 8);
            case 254, 253 -> string(WireType.STRING, second);
            default -> throw new MalformedEventException("a string column has the unknown type " + first);
        };
    }

    private static ColumnLayout labels(WireType type, int bytes, int max) {
        if (bytes < 1 || bytes > max) {
            throw new MalformedEventException("a " + type + " column has " + bytes + " bytes");
        }
        return plain(type, in -> in.unsigned(bytes));
    }

    private static int lengthBytes(int bytes) {
        if (bytes < 1 || bytes > 4) {
            throw new MalformedEventException("a column has a length of " + bytes + " bytes");
        }
        return bytes;
    }

    private static ColumnLayout blob(WireType type, int lengthBytes) {
        return plain(type, in -> in.bytes(in.unsigned(lengthBytes)));
    }

    private static ColumnLayout json(int lengthBytes) {
        return plain(WireType.JSON, in -> new MySqlJson(in.bytes(in.unsigned(lengthBytes))));
    }

    private static ColumnLayout compressedBlob(int lengthBytes) {
        return plain(WireType.BLOB, in -> MariaDbCompression.column(in.slice(in.unsigned(lengthBytes))));
    }

    private static ColumnLayout compressedString(int maxBytes) {
        return new ColumnLayout(
                WireType.VARSTRING,
                maxBytes,
                0,
                in -> MariaDbCompression.column(in.slice(maxBytes < 256 ? in.uint8() : in.uint16())));
    }
}
