package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A column definition, and the keys that it brings with it. */
final class ColumnReader {
    /** @param keys those declared inline: PRIMARY KEY, UNIQUE */
    record Definition(Column column, List<Key> keys) {}

    private final TypeReader types;
    private final DefaultReader defaults;

    ColumnReader(TypeReader types, DefaultReader defaults) {
        this.types = types;
        this.defaults = defaults;
    }

    Definition read(String name, Node definition) {
        Node typeNode = definition.children().isEmpty()
                ? definition
                : definition.children().get(0);
        ColumnType type = types.type(typeNode, collation(definition));
        boolean serial = typeNode.text().equalsIgnoreCase("SERIAL");
        boolean nullable = !serial;
        boolean autoIncrement = serial;
        boolean invisible = false;
        boolean stored = false;
        String comment = "";
        Optional<String> defaultSql = Optional.empty();
        Optional<String> generated = Optional.empty();
        List<Key> keys = new ArrayList<>();
        if (serial) {
            keys.add(inline(name, Key.Kind.UNIQUE));
        }
        for (Node constraint : definition
                .children()
                .subList(
                        Math.min(1, definition.children().size()),
                        definition.children().size())) {
            switch (constraint.rule()) {
                case "NullColumnConstraint" ->
                    nullable = !constraint.find("NullNotnull").orElseThrow().has("NOT");
                case "DefaultColumnConstraint" ->
                    defaultSql = Optional.of(
                            defaults.read(constraint.child("DefaultValue").orElse(constraint), Optional.of(type)));
                case "AutoIncrementColumnConstraint" -> autoIncrement |= constraint.has("AUTO_INCREMENT");
                case "PrimaryKeyColumnConstraint" -> {
                    keys.add(inline(name, Key.Kind.PRIMARY));
                    nullable = false;
                }
                case "UniqueKeyColumnConstraint" -> keys.add(inline(name, Key.Kind.UNIQUE));
                case "CommentColumnConstraint" ->
                    comment = Names.string(constraint.children().get(1).text());
                case "GeneratedColumnConstraint" -> {
                    generated = Optional.of(between(constraint.text()));
                    stored = constraint.has("STORED") || constraint.has("PERSISTENT");
                }
                case "InvisibilityColumnConstraint" -> invisible = constraint.has("INVISIBLE");
                case "VisibilityColumnConstraint" ->
                    invisible = constraint.text().equalsIgnoreCase("INVISIBLE");
                case "CollateColumnConstraint",
                        "SridColumnConstraint",
                        "FormatColumnConstraint",
                        "StorageColumnConstraint",
                        "CheckColumnConstraint",
                        "SerialDefaultColumnConstraint",
                        "" -> {
                    // Taken with the type, or without effect on rows.
                }
                case "ReferenceColumnConstraint" -> {
                    // MySQL parses an inline REFERENCES and ignores it; MariaDB and MySQL 9 make a key of it.
                }
                default -> throw new NotUnderstoodException(constraint.text());
            }
        }
        if (type instanceof ColumnType.Geometry) {
            type = new ColumnType.Geometry(
                    ((ColumnType.Geometry) type).kind(),
                    definition
                            .child("SridColumnConstraint")
                            .flatMap(srid -> srid.find("DecimalLiteral"))
                            .map(number -> Integer.valueOf(number.text())));
        }
        Column column = new Column(
                name,
                type,
                nullable && !autoIncrement,
                autoIncrement,
                defaultSql,
                generated,
                stored,
                invisible,
                comment);
        return new Definition(column, keys);
    }

    private static Optional<String> collation(Node definition) {
        return definition
                .child("CollateColumnConstraint")
                .flatMap(c -> c.find("CollationName"))
                .map(n -> Names.identifier(n.text()));
    }

    /** What stands in the outermost parentheses. */
    private static String between(String text) {
        if (text.indexOf('(') < 0) {
            throw new NotUnderstoodException(text);
        }
        return text.substring(text.indexOf('(') + 1, text.lastIndexOf(')'));
    }

    private static Key inline(String column, Key.Kind kind) {
        Key.Part part = new Key.Part(Optional.of(column), Optional.empty(), Optional.empty(), false);
        return new Key(kind == Key.Kind.PRIMARY ? "PRIMARY" : column, kind, List.of(part));
    }
}
