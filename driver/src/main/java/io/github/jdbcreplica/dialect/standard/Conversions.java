package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.SourceCharset;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes of a column's type that leave every value what it is, on the source and in the target alike. What the source does to values that do not fit is not in its log: a strict session refuses them, so that they cannot have been there;
 * what any session rounds, cuts or pads is refused here.
 */
final class Conversions {
    private static final long LONGTEXT = 4294967295L;

    /** Whether the source's session was strict. */
    private final boolean strict;

    Conversions(boolean strict) {
        this.strict = strict;
    }

    boolean alike(ColumnType before, ColumnType after) {
        if (before.equals(after)) {
            return true;
        }
        if (before instanceof ColumnType.Integral) {
            return integral((ColumnType.Integral) before, after);
        }
        if (before instanceof ColumnType.Decimal) {
            return after instanceof ColumnType.Decimal
                    && decimal((ColumnType.Decimal) before, (ColumnType.Decimal) after);
        }
        if (before instanceof ColumnType.Floating) {
            return after instanceof ColumnType.Floating
                    && floating((ColumnType.Floating) before, (ColumnType.Floating) after);
        }
        if (before instanceof ColumnType.Bit) {
            return after instanceof ColumnType.Bit
                    && (strict || ((ColumnType.Bit) after).length() >= ((ColumnType.Bit) before).length());
        }
        if (isText(before)) {
            return isText(after) && text(before, after);
        }
        if (before instanceof ColumnType.Binary || before instanceof ColumnType.Blob) {
            return binary(before, after);
        }
        if (labels(before)) {
            return isText(after)
                    ? strict || holds(after, longest(before)) && characters(before, after)
                    : before.getClass() == after.getClass() && keepsLabels(before, after);
        }
        return before instanceof ColumnType.Geometry && after instanceof ColumnType.Geometry
                || moreDigits(before, after);
    }

    /** Numbers with ZEROFILL have leading zeros as text. */
    private boolean integral(ColumnType.Integral before, ColumnType after) {
        if (after instanceof ColumnType.Integral) {
            ColumnType.Integral wider = (ColumnType.Integral) after;
            return strict
                    || (before.unsigned() == wider.unsigned()
                            ? wider.bytes() >= before.bytes()
                            : before.unsigned() && wider.bytes() > before.bytes());
        }
        if (after instanceof ColumnType.Decimal) {
            ColumnType.Decimal decimal = (ColumnType.Decimal) after;
            return strict
                    || decimal.precision() - decimal.scale() >= digits(before)
                            && (before.unsigned() || !decimal.unsigned());
        }
        return isText(after) && !before.zerofill() && (strict || holds(after, digits(before) + 1L));
    }

    private static int digits(ColumnType.Integral type) {
        return switch (type.bytes()) {
            case 1 -> 3;
            case 2 -> 5;
            case 3 -> 8;
            case 4 -> 10;
            default -> 20;
        };
    }

    /** Digits behind the point are rounded away in any session. */
    private boolean decimal(ColumnType.Decimal before, ColumnType.Decimal after) {
        boolean inRange = after.precision() - after.scale() >= before.precision() - before.scale()
                && (before.unsigned() || !after.unsigned());
        return after.scale() >= before.scale() && (strict || inRange);
    }

    private boolean floating(ColumnType.Floating before, ColumnType.Floating after) {
        boolean inRange = before.unsigned() || !after.unsigned();
        return after.bytes() >= before.bytes() && (strict || inRange) && keepsDigits(before, after);
    }

    /** FLOAT(M,D) and DOUBLE(M,D) round in any session; a FLOAT that was rounded to D digits is not, as a DOUBLE. */
    private boolean keepsDigits(ColumnType.Floating before, ColumnType.Floating after) {
        if (after.rounded().isEmpty()) {
            return true;
        }
        return before.bytes() == after.bytes()
                && before.rounded()
                        .filter(digits -> digits.scale()
                                        == after.rounded().get().scale()
                                && digits.precision() <= after.rounded().get().precision())
                        .isPresent();
    }

    /** In any session CHAR loses trailing spaces, and TEXT that gets shorter those that are too many; VARCHAR that gets shorter does not (measured on MySQL 9.7 and MariaDB 11.4). */
    private boolean text(ColumnType before, ColumnType after) {
        boolean fixedBefore = before instanceof ColumnType.Char && ((ColumnType.Char) before).fixed();
        boolean fixedAfter = after instanceof ColumnType.Char && ((ColumnType.Char) after).fixed();
        if (fixedAfter && !fixedBefore) {
            return false;
        }
        boolean longEnough = before instanceof ColumnType.Char
                ? holds(after, ((ColumnType.Char) before).length())
                : holdsText((ColumnType.Text) before, after);
        boolean refusedIfLonger = before instanceof ColumnType.Char && after instanceof ColumnType.Char;
        return (longEnough || strict && refusedIfLonger) && (strict || characters(before, after));
    }

    /** Of TEXT the length is in bytes, so that a text of another character set may need more of them. */
    private static boolean holdsText(ColumnType.Text before, ColumnType after) {
        if (after instanceof ColumnType.Char) {
            return holds(after, before.maxBytes());
        }
        ColumnType.Text text = (ColumnType.Text) after;
        int growth = sameBytes(before.charset(), text.charset()) ? 1 : bytesPerCharacter(text.charset());
        return text.maxBytes() == LONGTEXT || text.maxBytes() >= before.maxBytes() * growth;
    }

    private static boolean sameBytes(String before, String after) {
        return before.equals(after)
                || before.equals("utf8mb3") && after.equals("utf8mb4")
                || before.equals("ascii") && after.startsWith("utf8");
    }

    /** Whether every character of the one has a place in the other; a session that is not strict makes a question mark of what has not. */
    private static boolean characters(ColumnType before, ColumnType after) {
        String charset = charset(after);
        return sameBytes(charset(before), charset)
                || charset.equals("utf8mb4")
                || charset.startsWith("utf16")
                || charset.equals("utf32");
    }

    private boolean binary(ColumnType before, ColumnType after) {
        boolean padded = after instanceof ColumnType.Binary && ((ColumnType.Binary) after).fixed();
        boolean bytes = after instanceof ColumnType.Binary || after instanceof ColumnType.Blob;
        return bytes && !padded && (strict || length(after) >= length(before));
    }

    private static long length(ColumnType type) {
        return type instanceof ColumnType.Binary
                ? ((ColumnType.Binary) type).length()
                : ((ColumnType.Blob) type).maxBytes();
    }

    private static boolean moreDigits(ColumnType before, ColumnType after) {
        if (before instanceof ColumnType.Time && after instanceof ColumnType.Time) {
            return ((ColumnType.Time) after).fsp() >= ((ColumnType.Time) before).fsp();
        }
        if (before instanceof ColumnType.DateTime && after instanceof ColumnType.DateTime) {
            return ((ColumnType.DateTime) after).fsp() >= ((ColumnType.DateTime) before).fsp();
        }
        return before instanceof ColumnType.Timestamp
                && after instanceof ColumnType.Timestamp
                && ((ColumnType.Timestamp) after).fsp() >= ((ColumnType.Timestamp) before).fsp();
    }

    private static boolean isText(ColumnType type) {
        return type instanceof ColumnType.Char || type instanceof ColumnType.Text;
    }

    private static String charset(ColumnType type) {
        if (type instanceof ColumnType.Enumeration) {
            return ((ColumnType.Enumeration) type).charset();
        }
        if (type instanceof ColumnType.LabelSet) {
            return ((ColumnType.LabelSet) type).charset();
        }
        return type instanceof ColumnType.Char
                ? ((ColumnType.Char) type).charset()
                : ((ColumnType.Text) type).charset();
    }

    private static int bytesPerCharacter(String charset) {
        return SourceCharset.byName(charset).map(SourceCharset::maxBytesPerChar).orElse(4);
    }

    /** Whether a text column holds any text of so many characters. */
    private static boolean holds(ColumnType text, long characters) {
        return text instanceof ColumnType.Char
                ? ((ColumnType.Char) text).length() >= characters
                : ((ColumnType.Text) text).maxBytes() >= characters * bytesPerCharacter(charset(text));
    }

    private static boolean labels(ColumnType type) {
        return type instanceof ColumnType.Enumeration || type instanceof ColumnType.LabelSet;
    }

    /** A SET's text has its labels in the order of the definition. */
    private static boolean keepsLabels(ColumnType before, ColumnType after) {
        if (before instanceof ColumnType.Enumeration) {
            return labelsOf(after).containsAll(labelsOf(before));
        }
        List<String> kept = new ArrayList<>(labelsOf(after));
        kept.retainAll(labelsOf(before));
        return kept.equals(labelsOf(before));
    }

    private static long longest(ColumnType type) {
        List<String> labels = labelsOf(type);
        return type instanceof ColumnType.Enumeration
                ? labels.stream().mapToInt(String::length).max().orElse(0)
                : String.join(",", labels).length();
    }

    private static List<String> labelsOf(ColumnType type) {
        return type instanceof ColumnType.Enumeration
                ? ((ColumnType.Enumeration) type).labels()
                : ((ColumnType.LabelSet) type).labels();
    }
}
