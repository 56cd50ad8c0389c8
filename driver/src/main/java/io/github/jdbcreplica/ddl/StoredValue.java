package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.SourceCharset;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/** What a column of a type holds once a literal is stored in it, as a row image has it. Empty where that is not certain, which is for nobody to guess. The source has taken the literal, so that it is in range. */
final class StoredValue {
    private StoredValue() {}

    static Optional<Object> of(ColumnType type, Literal literal) {
        if (type instanceof ColumnType.Integral) {
            return number(literal).flatMap(StoredValue::rounded).map(BigInteger::longValue);
        }
        if (type instanceof ColumnType.Decimal) {
            return number(literal)
                    .map(n -> n.value().setScale(((ColumnType.Decimal) type).scale(), RoundingMode.HALF_UP));
        }
        if (type instanceof ColumnType.Floating) {
            return number(literal)
                    .map(n -> floating((ColumnType.Floating) type, n.value().doubleValue()));
        }
        if (type instanceof ColumnType.Bit) {
            // The bytes of a text are the bits.
            return literal instanceof Literal.Text
                    ? Optional.empty()
                    : number(literal).flatMap(StoredValue::rounded).map(BigInteger::longValue);
        }
        if (type instanceof ColumnType.Year) {
            return year(literal);
        }
        if (type instanceof ColumnType.Char) {
            ColumnType.Char text = (ColumnType.Char) type;
            return text(literal, text.charset()).flatMap(value -> text(value, text));
        }
        if (type instanceof ColumnType.Text) {
            String charset = ((ColumnType.Text) type).charset();
            return text(literal, charset).flatMap(value -> encoded(value, charset));
        }
        if (type instanceof ColumnType.Enumeration) {
            ColumnType.Enumeration labels = (ColumnType.Enumeration) type;
            return label(literal)
                    .flatMap(text -> index(labels.labels(), labels.collation(), text))
                    .map(index -> index + 1L);
        }
        if (type instanceof ColumnType.LabelSet) {
            return label(literal).flatMap(text -> bits((ColumnType.LabelSet) type, text));
        }
        return type instanceof ColumnType.Binary || type instanceof ColumnType.Blob
                ? bytes(literal)
                : StoredTime.of(type, literal);
    }

    /** A text is read as the number that it spells, bytes as one number. */
    private static Optional<Literal.Number> number(Literal literal) {
        if (literal instanceof Literal.Bytes) {
            return Optional.of(new Literal.Number(
                    new BigDecimal(new BigInteger(1, ((Literal.Bytes) literal).value())), false));
        }
        if (literal instanceof Literal.Number) {
            return Optional.of((Literal.Number) literal);
        }
        return Literal.of(((Literal.Text) literal).value())
                .filter(Literal.Number.class::isInstance)
                .map(Literal.Number.class::cast);
    }

    /** Exact numbers are rounded half away from zero; how a DOUBLE is depends on the platform ("Rounding Behavior" in MySQL's manual). */
    private static Optional<BigInteger> rounded(Literal.Number number) {
        BigInteger integer = number.value().setScale(0, RoundingMode.HALF_UP).toBigInteger();
        boolean whole = number.value().compareTo(new BigDecimal(integer)) == 0;
        return whole || !number.approximate() ? Optional.of(integer) : Optional.empty();
    }

    /** FLOAT(M,D) rounds as Field_real::truncate of MySQL's field.cc does. */
    private static Object floating(ColumnType.Floating type, double value) {
        double stored = value;
        if (type.rounded().isPresent()) {
            double unit = Math.pow(10, type.rounded().get().scale());
            stored = Math.floor(value) + Math.rint((value - Math.floor(value)) * unit) / unit;
        }
        return type.bytes() == 4 ? (Object) (float) stored : (Object) stored;
    }

    /** Two digits are a year from 1970 to 2069; 0 is 0000 as a number and as four digits, else 2000. */
    private static Optional<Object> year(Literal literal) {
        boolean fourDigits = literal instanceof Literal.Text
                && ((Literal.Text) literal).value().strip().length() == 4;
        return literal instanceof Literal.Bytes
                ? Optional.empty()
                : number(literal)
                        .flatMap(StoredValue::rounded)
                        .map(BigInteger::longValue)
                        .map(year -> {
                            boolean zero = year == 0 && (literal instanceof Literal.Number || fourDigits);
                            return zero || year >= 100 ? year : year + (year < 70 ? 2000 : 1900);
                        });
    }

    private static Optional<String> text(Literal literal, String charset) {
        if (literal instanceof Literal.Text) {
            return Optional.of(((Literal.Text) literal).value());
        }
        if (literal instanceof Literal.Number) {
            Literal.Number number = (Literal.Number) literal;
            return number.approximate()
                    ? Optional.empty()
                    : Optional.of(number.value().toPlainString());
        }
        try {
            return Optional.of(SourceCharset.byName(charset).orElseThrow().decode(((Literal.Bytes) literal).value()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** CHAR is kept without trailing spaces; in any column those that are too many are cut. */
    private static Optional<Object> text(String value, ColumnType.Char type) {
        int end = value.length();
        while (end > 0
                && value.charAt(end - 1) == ' '
                && (type.fixed() || value.codePointCount(0, end) > type.length())) {
            end--;
        }
        return encoded(value.substring(0, end), type.charset());
    }

    private static Optional<Object> encoded(String text, String charset) {
        return SourceCharset.byName(charset).flatMap(known -> known.encode(text));
    }

    private static Optional<String> label(Literal literal) {
        return literal instanceof Literal.Text
                ? Optional.of(((Literal.Text) literal).value().replaceAll(" +$", ""))
                : Optional.empty();
    }

    /** A label in the spelling of its definition: the one that the collation takes for the same. Labels that it takes for the same do not stand in one column. */
    private static Optional<Integer> index(List<String> labels, String collation, String text) {
        BiPredicate<String, String> same =
                collation.toLowerCase(Locale.ROOT).contains("_ci") ? String::equalsIgnoreCase : String::equals;
        for (int i = 0; i < labels.size(); i++) {
            if (same.test(labels.get(i), text)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static Optional<Object> bits(ColumnType.LabelSet type, String text) {
        long bits = 0;
        for (String label : text.isEmpty() ? List.<String>of() : List.of(text.split(",", -1))) {
            Optional<Integer> index = index(type.labels(), type.collation(), label);
            if (index.isEmpty()) {
                return Optional.empty();
            }
            bits |= 1L << index.get();
        }
        return Optional.of(bits);
    }

    /** The bytes of a text that is not ASCII are those of the session's character set. */
    private static Optional<Object> bytes(Literal literal) {
        return literal instanceof Literal.Bytes
                ? Optional.of(((Literal.Bytes) literal).value())
                : text(literal, "ascii").filter(Literal::isAscii).map(t -> t.getBytes(StandardCharsets.US_ASCII));
    }
}
