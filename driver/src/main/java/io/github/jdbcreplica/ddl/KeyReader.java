package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.schema.ForeignKey;
import io.github.jdbcreplica.schema.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Keys, as CREATE TABLE, ALTER TABLE and CREATE INDEX write them. A key without a name is named after its first column, as MySQL does; {@link ModelEffect} makes names different that collide. */
final class KeyReader {
    private final String database;
    private final BooleanSupplier logsCascades;

    /** @param logsCascades asked only by a key that cascades */
    KeyReader(String database, BooleanSupplier logsCascades) {
        this.database = database;
        this.logsCascades = logsCascades;
    }

    Key key(Node clause, Key.Kind kind) {
        List<Key.Part> parts = clause
                .find("IndexColumnNames")
                .orElseThrow(() -> new NotUnderstoodException(clause.text()))
                .all("IndexColumnName")
                .stream()
                .map(KeyReader::part)
                .toList();
        String name = kind == Key.Kind.PRIMARY
                ? "PRIMARY"
                : name(clause).orElseGet(() -> parts.get(0).column().orElse("functional_index"));
        return new Key(name, kind, parts);
    }

    /** The last identifier before the columns: {@code UNIQUE KEY u (}, {@code CONSTRAINT c UNIQUE (}. */
    private static Optional<String> name(Node clause) {
        Optional<String> name = Optional.empty();
        for (Node child : clause.children()) {
            if (child.is("IndexColumnNames")) {
                break;
            }
            if (child.is("Uid")) {
                name = Optional.of(Names.identifier(child.text()));
            }
        }
        return name;
    }

    private static Key.Part part(Node part) {
        boolean descending = part.has("DESC");
        Node first = part.children().get(0);
        if (!first.is("Uid") && !first.text().startsWith("`") && first.text().startsWith("(")
                || first.text().equals("(")) {
            return new Key.Part(Optional.empty(), Optional.empty(), Optional.of(part.text()), descending);
        }
        if (!first.is("Uid") && !first.rule().isEmpty()) {
            return new Key.Part(Optional.empty(), Optional.empty(), Optional.of(first.text()), descending);
        }
        return new Key.Part(
                Optional.of(Names.identifier(first.text())),
                part.find("DecimalLiteral").map(number -> Integer.valueOf(number.text())),
                Optional.empty(),
                descending);
    }

    ForeignKey foreignKey(Node clause) {
        Node reference =
                clause.child("ReferenceDefinition").orElseThrow(() -> new NotUnderstoodException(clause.text()));
        return new ForeignKey(
                name(clause).orElse(""),
                columns(clause),
                Names.table(reference.child("TableName").orElseThrow(), database),
                reference.child("IndexColumnNames").map(KeyReader::columnsOf).orElse(List.of()),
                action(reference, "DELETE"),
                action(reference, "UPDATE"));
    }

    private static List<String> columns(Node clause) {
        return columnsOf(clause.child("IndexColumnNames").orElseThrow(() -> new NotUnderstoodException(clause.text())));
    }

    private static List<String> columnsOf(Node names) {
        List<String> columns = new ArrayList<>();
        names.all("IndexColumnName")
                .forEach(name ->
                        columns.add(Names.identifier(name.children().get(0).text())));
        return columns;
    }

    private String action(Node reference, String event) {
        String written = written(reference, event);
        return ForeignKey.changesRows(written) && logsCascades.getAsBoolean() ? ForeignKey.NO_ACTION : written;
    }

    private static String written(Node reference, String event) {
        String text = reference.text().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        int at = text.indexOf("ON " + event + " ");
        if (at < 0) {
            return ForeignKey.NO_ACTION;
        }
        String action = text.substring(at + ("ON " + event + " ").length());
        for (String known : List.of("CASCADE", "SET NULL", "SET DEFAULT", "RESTRICT", "NO ACTION")) {
            if (action.startsWith(known)) {
                return known;
            }
        }
        throw new NotUnderstoodException(reference.text());
    }
}
