package io.github.jdbcreplica.binlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Text by MySQL's collation numbers (information_schema.collations of MySQL 9.7 and MariaDB 11.4). */
final class MySqlCharsets {
    static final int BINARY = 63;

    private static final Map<Integer, String> BY_COLLATION = new HashMap<>();
    /** MariaDB numbers a NO PAD collation 1024 above its sibling, and UCA 14.0.0 collations from 2048 on, 256 numbers a character set. */
    private static final int NO_PAD_OFFSET = 1024;

    private static final int UCA1400_FIRST = 2048;
    private static final int[] UCA1400_BLOCKS = {33, 45, 35, 54, 60};

    static {
        put("US-ASCII", 11, 65);
        put("Big5", 1, 84);
        put("windows-1250", 26, 34, 44, 66, 99);
        put("windows-1251", 14, 23, 50, 51, 52);
        put("windows-1256", 57, 67);
        put("windows-1257", 29, 58, 59);
        put("IBM850", 4, 80);
        put("IBM852", 40, 81);
        put("IBM866", 36, 68);
        put("windows-31j", 95, 96);
        put("x-eucJP-Open", 97, 98);
        put("EUC-KR", 19, 85);
        put("GB18030", 248, 249, 250);
        put("GB2312", 24, 86);
        put("GBK", 28, 87);
        put("ISO-8859-7", 25, 70);
        put("ISO-8859-8", 16, 71);
        put("KOI8-R", 7, 74);
        put("KOI8-U", 22, 75);
        put("windows-1252", 5, 8, 15, 31, 47, 48, 49, 94);
        put("ISO-8859-2", 2, 9, 21, 27, 77);
        put("ISO-8859-9", 30, 78);
        put("ISO-8859-13", 20, 41, 42, 79);
        put("x-MacCentralEurope", 38, 43);
        put("x-MacRoman", 39, 53);
        put("Shift_JIS", 13, 88);
        put("TIS-620", 18, 89);
        put("EUC-JP", 12, 91);
        range("UTF-16BE", 128, 151);
        put("UTF-16BE", 35, 90, 159, 54, 55);
        range("UTF-16BE", 101, 124);
        put("UTF-16LE", 56, 62);
        range("UTF-32BE", 160, 183);
        put("UTF-32BE", 60, 61);
        put("UTF-8", 33, 76, 83, 45, 46, BINARY);
        range("UTF-8", 192, 215);
        put("UTF-8", 223);
        range("UTF-8", 224, 247);
        range("UTF-8", 255, 323);
        range("UTF-8", 576, 639);
        range("UTF-16BE", 640, 703);
        range("UTF-32BE", 736, 767);
    }

    private MySqlCharsets() {}

    private static void put(String charset, int... collations) {
        for (int collation : collations) {
            BY_COLLATION.put(collation, charset);
        }
    }

    private static void range(String charset, int first, int last) {
        for (int collation = first; collation <= last; collation++) {
            BY_COLLATION.put(collation, charset);
        }
    }

    /** Decodes exactly or throws: text that lost a character must not run on a target. */
    static String decode(byte[] bytes, int from, int to, int collation) {
        if (isAscii(bytes, from, to)) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        String name = name(collation);
        if (name == null || !Charset.isSupported(name)) {
            throw new MalformedEventException(
                    "text in the character set of collation " + collation + " cannot be decoded");
        }
        if (name.equals("windows-1252")) {
            return latin1(bytes, from, to);
        }
        try {
            return Charset.forName(name)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedEventException("text is not valid in its character set " + name);
        }
    }

    private static String name(int collation) {
        if (collation >= UCA1400_FIRST) {
            int block = (collation - UCA1400_FIRST) >> 8;
            return block < UCA1400_BLOCKS.length ? BY_COLLATION.get(UCA1400_BLOCKS[block]) : null;
        }
        return BY_COLLATION.get(collation >= NO_PAD_OFFSET ? collation - NO_PAD_OFFSET : collation);
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** MySQL's latin1 is windows-1252 whose five holes are the control characters of the same number. */
    private static String latin1(byte[] bytes, int from, int to) {
        char[] text = new String(bytes, from, to - from, Charset.forName("windows-1252")).toCharArray();
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\uFFFD') {
                text[i] = (char) (bytes[from + i] & 0xFF);
            }
        }
        return new String(text);
    }
}
