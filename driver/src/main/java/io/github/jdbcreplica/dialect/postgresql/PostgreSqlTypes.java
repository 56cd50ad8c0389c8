package io.github.jdbcreplica.dialect.postgresql;

import io.github.jdbcreplica.dialect.standard.Form;
import io.github.jdbcreplica.dialect.standard.Forms;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.dialect.standard.TypeTable;
import io.github.jdbcreplica.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's types, in the catalogue's spelling. BIT is a number, since bit strings grow at their right end; JSON is json, since jsonb changes -0.0 and takes no U+0000.
 *
 * @param postGis whether the database has its types
 */
record PostgreSqlTypes(boolean postGis) implements TypeTable {
    @Override
    public List<StoredAs> of(ColumnType type) {
        if (type instanceof ColumnType.Integral integral) {
            return integers(integral(integral), List.of());
        }
        if (type instanceof ColumnType.Decimal decimal) {
            return List.of(numeric("numeric(" + decimal.precision() + ", " + decimal.scale() + ")"));
        }
        if (type instanceof ColumnType.Floating floating) {
            StoredAs eightBytes = new StoredAs("double precision", Forms.NUMBER);
            return floating.bytes() == 4
                    ? List.of(new StoredAs("real", Forms.NUMBER), eightBytes)
                    : List.of(eightBytes);
        }
        if (type instanceof ColumnType.Bit bit) {
            String bits = "bit(" + bit.length() + ")";
            return integers(
                    bit.length() == 64 ? "numeric(20)" : "bigint",
                    List.of(new StoredAs(bits, "?::bigint::" + bits, PostgreSqlForms.BITS)));
        }
        if (type instanceof ColumnType.Year) {
            return integers("smallint", List.of());
        }
        if (type instanceof ColumnType.Char || type instanceof ColumnType.Text) {
            return text(type);
        }
        if (type instanceof ColumnType.Enumeration || type instanceof ColumnType.LabelSet) {
            return List.of(
                    new StoredAs("text", PostgreSqlForms.TEXT),
                    new StoredAs("character varying", PostgreSqlForms.TEXT));
        }
        if (type instanceof ColumnType.Binary || type instanceof ColumnType.Blob) {
            return List.of(new StoredAs("bytea", PostgreSqlForms.BYTES));
        }
        return others(type);
    }

    private List<StoredAs> others(ColumnType type) {
        if (type instanceof ColumnType.Date) {
            return List.of(new StoredAs("date", PostgreSqlForms.TIME));
        }
        if (type instanceof ColumnType.Time time) {
            return List.of(
                    cast("interval(" + time.fsp() + ")", "interval", Forms.TEXT),
                    cast("time without time zone", "time", Forms.TEXT));
        }
        if (type instanceof ColumnType.DateTime dateTime) {
            return List.of(new StoredAs("timestamp(" + dateTime.fsp() + ") without time zone", PostgreSqlForms.TIME));
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            return List.of(new StoredAs("timestamp(" + timestamp.fsp() + ") with time zone", PostgreSqlForms.TIME));
        }
        if (type instanceof ColumnType.Vector) {
            return List.of(new StoredAs("real[]", Forms.FLOATS), cast("vector", "vector", Forms.FLOATS_TEXT));
        }
        if (type instanceof ColumnType.Network network) {
            return network(network.kind());
        }
        return type instanceof ColumnType.Json ? json() : geometry();
    }

    private static List<StoredAs> text(ColumnType type) {
        List<StoredAs> ways = new ArrayList<>();
        if (type instanceof ColumnType.Char varying) {
            ways.add(new StoredAs("character varying(" + Math.max(1, varying.length()) + ")", PostgreSqlForms.TEXT));
        }
        ways.add(new StoredAs("text", PostgreSqlForms.TEXT));
        ways.add(new StoredAs("character varying", PostgreSqlForms.TEXT));
        ways.add(cast("citext", "citext", PostgreSqlForms.TEXT));
        ways.add(new StoredAs("bytea", PostgreSqlForms.UTF8));
        if (type instanceof ColumnType.Char varying && varying.fixed()) {
            // Neither end keeps trailing spaces.
            ways.add(cast("character", "bpchar", PostgreSqlForms.TEXT));
        }
        if (type instanceof ColumnType.Text) {
            // MariaDB's JSON is text, and json keeps the text.
            ways.add(cast("json", "json", PostgreSqlForms.TEXT));
        }
        return ways;
    }

    private static List<StoredAs> json() {
        return List.of(
                cast("json", "json", PostgreSqlForms.TEXT),
                cast("jsonb", "jsonb", PostgreSqlForms.JSONB),
                new StoredAs("text", PostgreSqlForms.TEXT));
    }

    private List<StoredAs> geometry() {
        StoredAs bytes = new StoredAs("bytea", PostgreSqlForms.BYTES);
        return postGis ? List.of(cast("geometry", "geometry", PostgreSqlForms.EWKB), bytes) : List.of(bytes);
    }

    private static List<StoredAs> network(ColumnType.Network.Kind kind) {
        StoredAs own = kind == ColumnType.Network.Kind.UUID
                ? new StoredAs("uuid", Forms.UUIDS)
                : cast("inet", "inet", Forms.TEXT);
        return List.of(
                own,
                new StoredAs("text", PostgreSqlForms.TEXT),
                new StoredAs("character varying", PostgreSqlForms.TEXT));
    }

    private static List<StoredAs> integers(String made, List<StoredAs> more) {
        List<StoredAs> ways = new ArrayList<>();
        ways.add(made.startsWith("numeric") ? numeric(made) : new StoredAs(made, Forms.NUMBER));
        for (String alike : List.of("smallint", "integer", "bigint")) {
            ways.add(new StoredAs(alike, Forms.NUMBER));
        }
        ways.add(numeric("numeric"));
        ways.add(new StoredAs("boolean", PostgreSqlForms.BOOLEAN));
        ways.addAll(more);
        return ways;
    }

    private static StoredAs numeric(String sql) {
        return new StoredAs(sql, PostgreSqlForms.NUMERIC);
    }

    private static StoredAs cast(String sql, String type, Form form) {
        return new StoredAs(sql, "?::" + type, form);
    }

    private static String integral(ColumnType.Integral type) {
        return switch (type.bytes() * (type.unsigned() ? -1 : 1)) {
            case 1, -1, 2 -> "smallint";
            case -2, 3, -3, 4 -> "integer";
            case -4, 8 -> "bigint";
            default -> "numeric(20)";
        };
    }
}
