package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.SourceCharset;

/** How long the text of a type may be where the target counts UTF-16 units. */
public final class TextLength {
    private static final int LONGEST_BMP_CHARACTER = 3;

    private TextLength() {}

    /** A character beyond the Basic Multilingual Plane is two units. */
    public static long of(ColumnType.Char type) {
        boolean beyond = SourceCharset.byName(type.charset())
                .filter(charset -> charset.maxBytesPerChar() > LONGEST_BMP_CHARACTER)
                .isPresent();
        return beyond ? 2L * type.length() : type.length();
    }

    /** That of the longest label. */
    public static long of(ColumnType.Enumeration type) {
        return type.labels().stream().mapToLong(String::length).max().orElse(1);
    }

    /** All labels, with commas. */
    public static long of(ColumnType.LabelSet type) {
        return type.labels().stream().mapToLong(String::length).sum()
                + type.labels().size();
    }
}
