package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.WireType;

/**
 * A column's type byte and metadata, as TABLE_MAP carries them (libbinlogevents, Table_map_event; for STRING the real type hides in the metadata).
 *
 * @param code the type byte, the real one for ENUM and SET
 * @param length bytes of a string's maximum length, of the length field of blobs, bits, precision, fraction digits: by type
 */
record WireColumn(int code, int length, int scale) {
    static final int TINY = 1;
    static final int SHORT = 2;
    static final int LONG = 3;
    static final int FLOAT = 4;
    static final int DOUBLE = 5;
    static final int NULL = 6;
    static final int TIMESTAMP = 7;
    static final int LONGLONG = 8;
    static final int INT24 = 9;
    static final int DATE = 10;
    static final int TIME = 11;
    static final int DATETIME = 12;
    static final int YEAR = 13;
    static final int NEWDATE = 14;
    static final int VARCHAR = 15;
    static final int BIT = 16;
    static final int TIMESTAMP2 = 17;
    static final int DATETIME2 = 18;
    static final int TIME2 = 19;
    static final int TYPED_ARRAY = 20;
    static final int BLOB_COMPRESSED = 140;
    static final int VARCHAR_COMPRESSED = 141;
    static final int VECTOR = 242;
    static final int JSON = 245;
    static final int NEWDECIMAL = 246;
    static final int ENUM = 247;
    static final int SET = 248;
    static final int TINY_BLOB = 249;
    static final int MEDIUM_BLOB = 250;
    static final int LONG_BLOB = 251;
    static final int BLOB = 252;
    static final int VAR_STRING = 253;
    static final int STRING = 254;
    static final int GEOMETRY = 255;

    static WireColumn read(int code, WireReader metadata) {
        return switch (code) {
            case FLOAT, DOUBLE, BLOB, TINY_BLOB, MEDIUM_BLOB, LONG_BLOB, GEOMETRY, JSON, VECTOR, BLOB_COMPRESSED ->
                new WireColumn(code, metadata.uint8(), 0);
            case TIMESTAMP2, DATETIME2, TIME2 -> new WireColumn(code, metadata.uint8(), 0);
            case VARCHAR, VARCHAR_COMPRESSED -> new WireColumn(code, metadata.uint16(), 0);
            case BIT -> bit(metadata);
            case NEWDECIMAL -> new WireColumn(code, metadata.uint8(), metadata.uint8());
            case STRING, ENUM, SET, VAR_STRING -> string(metadata);
            case TYPED_ARRAY -> typedArray(metadata);
            case TINY, SHORT, LONG, NULL, TIMESTAMP, LONGLONG, INT24, DATE, TIME, DATETIME, YEAR, NEWDATE ->
                new WireColumn(code, 0, 0);
            default -> throw new MalformedEventException("a column of the unknown type " + code);
        };
    }

    private static WireColumn bit(WireReader metadata) {
        int odd = metadata.uint8();
        return new WireColumn(BIT, metadata.uint8() * 8 + odd, 0);
    }

    /** The upper two bits of a length over 255 are hidden, inverted, in the real type (Field_string::do_save_field_metadata). */
    private static WireColumn string(WireReader metadata) {
        int first = metadata.uint8();
        int second = metadata.uint8();
        if (first == ENUM || first == SET) {
            return new WireColumn(first, second, 0);
        }
        int length = (first & 0x30) == 0x30 ? second : second | ((first & 0x30) ^ 0x30) << 4;
        return new WireColumn(STRING, length, 0);
    }

    /** The hidden column of a multi-valued index: it is described, but never part of a row image. */
    private static WireColumn typedArray(WireReader metadata) {
        int element = metadata.uint8();
        if (element == VARCHAR) {
            metadata.skip(3);
        } else {
            read(element, metadata);
        }
        return new WireColumn(TYPED_ARRAY, 0, 0);
    }

    WireType type() {
        return switch (code) {
            case TINY -> WireType.TINY;
            case SHORT -> WireType.SHORT;
            case INT24 -> WireType.INT24;
            case LONG -> WireType.LONG;
            case LONGLONG -> WireType.LONGLONG;
            case FLOAT -> WireType.FLOAT;
            case DOUBLE -> WireType.DOUBLE;
            case NEWDECIMAL -> WireType.DECIMAL;
            case BIT -> WireType.BIT;
            case YEAR -> WireType.YEAR;
            case DATE, NEWDATE -> WireType.DATE;
            case TIME, TIME2 -> WireType.TIME;
            case DATETIME, DATETIME2 -> WireType.DATETIME;
            case TIMESTAMP, TIMESTAMP2 -> WireType.TIMESTAMP;
            case STRING, NULL -> WireType.STRING;
            case VARCHAR, VAR_STRING, VARCHAR_COMPRESSED -> WireType.VARSTRING;
            case ENUM -> WireType.ENUM;
            case SET -> WireType.SET;
            case JSON, TYPED_ARRAY -> WireType.JSON;
            case GEOMETRY -> WireType.GEOMETRY;
            case VECTOR -> WireType.VECTOR;
            default -> WireType.BLOB;
        };
    }

    boolean isNumeric() {
        return switch (code) {
            case TINY, SHORT, INT24, LONG, LONGLONG, NEWDECIMAL, FLOAT, DOUBLE, YEAR -> true;
            default -> false;
        };
    }

    /** Has a character set in the metadata. Binary strings count: theirs is collation 63. */
    boolean isCharacter() {
        return switch (code) {
            case STRING,
                    VARCHAR,
                    VAR_STRING,
                    BLOB,
                    TINY_BLOB,
                    MEDIUM_BLOB,
                    LONG_BLOB,
                    VARCHAR_COMPRESSED,
                    BLOB_COMPRESSED -> true;
            default -> false;
        };
    }

    boolean isEnumOrSet() {
        return code == ENUM || code == SET;
    }
}
