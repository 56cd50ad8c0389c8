package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.Definition;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ForeignKey;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of the target made anew in another shape: a new table beside it, the rows into that, and the one in the other's place. What the source's change does not touch stays as the target has it, word for word: definitions of columns,
 * and the columns, constraints, indexes and triggers that somebody has added there.
 */
final class TableRebuild {
    private final ColumnDefinitions columns;
    private final Keys keys;
    private final SchemaChangePlan plans;
    private final Table before;
    private final Table after;
    private final Map<String, Origin> origins;
    private final Set<String> dropped;
    private final TargetTable target;
    private final Definition old;
    private final boolean keyStays;
    private final CheckChanges checks;

    /**
     * Where the values of a column come from.
     *
     * @param column its name in the table as it is; empty for a new one
     * @param value what is selected
     * @param redefined its definition is another in more than the name
     */
    record Origin(Optional<String> column, String value, boolean redefined) {}

    /**
     * @param origins by the column's name afterwards
     * @param dropped names of columns, without regard to case; the model need not know them
     */
    TableRebuild(
            ColumnDefinitions columns,
            Keys keys,
            SchemaChangePlan plans,
            Table before,
            Table after,
            Map<String, Origin> origins,
            Set<String> dropped,
            TargetTable target) {
        this.columns = columns;
        this.keys = keys;
        this.plans = plans;
        this.before = before;
        this.after = after;
        this.origins = origins;
        this.dropped = dropped;
        this.target = target;
        this.old = target.definition().orElseThrow();
        DefinitionText text = DefinitionText.of(old.sql());
        this.keyStays = keyStays() || before.primaryKey().isPresent() && !hasKey(text);
        this.checks = CheckChanges.of(plans.checks(), before, after, origins, text::hasCheck);
    }

    /** Somebody may have dropped it. */
    private static boolean hasKey(DefinitionText text) {
        return text.parts().stream()
                .anyMatch(part -> part.isPrimaryKey()
                        || part.column().isPresent()
                                && part.behindName().toUpperCase(Locale.ROOT).contains("PRIMARY KEY"));
    }

    List<String> statements() {
        TableName name = before.name();
        TableName rebuilt = new TableName(name.database(), name.table() + "~rebuild");
        SchemaSyntax syntax = columns.syntax();
        DefinitionText text = DefinitionText.of(old.sql());
        String create = syntax.createTable(rebuilt, false, parts(text)) + text.tail();
        List<String> statements = new ArrayList<>();
        statements.add(create);
        statements.add(copy(rebuilt, text));
        statements.addAll(syntax.replaceTable(rebuilt, create, name, old.sql()));
        statements.addAll(besides());
        return statements;
    }

    /** Where the key or one of its columns is defined otherwise, key and columns are ours. */
    private boolean keyStays() {
        List<String> afterwards = keyColumns(after);
        return keyColumns(before).equals(afterwards)
                && SchemaChangePlan.numberedKey(before).equals(SchemaChangePlan.numberedKey(after))
                && afterwards.stream().map(origins::get).noneMatch(origin -> origin != null && origin.redefined());
    }

    private static List<String> keyColumns(Table table) {
        return table.primaryKey().filter(Keys::ofWholeColumns).stream()
                .flatMap(key -> key.parts().stream())
                .map(part -> part.column().orElseThrow())
                .map(name -> table.column(name).map(Column::name).orElse(name))
                .toList();
    }

    private List<String> parts(DefinitionText text) {
        List<String> definitions = new ArrayList<>();
        List<String> constraints = new ArrayList<>();
        for (DefinitionText.Part part : text.parts()) {
            if (part.column().isPresent()) {
                column(part, part.column().get()).ifPresent(definitions::add);
            } else if (staysConstraint(part)) {
                constraints.add(part.text());
            }
        }
        for (Column column : after.columns()) {
            if (origins.get(column.name()).column().isEmpty()) {
                definitions.add(plans.definition(after, column));
            }
        }
        constraints.addAll(ownConstraints());
        checks.come()
                .forEach(
                        (check, condition) -> constraints.add(columns.syntax().check(before.name(), check, condition)));
        definitions.addAll(constraints);
        return definitions;
    }

    /** Empty for a column that is dropped. */
    private Optional<String> column(DefinitionText.Part part, String name) {
        Optional<Column> column = afterwards(name);
        if (column.isEmpty()) {
            return isOurs(name) ? Optional.empty() : Optional.of(part.text());
        }
        boolean ofKey = !keyStays
                && Stream.of(before, after)
                        .anyMatch(table -> keyColumns(table).stream()
                                .anyMatch(key -> key.equalsIgnoreCase(name)
                                        || key.equals(column.get().name())));
        return Optional.of(
                origins.get(column.get().name()).redefined() || ofKey
                        ? plans.definition(after, column.get())
                        : columns.names().quoted(column.get().name()) + part.behindName());
    }

    private Optional<Column> afterwards(String name) {
        return after.columns().stream()
                .filter(column -> origins.get(column.name())
                        .column()
                        .filter(name::equalsIgnoreCase)
                        .isPresent())
                .findFirst();
    }

    private boolean isOurs(String name) {
        return dropped.contains(name)
                || before.columns().stream()
                        .anyMatch(column ->
                                columns.names().identifier(column.name()).equalsIgnoreCase(name));
    }

    private boolean staysConstraint(DefinitionText.Part part) {
        if (part.isPrimaryKey()) {
            return keyStays && target.key().stream().noneMatch(dropped::contains);
        }
        if (checks.gone().stream().anyMatch(part::isCheck)) {
            return false;
        }
        return before.foreignKeys().stream()
                .filter(key -> !after.foreignKeys().contains(key))
                .map(ForeignKey::name)
                .noneMatch(part::isForeignKey);
    }

    private List<String> ownConstraints() {
        List<String> there = Stream.concat(
                        after
                                .primaryKey()
                                .filter(key -> keyStays)
                                .flatMap(key -> keys.constraint(after.name(), key))
                                .stream(),
                        after.foreignKeys().stream()
                                .filter(before.foreignKeys()::contains)
                                .flatMap(key -> keys.constraint(key).stream()))
                .toList();
        return plans.constraints(after).stream()
                .filter(text -> !there.contains(text))
                .toList();
    }

    /** Columns that the target computes are computed again. */
    private String copy(TableName rebuilt, DefinitionText text) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Column column : after.columns()) {
            names.add(columns.names().quoted(column.name()));
            values.add(origins.get(column.name()).value());
        }
        for (DefinitionText.Part part : text.parts()) {
            part.column()
                    .filter(name -> !isOurs(name))
                    .flatMap(target::column)
                    .filter(TargetTable.TargetColumn::writable)
                    .map(column -> columns.names().quoted(column.name()))
                    .ifPresent(name -> {
                        names.add(name);
                        values.add(name);
                    });
        }
        return "INSERT INTO " + columns.names().table(rebuilt) + " (" + String.join(", ", names) + ") SELECT "
                + values.stream().collect(Collectors.joining(", ")) + " FROM "
                + columns.names().table(before.name());
    }

    /** A key that the target has under another name is one that somebody has added. */
    private List<String> besides() {
        List<String> statements = new ArrayList<>();
        old.besides().forEach((name, sql) -> {
            if (before.keys().stream().noneMatch(key -> index(key).equalsIgnoreCase(name))) {
                statements.add(sql);
            }
        });
        for (Key key : after.keys()) {
            boolean wasThere = old.besides().keySet().stream().anyMatch(index(key)::equalsIgnoreCase);
            if (wasThere || !before.keys().contains(key)) {
                keys.create(after.name(), key).ifPresent(statements::add);
            }
        }
        return statements;
    }

    private String index(Key key) {
        return columns.names().identifier(before.name().table() + "." + key.name());
    }
}
