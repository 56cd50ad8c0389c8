package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.dialect.ColumnWriter;
import io.github.jdbcreplica.dialect.NetworkText;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.event.MySqlJsonDiff;
import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.SourceCharset;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;

/** Writers by column type. Numbers and times travel as their exact text, strings as Unicode where that loses nothing and else as bytes, which MySQL stores unconverted (a binary string has no character set to convert from). */
final class Writers {
    private Writers() {}

    static ColumnWriter of(ColumnType type, String column, TargetColumn target, boolean mariaDb)
            throws UnsupportedMappingException {
        if (type instanceof ColumnType.Integral) {
            ColumnType.Integral integral = (ColumnType.Integral) type;
            return new Plain(column, (statement, index, value) -> integer(statement, index, (Long) value, integral));
        }
        if (type instanceof ColumnType.Floating) {
            return new Floating(column);
        }
        if (type instanceof ColumnType.Decimal) {
            return new Plain(column, (statement, index, value) -> statement.setBigDecimal(index, (BigDecimal) value));
        }
        if (type instanceof ColumnType.Bit) {
            return new Plain(column, Writers::unsigned);
        }
        if (type instanceof ColumnType.LabelSet) {
            return new LabelSet(column, Labels.between(type, target));
        }
        if (type instanceof ColumnType.Enumeration) {
            return new Label(column, Labels.between(type, target));
        }
        if (type instanceof ColumnType.Year) {
            return new Plain(column, (statement, index, value) -> statement.setLong(index, (Long) value));
        }
        if (type instanceof ColumnType.Char) {
            return text(column, ((ColumnType.Char) type).charset(), target);
        }
        if (type instanceof ColumnType.Text) {
            return text(column, ((ColumnType.Text) type).charset(), target);
        }
        if (type instanceof ColumnType.Binary) {
            ColumnType.Binary binary = (ColumnType.Binary) type;
            return new Plain(
                    column, (statement, index, value) -> statement.setBytes(index, padded((byte[]) value, binary)));
        }
        if (type instanceof ColumnType.Json) {
            return mariaDb ? new JsonText(column) : new JsonWriter(column);
        }
        if (type instanceof ColumnType.Network) {
            return new Plain(
                    column,
                    (statement, index, value) -> statement.setString(
                            index, NetworkText.of(((ColumnType.Network) type).kind(), (byte[]) value)));
        }
        if (type instanceof ColumnType.Geometry || type instanceof ColumnType.Vector) {
            return new Bytes(column);
        }
        if (type instanceof ColumnType.Blob) {
            return new Plain(column, (statement, index, value) -> statement.setBytes(index, (byte[]) value));
        }
        // DATE, TIME, DATETIME, TIMESTAMP: their toString is MySQL's literal.
        return new Plain(column, (statement, index, value) -> statement.setString(index, value.toString()));
    }

    private static ColumnWriter text(String column, String charset, TargetColumn target) {
        boolean unicode =
                SourceCharset.byName(charset).filter(SourceCharset::isUnicode).isPresent()
                        && target.charset()
                                .flatMap(SourceCharset::byName)
                                .filter(SourceCharset::isUnicode)
                                .isPresent();
        boolean same = target.charset().filter(charset::equalsIgnoreCase).isPresent();
        if (unicode) {
            return new UnicodeText(column);
        }
        return same
                ? new CharsetText(column, charset, target.collation().orElseThrow())
                : new ConvertedText(column, charset);
    }

    private static void integer(PreparedStatement statement, int index, long value, ColumnType.Integral type)
            throws SQLException {
        if (!type.unsigned() || value >= 0) {
            statement.setLong(index, value);
        } else if (type.bytes() == 8) {
            unsigned(statement, index, value);
        } else {
            statement.setLong(index, value & (1L << 8 * type.bytes()) - 1);
        }
    }

    private static void unsigned(PreparedStatement statement, int index, Object value) throws SQLException {
        statement.setBigDecimal(index, new BigDecimal(new BigInteger(Long.toUnsignedString((Long) value))));
    }

    private static byte[] padded(byte[] value, ColumnType.Binary type) {
        // The server strips trailing zero bytes of BINARY(n) in the log.
        return type.fixed() && value.length < type.length() ? Arrays.copyOf(value, type.length()) : value;
    }

    private interface Binder {
        void bind(PreparedStatement statement, int index, Object value) throws SQLException;
    }

    /** One parameter that the column is compared to as it is. */
    private static class Plain implements ColumnWriter {
        private final String column;
        private final Binder binder;

        Plain(String column, Binder binder) {
            this.column = column;
            this.binder = binder;
        }

        @Override
        public String placeholder() {
            return "?";
        }

        @Override
        public String keyPredicate() {
            return column + " = ?";
        }

        @Override
        public String exactPredicate() {
            return column + " <=> ?";
        }

        @Override
        public final void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            if (value == null) {
                statement.setNull(index, Types.NULL);
            } else {
                binder.bind(statement, index, value);
            }
        }

        final String column() {
            return column;
        }
    }

    /** As text: the server reads it back to the same bits, -0 included; as a number a literal -0.0 would become 0. */
    private static class Floating extends Plain {
        Floating(String column) {
            super(
                    column,
                    (statement, index, value) ->
                            statement.setString(index, Double.toString(((Number) value).doubleValue())));
        }

        /** Zeros compare equal whatever their sign. */
        @Override
        public ColumnWriter forRow(Object before, Object after) {
            return before != null && ((Number) before).doubleValue() == 0
                    ? new Zero(column(), Double.compare(((Number) before).doubleValue(), 0) < 0)
                    : this;
        }
    }

    private static final class Zero extends Floating {
        private final boolean negative;

        Zero(String column, boolean negative) {
            super(column);
            this.negative = negative;
        }

        /** The sign is in the text alone. Multiplied, so that a FLOAT(7,3) is no number of fixed digits. */
        @Override
        public String exactPredicate() {
            return super.exactPredicate() + " AND LEFT(CAST(" + column() + " * 1e0 AS CHAR), 1) "
                    + (negative ? "= '-'" : "<> '-'");
        }
    }

    /** SET by its bits. Compared to a number a SET of 64 labels is a signed one, or even a double; only a cast makes all bits count. */
    private static final class LabelSet extends Plain {
        LabelSet(String column, Labels labels) {
            super(column, (statement, index, value) -> statement.setLong(index, labels.bits((Long) value)));
        }

        @Override
        public String placeholder() {
            return "CAST(? AS UNSIGNED)";
        }

        @Override
        public String exactPredicate() {
            return "CAST(" + column() + " AS UNSIGNED) <=> CAST(? AS UNSIGNED)";
        }
    }

    /** ENUM by number. Number 0 is the empty text that a lenient session stores for a label that is none; no strict session takes it, in whatever form. */
    private static final class Label extends Plain {
        Label(String column, Labels labels) {
            super(column, (statement, index, value) -> statement.setLong(index, labels.number((Long) value)));
        }

        @Override
        public String exactPredicate() {
            return column() + " + 0 <=> ?";
        }

        @Override
        public boolean needsLenientSession(Object value) {
            return value != null && (Long) value == 0;
        }
    }

    private static final class Bytes extends Plain {
        Bytes(String column) {
            super(column, (statement, index, value) -> statement.setBytes(index, (byte[]) value));
        }

        @Override
        public String exactPredicate() {
            return "CAST(" + column() + " AS BINARY) <=> ?";
        }
    }

    /** Text of a Unicode column: the parameter takes on the column's collation, so that its index serves. */
    private static final class UnicodeText extends Plain {
        UnicodeText(String column) {
            super(column, UnicodeText::bindText);
        }

        private static void bindText(PreparedStatement statement, int index, Object value) throws SQLException {
            try {
                statement.setString(
                        index, SourceCharset.byName("utf8mb4").orElseThrow().decode((byte[]) value));
            } catch (CharacterCodingException e) {
                // Older servers let malformed text in: its bytes are what counts.
                statement.setBytes(index, (byte[]) value);
            }
        }

        @Override
        public String exactPredicate() {
            return "CAST(" + column() + " AS BINARY) <=> CAST(? AS BINARY)";
        }
    }

    /** Text of the same other character set on both sides, by its bytes. */
    private static final class CharsetText extends Plain {
        private final String charset;
        private final String collation;

        CharsetText(String column, String charset, String collation) {
            super(column, (statement, index, value) -> statement.setBytes(index, (byte[]) value));
            this.charset = charset;
            this.collation = collation;
        }

        @Override
        public String keyPredicate() {
            return column() + " = CONVERT(? USING " + charset + ") COLLATE " + collation;
        }

        @Override
        public String exactPredicate() {
            return "CAST(" + column() + " AS BINARY) <=> CAST(? AS BINARY)";
        }
    }

    /** Text whose column has another character set in the target: converted by the target, which refuses what it cannot hold. */
    private static final class ConvertedText extends Plain {
        private final String charset;

        ConvertedText(String column, String charset) {
            super(column, (statement, index, value) -> statement.setBytes(index, (byte[]) value));
            this.charset = charset;
        }

        @Override
        public String placeholder() {
            return "CONVERT(? USING " + charset + ")";
        }

        @Override
        public String keyPredicate() {
            return column() + " = CONVERT(? USING " + charset + ")";
        }

        @Override
        public String exactPredicate() {
            return column() + " <=> CONVERT(? USING " + charset + ")";
        }
    }

    /** MySQL's JSON in MariaDB, where it is text. */
    private static final class JsonText extends Plain {
        JsonText(String column) {
            super(column, (statement, index, value) -> statement.setString(index, text(value)));
        }

        private static String text(Object value) throws SQLException {
            if (value instanceof MySqlJsonDiff) {
                throw new SQLException(
                        "a partial JSON update whose before-image does not hold the document: set binlog_row_image=FULL or binlog_row_value_options='' on the source");
            }
            return value.toString();
        }

        @Override
        public String exactPredicate() {
            return "CAST(" + column() + " AS BINARY) <=> CAST(? AS BINARY)";
        }
    }
}
