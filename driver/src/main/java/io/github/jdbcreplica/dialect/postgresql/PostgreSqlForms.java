package io.github.jdbcreplica.dialect.postgresql;

import io.github.jdbcreplica.dialect.standard.Form;
import io.github.jdbcreplica.dialect.standard.Forms;
import io.github.jdbcreplica.dialect.standard.Names;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;

/** How plain values come to PostgreSQL. A form refuses the values that the server would refuse for a whole batch, or change without a word. */
final class PostgreSqlForms {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    /** From here on PostGIS takes another SRID than it is given. Source: SRID_USER_MAXIMUM. */
    private static final long LAST_SRID = 998_999;

    static final Form TEXT = Forms.of((s, i, v) -> s.setString(i, whole(v.toString())), v -> Forms.TEXT.literal(v));

    /** Always as numeric: a parameter that changes its type would be prepared anew. */
    static final Form NUMERIC = Forms.of((s, i, v) -> s.setBigDecimal(i, decimal(v)), Forms.NUMBER::literal);

    static final Form BOOLEAN = Forms.of(PostgreSqlForms::bindBoolean, v -> v.equals(0L) ? "FALSE" : "TRUE");

    /** The low 64 bits of a number. */
    static final Form BITS = Forms.of((s, i, v) -> s.setLong(i, ((Number) v).longValue()), Object::toString);

    static final Form BYTES = Forms.of((s, i, v) -> s.setBytes(i, (byte[]) v), v -> hex((byte[]) v));

    static final Form UTF8 = Forms.mapped(text -> text.toString().getBytes(StandardCharsets.UTF_8), BYTES);

    static final Form TIME = Forms.of(PreparedStatement::setObject, PostgreSqlForms::moment);

    static final Form JSONB = Forms.of(PostgreSqlForms::bindJsonb, Forms.TEXT::literal);

    static final Form EWKB = Forms.of(PostgreSqlForms::bindGeometry, Forms.EWKB::literal);

    private PostgreSqlForms() {}

    /** Text of no more characters: of one that is too long only by spaces the server would drop them. */
    static Form upTo(int characters) {
        return Forms.of(
                (s, i, v) -> {
                    String text = v.toString();
                    int length = text.codePointCount(0, text.length());
                    if (length > characters) {
                        throw new SQLDataException("takes " + characters + " characters, and the value has " + length
                                + ": make it longer there");
                    }
                    TEXT.bind(s, i, text);
                },
                TEXT::literal);
    }

    private static String whole(String text) throws SQLException {
        if (text.indexOf('\0') >= 0) {
            throw new SQLDataException("is of a type that takes no text with U+0000 in it, as this value ('"
                    + text.replace("\0", "\\0")
                    + "') has it: change the type there to bytea, which then gets the text in UTF-8");
        }
        return text;
    }

    private static BigDecimal decimal(Object value) {
        return value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf((Long) value);
    }

    private static void bindBoolean(PreparedStatement statement, int index, Object value) throws SQLException {
        if (!value.equals(0L) && !value.equals(1L)) {
            throw new SQLDataException(
                    "is boolean, which takes 0 and 1 only, and the value is " + value + ": make it an integer there");
        }
        statement.setBoolean(index, value.equals(1L));
    }

    private static void bindJsonb(PreparedStatement statement, int index, Object value) throws SQLException {
        Optional<String> change = JsonbLimits.of(value.toString());
        if (change.isPresent()) {
            throw new SQLDataException("is jsonb, which " + change.get() + ": change the type there to json");
        }
        statement.setString(index, value.toString());
    }

    /** The log has the SRID, in little-endian order, before the WKB. */
    private static void bindGeometry(PreparedStatement statement, int index, Object value) throws SQLException {
        byte[] logged = (byte[]) value;
        long srid = 0;
        for (int i = Integer.BYTES - 1; i >= 0; i--) {
            srid = srid << 8 | logged[i] & 0xFF;
        }
        if (srid > LAST_SRID) {
            throw new SQLDataException("is a geometry of PostGIS, which has no SRID " + srid
                    + ": change the type there to bytea, which then gets SRID and WKB as MySQL keeps them");
        }
        Forms.EWKB.bind(statement, index, value);
    }

    private static String hex(byte[] bytes) {
        return "CAST('\\x" + HexFormat.of().formatHex(bytes) + "' AS bytea)";
    }

    /** The year 0 is 1 BC. */
    private static String moment(Object value) {
        if (value instanceof LocalDate date) {
            return "DATE " + Names.literal(DATE.format(date) + era(date));
        }
        if (value instanceof LocalDateTime time) {
            return "TIMESTAMP " + Names.literal(MOMENT.format(time) + era(time.toLocalDate()));
        }
        return Forms.TIME.literal(value);
    }

    private static String era(LocalDate date) {
        return date.getEra() == IsoEra.BCE ? " BC" : "";
    }
}
