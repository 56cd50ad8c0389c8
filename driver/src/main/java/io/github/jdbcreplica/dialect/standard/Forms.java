package io.github.jdbcreplica.dialect.standard;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;

/** The forms that several targets take. */
public final class Forms {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    /** Numbers as what they are. */
    public static final Form NUMBER = new Given(Forms::number, Object::toString);

    /** Everything as text: numbers with all their digits, dates and times as ISO 8601 with a space, instants in UTC with {@code +00:00}. */
    public static final Form TEXT = new Given((s, i, v) -> s.setString(i, text(v)), v -> Names.literal(text(v)));

    public static final Form BYTES = new Given(
            (s, i, v) -> s.setBytes(i, (byte[]) v), v -> "X'" + HexFormat.of().formatHex((byte[]) v) + "'");

    /** Dates and times as java.time has them, with the literals of standard SQL. */
    public static final Form TIME = new Given(PreparedStatement::setObject, Forms::moment);

    /** The same for a target that counts days by the Julian calendar before 15 October 1582; a day that it leaves out is refused. */
    public static final Form TIME_OF_HYBRID_CALENDAR =
            new Given((s, i, v) -> s.setObject(i, HybridCalendar.sameName(v)), Forms::moment);

    /** Geometries as extended WKB: a flag at the type and the SRID behind it. */
    public static final Form EWKB = new Given(
            (s, i, v) -> s.setBytes(i, ewkb((byte[]) v)),
            v -> "X'" + HexFormat.of().formatHex(ewkb((byte[]) v)) + "'");

    public static final Form FLOATS =
            new Given((s, i, v) -> s.setObject(i, v), v -> "ARRAY" + Arrays.toString((Float[]) v));

    /** {@code [1.0, 2.5]}. */
    public static final Form FLOATS_TEXT = new Given(
            (s, i, v) -> s.setString(i, Arrays.toString((Float[]) v)),
            v -> Names.literal(Arrays.toString((Float[]) v)));

    public static final Form UUIDS = new Given(
            (s, i, v) -> s.setObject(i, UUID.fromString((String) v)), v -> "UUID " + Names.literal((String) v));

    private Forms() {}

    /** One that a dialect makes for itself. */
    public static Form of(Binder binder, Function<Object, String> literal) {
        return new Given(binder, literal);
    }

    /** The value as another, then in this form. */
    public static Form mapped(Function<Object, Object> mapping, Form form) {
        return new Given((s, i, v) -> form.bind(s, i, mapping.apply(v)), v -> form.literal(mapping.apply(v)));
    }

    public interface Binder {
        void bind(PreparedStatement statement, int index, Object value) throws SQLException;
    }

    private record Given(Binder binder, Function<Object, String> text) implements Form {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            binder.bind(statement, index, value);
        }

        @Override
        public String literal(Object value) {
            return text.apply(value);
        }
    }

    private static void number(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(index, number);
        } else if (value instanceof Float number) {
            statement.setFloat(index, number);
        } else {
            statement.setDouble(index, (Double) value);
        }
    }

    static String text(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof LocalDateTime time) {
            return MOMENT.format(time);
        }
        return value instanceof OffsetDateTime instant
                ? MOMENT.format(instant.withOffsetSameInstant(ZoneOffset.UTC)) + "+00:00"
                : value.toString();
    }

    private static String moment(Object value) {
        String type = value instanceof LocalDateTime
                ? "TIMESTAMP "
                : value instanceof OffsetDateTime ? "TIMESTAMP WITH TIME ZONE " : "DATE ";
        return type + Names.literal(text(value));
    }

    /** The log has the SRID, in little-endian order, before the WKB. */
    private static byte[] ewkb(byte[] logged) {
        ByteBuffer in = ByteBuffer.wrap(logged).order(ByteOrder.LITTLE_ENDIAN);
        int srid = in.getInt();
        byte order = in.get();
        in.order(order == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int type = in.getInt();
        ByteBuffer out = ByteBuffer.allocate(logged.length + 4).order(in.order());
        out.put(order).putInt(srid == 0 ? type : type | 0x20000000);
        if (srid != 0) {
            out.putInt(srid);
        }
        out.put(in);
        return Arrays.copyOf(out.array(), out.position());
    }
}
