package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.ForeignKey;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table as MySQL's CREATE TABLE. */
final class TableText {
    private TableText() {}

    static String of(Table table) {
        List<String> definitions = new ArrayList<>();
        table.columns().forEach(column -> definitions.add(column(column)));
        table.keys().forEach(key -> definitions.add(key(key)));
        table.foreignKeys().forEach(key -> definitions.add(foreignKey(key)));
        return "CREATE TABLE " + Names.quoted(table.name().database()) + "."
                + Names.quoted(table.name().table()) + " (\n  "
                + String.join(",\n  ", definitions) + "\n) DEFAULT CHARSET=" + table.charset() + " COLLATE="
                + table.collation() + " COMMENT=" + Names.literal(table.comment());
    }

    private static String column(Column column) {
        StringBuilder text = new StringBuilder(Names.quoted(column.name()) + " " + type(column.type()));
        column.generatedSql()
                .ifPresent(sql -> text.append(" GENERATED ALWAYS AS (")
                        .append(sql)
                        .append(column.stored() ? ") STORED" : ") VIRTUAL"));
        if (column.type() instanceof ColumnType.Geometry) {
            ((ColumnType.Geometry) column.type())
                    .srid()
                    .ifPresent(srid -> text.append(" SRID ").append(srid));
        }
        if (!column.nullable()) {
            text.append(" NOT NULL");
        } else if (!column.generated()) {
            text.append(" NULL");
        }
        column.defaultSql().ifPresent(sql -> text.append(" DEFAULT ").append(sql));
        if (column.autoIncrement()) {
            text.append(" AUTO_INCREMENT");
        }
        if (column.invisible()) {
            text.append(" INVISIBLE");
        }
        if (!column.comment().isEmpty()) {
            text.append(" COMMENT ").append(Names.literal(column.comment()));
        }
        return text.toString();
    }

    private static String type(ColumnType type) {
        if (type instanceof ColumnType.Integral) {
            ColumnType.Integral integral = (ColumnType.Integral) type;
            String name = switch (integral.bytes()) {
                case 1 -> "TINYINT";
                case 2 -> "SMALLINT";
                case 3 -> "MEDIUMINT";
                case 4 -> "INT";
                default -> "BIGINT";
            };
            return name + unsigned(integral.unsigned()) + (integral.zerofill() ? " ZEROFILL" : "");
        }
        if (type instanceof ColumnType.Decimal) {
            ColumnType.Decimal decimal = (ColumnType.Decimal) type;
            return "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")" + unsigned(decimal.unsigned());
        }
        if (type instanceof ColumnType.Floating) {
            ColumnType.Floating floating = (ColumnType.Floating) type;
            String digits = floating.rounded()
                    .map(d -> "(" + d.precision() + "," + d.scale() + ")")
                    .orElse("");
            return (floating.bytes() == 4 ? "FLOAT" : "DOUBLE") + digits + unsigned(floating.unsigned());
        }
        if (type instanceof ColumnType.Char) {
            ColumnType.Char text = (ColumnType.Char) type;
            return (text.fixed() ? "CHAR(" : "VARCHAR(") + text.length() + ")"
                    + charset(text.charset(), text.collation());
        }
        if (type instanceof ColumnType.Text) {
            ColumnType.Text text = (ColumnType.Text) type;
            return size(text.maxBytes()) + "TEXT" + charset(text.charset(), text.collation());
        }
        if (type instanceof ColumnType.Enumeration) {
            ColumnType.Enumeration labels = (ColumnType.Enumeration) type;
            return "ENUM" + labels(labels.labels()) + charset(labels.charset(), labels.collation());
        }
        if (type instanceof ColumnType.LabelSet) {
            ColumnType.LabelSet labels = (ColumnType.LabelSet) type;
            return "SET" + labels(labels.labels()) + charset(labels.charset(), labels.collation());
        }
        return plain(type);
    }

    private static String plain(ColumnType type) {
        if (type instanceof ColumnType.Bit) {
            return "BIT(" + ((ColumnType.Bit) type).length() + ")";
        }
        if (type instanceof ColumnType.Time) {
            return "TIME(" + ((ColumnType.Time) type).fsp() + ")";
        }
        if (type instanceof ColumnType.DateTime) {
            return "DATETIME(" + ((ColumnType.DateTime) type).fsp() + ")";
        }
        if (type instanceof ColumnType.Timestamp) {
            return "TIMESTAMP(" + ((ColumnType.Timestamp) type).fsp() + ")";
        }
        if (type instanceof ColumnType.Binary) {
            ColumnType.Binary binary = (ColumnType.Binary) type;
            return (binary.fixed() ? "BINARY(" : "VARBINARY(") + binary.length() + ")";
        }
        if (type instanceof ColumnType.Blob) {
            return size(((ColumnType.Blob) type).maxBytes()) + "BLOB";
        }
        if (type instanceof ColumnType.Geometry) {
            return ((ColumnType.Geometry) type).kind();
        }
        if (type instanceof ColumnType.Vector) {
            return "VECTOR(" + ((ColumnType.Vector) type).dimensions() + ")";
        }
        if (type instanceof ColumnType.Network) {
            return ((ColumnType.Network) type).kind().name();
        }
        return type instanceof ColumnType.Year ? "YEAR" : type instanceof ColumnType.Date ? "DATE" : "JSON";
    }

    private static String unsigned(boolean unsigned) {
        return unsigned ? " UNSIGNED" : "";
    }

    private static String charset(String charset, String collation) {
        return " CHARACTER SET " + charset + " COLLATE " + collation;
    }

    private static String labels(List<String> labels) {
        return labels.stream().map(Names::literal).collect(Collectors.joining(",", "(", ")"));
    }

    private static String size(long bytes) {
        return bytes <= 255 ? "TINY" : bytes <= 65535 ? "" : bytes <= 16777215 ? "MEDIUM" : "LONG";
    }

    private static String key(Key key) {
        String parts = key.parts().stream().map(TableText::part).collect(Collectors.joining(", ", "(", ")"));
        return switch (key.kind()) {
            case PRIMARY -> "PRIMARY KEY " + parts;
            case UNIQUE -> "UNIQUE KEY " + Names.quoted(key.name()) + " " + parts;
            case INDEX -> "KEY " + Names.quoted(key.name()) + " " + parts;
            case FULLTEXT -> "FULLTEXT KEY " + Names.quoted(key.name()) + " " + parts;
            case SPATIAL -> "SPATIAL KEY " + Names.quoted(key.name()) + " " + parts;
        };
    }

    private static String part(Key.Part part) {
        String text = part.column().map(Names::quoted).or(part::expressionSql).orElseThrow()
                + part.prefix().map(n -> "(" + n + ")").orElse("");
        return part.descending() ? text + " DESC" : text;
    }

    private static String foreignKey(ForeignKey key) {
        String name = key.name().isEmpty() ? "" : "CONSTRAINT " + Names.quoted(key.name()) + " ";
        return name + "FOREIGN KEY " + columns(key.columns()) + " REFERENCES "
                + Names.quoted(key.references().database()) + "."
                + Names.quoted(key.references().table()) + " " + columns(key.referencedColumns()) + " ON DELETE "
                + key.onDelete() + " ON UPDATE " + key.onUpdate();
    }

    private static String columns(List<String> names) {
        return names.stream().map(Names::quoted).collect(Collectors.joining(", ", "(", ")"));
    }
}
