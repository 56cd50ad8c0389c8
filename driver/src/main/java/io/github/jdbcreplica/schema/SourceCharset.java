package io.github.jdbcreplica.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A character set of MySQL, by its name: how many bytes a character has at most, and how to read it.
 *
 * @param maxBytesPerChar as information_schema.CHARACTER_SETS.MAXLEN
 * @param javaName of the Java charset that decodes it; empty when there is none
 */
public record SourceCharset(String name, int maxBytesPerChar, String defaultCollation, Optional<String> javaName) {
    /** MySQL's latin1 is Windows-1252 with the five bytes that have no character there as C1 controls ("Character Set Repertoire" of the manual). */
    private static final String LATIN1_C1 = "\u0081\u008d\u008f\u0090\u009d";

    private static final Map<String, String> JAVA_NAMES = Map.ofEntries(
            Map.entry("ascii", "US-ASCII"),
            Map.entry("big5", "Big5"),
            Map.entry("cp1250", "windows-1250"),
            Map.entry("cp1251", "windows-1251"),
            Map.entry("cp1256", "windows-1256"),
            Map.entry("cp1257", "windows-1257"),
            Map.entry("cp850", "IBM850"),
            Map.entry("cp852", "IBM852"),
            Map.entry("cp866", "IBM866"),
            Map.entry("cp932", "windows-31j"),
            Map.entry("eucjpms", "x-eucJP-Open"),
            Map.entry("euckr", "EUC-KR"),
            Map.entry("gb18030", "GB18030"),
            Map.entry("gb2312", "GB2312"),
            Map.entry("gbk", "GBK"),
            Map.entry("greek", "ISO-8859-7"),
            Map.entry("hebrew", "ISO-8859-8"),
            Map.entry("koi8r", "KOI8-R"),
            Map.entry("koi8u", "KOI8-U"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("latin2", "ISO-8859-2"),
            Map.entry("latin5", "ISO-8859-9"),
            Map.entry("latin7", "ISO-8859-13"),
            Map.entry("macce", "x-MacCentralEurope"),
            Map.entry("macroman", "x-MacRoman"),
            Map.entry("sjis", "Shift_JIS"),
            Map.entry("tis620", "TIS-620"),
            Map.entry("ucs2", "UTF-16BE"),
            Map.entry("ujis", "EUC-JP"),
            Map.entry("utf16", "UTF-16BE"),
            Map.entry("utf16le", "UTF-16LE"),
            Map.entry("utf32", "UTF-32BE"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("utf8mb3", "UTF-8"),
            Map.entry("utf8mb4", "UTF-8"));

    private static final Map<String, Integer> MULTI_BYTE = Map.ofEntries(
            Map.entry("big5", 2),
            Map.entry("ujis", 3),
            Map.entry("sjis", 2),
            Map.entry("euckr", 2),
            Map.entry("gb2312", 2),
            Map.entry("gbk", 2),
            Map.entry("utf8", 3),
            Map.entry("utf8mb3", 3),
            Map.entry("ucs2", 2),
            Map.entry("utf16", 4),
            Map.entry("utf16le", 4),
            Map.entry("utf32", 4),
            Map.entry("cp932", 2),
            Map.entry("eucjpms", 3),
            Map.entry("gb18030", 4),
            Map.entry("utf8mb4", 4));

    /** Of two or four bytes for every character; Swedish letters in the place of brackets and braces. */
    private static final Set<String> NOT_ASCII = Set.of("ucs2", "utf16", "utf16le", "utf32", "swe7");

    private record Collation(String name, String charset) {}

    private static final Map<Integer, Collation> COLLATIONS = new HashMap<>();
    private static final Map<String, Integer> IDS = new HashMap<>();
    private static final Map<String, SourceCharset> CHARSETS = new HashMap<>();

    static {
        load();
    }

    private static void load() {
        try (var in = new BufferedReader(new InputStreamReader(
                SourceCharset.class.getResourceAsStream("collations.tsv"), StandardCharsets.US_ASCII))) {
            in.lines().filter(line -> !line.startsWith("#")).forEach(SourceCharset::define);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CHARSETS.put("utf8", CHARSETS.get("utf8mb3"));
    }

    private static void define(String line) {
        String[] fields = line.split("\t");
        String charset = fields[2];
        COLLATIONS.put(Integer.valueOf(fields[0]), new Collation(fields[1], charset));
        IDS.putIfAbsent(fields[1], Integer.valueOf(fields[0]));
        if (fields.length > 3) {
            CHARSETS.put(
                    charset,
                    new SourceCharset(
                            charset,
                            MULTI_BYTE.getOrDefault(charset, 1),
                            fields[1],
                            Optional.ofNullable(JAVA_NAMES.get(charset))));
        }
    }

    public static Optional<SourceCharset> byName(String name) {
        return Optional.ofNullable(CHARSETS.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The character set of a collation, by the number that the binlog carries. */
    public static Optional<SourceCharset> byCollationId(int id) {
        return Optional.ofNullable(COLLATIONS.get(id)).flatMap(c -> byName(c.charset()));
    }

    public static Optional<String> collationName(int id) {
        return Optional.ofNullable(COLLATIONS.get(id)).map(Collation::name);
    }

    public static Optional<SourceCharset> byCollationName(String collation) {
        return Optional.ofNullable(IDS.get(collation.toLowerCase(Locale.ROOT))).flatMap(SourceCharset::byCollationId);
    }

    /** The bytes below 0x80 are ASCII's. */
    private boolean extendsAscii() {
        return !NOT_ASCII.contains(name);
    }

    /** Every character of it is a character of Unicode, and comes back as the same bytes. */
    public boolean isUnicode() {
        return name.startsWith("utf8") || name.equals("ascii");
    }

    /**
     * @throws CharacterCodingException when the bytes are not text of this character set, or Java does not know it
     */
    public String decode(byte[] bytes) throws CharacterCodingException {
        return decode(bytes, 0, bytes.length);
    }

    /** As {@link #decode(byte[])}, of the bytes from {@code from} to before {@code to}. */
    public String decode(byte[] bytes, int from, int to) throws CharacterCodingException {
        if (extendsAscii() && isAscii(bytes, from, to)) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        if (javaName.isEmpty()) {
            throw new UnmappedException(name);
        }
        if (name.equals("latin1")) {
            return latin1(bytes, from, to);
        }
        CharBuffer decoded = Charset.forName(javaName.get())
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, from, to - from));
        return decoded.toString();
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of a text, if all its characters are of this character set and Java knows it: what {@link #decode} gives the text back for. */
    public Optional<byte[]> encode(String text) {
        try {
            byte[] bytes = name.equals("latin1") ? latin1(text) : encoded(text);
            return decode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private byte[] encoded(String text) throws CharacterCodingException {
        if (javaName.isEmpty()) {
            throw new UnmappedException(name);
        }
        ByteBuffer bytes = Charset.forName(javaName.get()).newEncoder().encode(CharBuffer.wrap(text));
        return Arrays.copyOf(bytes.array(), bytes.limit());
    }

    private static byte[] latin1(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            int special = WINDOWS_1252.indexOf(text.charAt(i));
            bytes[i] = (byte) (special >= 0 ? 0x80 + special : text.charAt(i));
        }
        return bytes;
    }

    private static String latin1(byte[] bytes, int from, int to) {
        char[] text = new char[to - from];
        for (int i = 0; i < text.length; i++) {
            char c1 = (char) (bytes[from + i] & 0xFF);
            boolean special = c1 >= 0x80 && c1 <= 0x9F && LATIN1_C1.indexOf(c1) < 0;
            text[i] = special ? WINDOWS_1252.charAt(c1 - 0x80) : c1;
        }
        return new String(text);
    }

    /** The characters of 0x80 to 0x9F; the five unused places are never looked up. */
    private static final String WINDOWS_1252 =
            "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f"
                    + "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

    /** A character set without a Java decoder. */
    public static final class UnmappedException extends CharacterCodingException {
        private static final long serialVersionUID = 1L;
        private final String charset;

        UnmappedException(String charset) {
            this.charset = charset;
        }

        @Override
        public String getMessage() {
            return "Java cannot decode MySQL's character set " + charset;
        }
    }
}
