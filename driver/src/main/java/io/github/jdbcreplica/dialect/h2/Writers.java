package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.dialect.ColumnWriter;
import io.github.jdbcreplica.dialect.NetworkText;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.event.MySqlJson;
import io.github.jdbcreplica.event.MySqlJsonDiff;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writers by column type: what the log holds as the value of H2 that means the same. */
final class Writers {
    private static final Set<String> NUMBERS =
            Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "NUMERIC", "DECFLOAT", "REAL", "DOUBLE PRECISION");
    private static final Set<String> EXACT = Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "NUMERIC", "DECFLOAT");
    private static final Set<String> TEXTS =
            Set.of("CHARACTER VARYING", "CHARACTER LARGE OBJECT", "VARCHAR_IGNORECASE");
    private static final Set<String> BYTES = Set.of("BINARY VARYING", "BINARY LARGE OBJECT", "JAVA_OBJECT", "BINARY");

    private final ZeroDates zeroDates;

    Writers(ZeroDates zeroDates) {
        this.zeroDates = zeroDates;
    }

    ColumnWriter of(Column source, TargetColumn target) throws UnsupportedMappingException {
        ColumnWriter writer = byType(source, target);
        Optional<String> loss = Rounding.of(source.type(), TargetType.of(target.typeSql()));
        if (loss.isPresent()) {
            throw new UnsupportedMappingException("the target's column \"" + target.name() + "\" is "
                    + target.typeSql() + ", which " + loss.get() + ": change the type there to "
                    + DataTypes.of(source.type()));
        }
        return writer;
    }

    private ColumnWriter byType(Column source, TargetColumn target) throws UnsupportedMappingException {
        ColumnType type = source.type();
        if (type instanceof ColumnType.Integral) {
            return plain(target, EXACT, (s, i, v) -> integer(s, i, (Long) v, (ColumnType.Integral) type));
        }
        if (type instanceof ColumnType.Decimal) {
            return plain(target, Set.of("NUMERIC", "DECFLOAT"), (s, i, v) -> s.setBigDecimal(i, (BigDecimal) v));
        }
        if (type instanceof ColumnType.Floating) {
            return plain(target, Set.of("REAL", "DOUBLE PRECISION", "DECFLOAT"), Writers::floating);
        }
        if (type instanceof ColumnType.Bit) {
            return plain(target, EXACT, (s, i, v) -> s.setBigDecimal(i, unsigned((Long) v)));
        }
        if (type instanceof ColumnType.Year) {
            return plain(target, NUMBERS, (s, i, v) -> s.setLong(i, (Long) v));
        }
        if (type instanceof ColumnType.Char) {
            return text(target, ((ColumnType.Char) type).charset());
        }
        if (type instanceof ColumnType.Text) {
            return text(target, ((ColumnType.Text) type).charset());
        }
        if (type instanceof ColumnType.Enumeration) {
            List<String> labels = ((ColumnType.Enumeration) type).labels();
            return plain(target, TEXTS, (s, i, v) -> s.setString(i, Labels.one(labels, (Long) v, target.name())));
        }
        if (type instanceof ColumnType.LabelSet) {
            List<String> labels = ((ColumnType.LabelSet) type).labels();
            return plain(target, TEXTS, (s, i, v) -> s.setString(i, Labels.several(labels, (Long) v, target.name())));
        }
        if (type instanceof ColumnType.Binary) {
            ColumnType.Binary binary = (ColumnType.Binary) type;
            return plain(target, BYTES, (s, i, v) -> s.setBytes(i, padded((byte[]) v, binary)));
        }
        if (type instanceof ColumnType.Blob) {
            return plain(target, BYTES, (s, i, v) -> s.setBytes(i, (byte[]) v));
        }
        if (type instanceof ColumnType.Json) {
            return new Writer(
                    require(target, Set.of("JSON")), "? FORMAT JSON", (s, i, v) -> s.setString(i, json(v, target)));
        }
        if (type instanceof ColumnType.Geometry) {
            return plain(target, Set.of("GEOMETRY"), (s, i, v) -> s.setBytes(i, ewkb((byte[]) v)));
        }
        if (type instanceof ColumnType.Vector) {
            return plain(
                    target,
                    Set.of("REAL ARRAY", "DOUBLE PRECISION ARRAY"),
                    (s, i, v) -> s.setObject(i, floats((byte[]) v)));
        }
        return networkOrTemporal(type, target);
    }

    private ColumnWriter networkOrTemporal(ColumnType type, TargetColumn target) throws UnsupportedMappingException {
        if (type instanceof ColumnType.Network) {
            ColumnType.Network.Kind kind = ((ColumnType.Network) type).kind();
            return kind == ColumnType.Network.Kind.UUID
                    ? plain(
                            target,
                            Set.of("UUID"),
                            (s, i, v) -> s.setObject(i, UUID.fromString(NetworkText.of(kind, (byte[]) v))))
                    : plain(target, TEXTS, (s, i, v) -> s.setString(i, NetworkText.of(kind, (byte[]) v)));
        }
        if (type instanceof ColumnType.Time) {
            return new Writer(
                    require(target, Set.of("INTERVAL HOUR TO SECOND", "INTERVAL DAY TO SECOND")),
                    "CAST(? AS INTERVAL HOUR(3) TO SECOND(6))",
                    (s, i, v) -> s.setString(i, v.toString()));
        }
        Dates dates = new Dates(zeroDates, target.name());
        if (type instanceof ColumnType.Date) {
            return plain(target, Set.of("DATE"), dates::date);
        }
        return type instanceof ColumnType.DateTime
                ? plain(target, Set.of("TIMESTAMP"), dates::dateTime)
                : plain(target, Set.of("TIMESTAMP WITH TIME ZONE"), dates::timestamp);
    }

    private static ColumnWriter text(TargetColumn target, String charset) throws UnsupportedMappingException {
        TextDecoder decoder = new TextDecoder(charset, target.name());
        return plain(target, TEXTS, (s, i, v) -> s.setString(i, decoder.decode((byte[]) v)));
    }

    private static ColumnWriter plain(TargetColumn target, Set<String> types, Binder binder)
            throws UnsupportedMappingException {
        return new Writer(require(target, types), "?", binder);
    }

    private static TargetColumn require(TargetColumn target, Set<String> types) throws UnsupportedMappingException {
        if (!types.contains(TargetType.of(target.typeSql()).name())) {
            throw new UnsupportedMappingException("the target's column \"" + target.name() + "\" is "
                    + target.typeSql() + "; its values go whole into "
                    + String.join(", ", types.stream().sorted().toList())
                    + " only: change the type there");
        }
        return target;
    }

    private static void integer(PreparedStatement statement, int index, long value, ColumnType.Integral type)
            throws SQLException {
        if (!type.unsigned() || value >= 0) {
            statement.setLong(index, value);
        } else if (type.bytes() == 8) {
            statement.setBigDecimal(index, unsigned(value));
        } else {
            statement.setLong(index, value & (1L << 8 * type.bytes()) - 1);
        }
    }

    private static BigDecimal unsigned(long bits) {
        return new BigDecimal(new BigInteger(Long.toUnsignedString(bits)));
    }

    private static void floating(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof Float) {
            statement.setFloat(index, (Float) value);
        } else {
            statement.setDouble(index, (Double) value);
        }
    }

    /** The server strips trailing zero bytes of BINARY(n) in the log. */
    private static byte[] padded(byte[] value, ColumnType.Binary type) {
        return type.fixed() && value.length < type.length() ? Arrays.copyOf(value, type.length()) : value;
    }

    private static String json(Object value, TargetColumn target) throws SQLException {
        if (value instanceof MySqlJsonDiff) {
            throw new SQLException(
                    "column '" + target.name()
                            + "' holds a partial JSON update whose before-image does not hold the document: set binlog_row_image=FULL or binlog_row_value_options='' on the source");
        }
        return value instanceof MySqlJson ? ((MySqlJson) value).text() : value.toString();
    }

    /** MySQL's SRID before the WKB, as extended WKB, which has a flag at the type and the SRID behind it. */
    private static byte[] ewkb(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        int srid = in.getInt();
        byte order = in.get();
        in.order(order == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int type = in.getInt();
        ByteBuffer out = ByteBuffer.allocate(value.length + 4).order(in.order());
        out.put(order).putInt(srid == 0 ? type : type | 0x20000000);
        if (srid != 0) {
            out.putInt(srid);
        }
        out.put(in);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static Float[] floats(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        Float[] floats = new Float[value.length / Float.BYTES];
        Arrays.setAll(floats, i -> in.getFloat());
        return floats;
    }

    interface Binder {
        void bind(PreparedStatement statement, int index, Object value) throws SQLException;
    }

    private static final class Writer implements ColumnWriter {
        private final TargetColumn target;
        private final String placeholder;
        private final Binder binder;

        Writer(TargetColumn target, String placeholder, Binder binder) {
            this.target = target;
            this.placeholder = placeholder;
            this.binder = binder;
        }

        @Override
        public String placeholder() {
            return placeholder;
        }

        @Override
        public String keyPredicate() {
            return Sql.quoted(target.name()) + " = " + placeholder;
        }

        @Override
        public String exactPredicate() {
            String column = Sql.quoted(target.name());
            return comparesOtherwise()
                    ? "CAST(" + column + " AS BINARY LARGE OBJECT) IS NOT DISTINCT FROM CAST(" + placeholder
                            + " AS BINARY LARGE OBJECT)"
                    : column + " IS NOT DISTINCT FROM (" + placeholder + ")";
        }

        /** Under a collation, or without case, texts are equal that are not the same. */
        private boolean comparesOtherwise() {
            return target.typeSql().startsWith("VARCHAR_IGNORECASE")
                    || target.typeSql().startsWith("CHARACTER")
                            && target.collation().isPresent();
        }

        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            if (value == null) {
                statement.setNull(index, Types.NULL);
            } else {
                binder.bind(statement, index, value);
            }
        }
    }
}
