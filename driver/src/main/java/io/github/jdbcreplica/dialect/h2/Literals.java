package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.dialect.NetworkText;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.event.MySqlDate;
import io.github.jdbcreplica.event.MySqlDateTime;
import io.github.jdbcreplica.event.MySqlTime;
import io.github.jdbcreplica.event.MySqlTimestamp;
import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.SourceCharset;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Values as row images hold them, as literals of H2: for statements that take no parameters. What {@link Writers} binds is the same. */
final class Literals {
    static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private final ZeroDates zeroDates;

    Literals(ZeroDates zeroDates) {
        this.zeroDates = zeroDates;
    }

    /** Empty where H2 has no such value. */
    Optional<String> of(ColumnType type, Object value) {
        if (value == null) {
            return Optional.of("NULL");
        }
        if (type instanceof ColumnType.Integral || type instanceof ColumnType.Bit) {
            boolean signed = type instanceof ColumnType.Integral && !((ColumnType.Integral) type).unsigned();
            return Optional.of(signed ? value.toString() : Long.toUnsignedString((Long) value));
        }
        if (type instanceof ColumnType.Decimal
                || type instanceof ColumnType.Floating
                || type instanceof ColumnType.Year) {
            return Optional.of(value.toString());
        }
        if (type instanceof ColumnType.Char) {
            return text(((ColumnType.Char) type).charset(), (byte[]) value);
        }
        if (type instanceof ColumnType.Text) {
            return text(((ColumnType.Text) type).charset(), (byte[]) value);
        }
        if (type instanceof ColumnType.Enumeration || type instanceof ColumnType.LabelSet) {
            return labels(type, (Long) value);
        }
        if (type instanceof ColumnType.Binary || type instanceof ColumnType.Blob) {
            boolean fixed = type instanceof ColumnType.Binary && ((ColumnType.Binary) type).fixed();
            byte[] bytes = (byte[]) value;
            return Optional.of("X'"
                    + HexFormat.of()
                            .formatHex(fixed ? Arrays.copyOf(bytes, ((ColumnType.Binary) type).length()) : bytes)
                    + "'");
        }
        return type instanceof ColumnType.Json
                ? Optional.of("JSON " + Sql.literal(value.toString()))
                : networkOrTime(type, value);
    }

    private static Optional<String> text(String charset, byte[] bytes) {
        try {
            return Optional.of(
                    Sql.literal(SourceCharset.byName(charset).orElseThrow().decode(bytes)));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> labels(ColumnType type, long value) {
        try {
            return Optional.of(Sql.literal(
                    type instanceof ColumnType.Enumeration
                            ? Labels.one(((ColumnType.Enumeration) type).labels(), value, "")
                            : Labels.several(((ColumnType.LabelSet) type).labels(), value, "")));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private Optional<String> networkOrTime(ColumnType type, Object value) {
        if (type instanceof ColumnType.Network) {
            ColumnType.Network.Kind kind = ((ColumnType.Network) type).kind();
            String text = Sql.literal(NetworkText.of(kind, (byte[]) value));
            return Optional.of(kind == ColumnType.Network.Kind.UUID ? "UUID " + text : text);
        }
        if (value instanceof MySqlTime) {
            return Optional.of("INTERVAL '" + value + "' HOUR TO SECOND");
        }
        if (value instanceof MySqlDate) {
            return moment(Dates.local((MySqlDate) value), date -> "DATE '" + date + "'");
        }
        if (value instanceof MySqlDateTime) {
            return moment(Dates.local((MySqlDateTime) value), time -> "TIMESTAMP '" + MOMENT.format(time) + "'");
        }
        if (value instanceof MySqlTimestamp) {
            MySqlTimestamp timestamp = (MySqlTimestamp) value;
            return moment(
                    timestamp.isZero() ? null : LocalDateTime.ofInstant(timestamp.instant(), ZoneOffset.UTC),
                    time -> "TIMESTAMP WITH TIME ZONE '" + MOMENT.format(time) + "+00:00'");
        }
        return Optional.empty();
    }

    private interface Rendering<T> {
        String of(T value);
    }

    /** @param value null for zero and impossible dates */
    private <T> Optional<String> moment(T value, Rendering<T> rendering) {
        if (value == null) {
            return zeroDates == ZeroDates.NULL ? Optional.of("NULL") : Optional.empty();
        }
        return Optional.of(rendering.of(value));
    }
}
