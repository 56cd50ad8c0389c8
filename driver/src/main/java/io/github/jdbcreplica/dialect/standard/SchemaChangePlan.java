package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.ddl.ModelEffect;
import io.github.jdbcreplica.ddl.NotUnderstoodException;
import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.dialect.DdlPlan;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A schema change as statements of the target, each of which shows in its catalogue once it has run. */
public final class SchemaChangePlan {
    private static final String TEMPORARY = "temporary table: not replicated in row format";

    private final ColumnDefinitions columns;
    private final Keys keys;
    private final Function<TableName, Optional<Table>> model;
    private final Function<TableName, Optional<TargetTable>> target;

    SchemaChangePlan(
            ColumnDefinitions columns,
            Keys keys,
            Function<TableName, Optional<Table>> model,
            Function<TableName, Optional<TargetTable>> target) {
        this.columns = columns;
        this.keys = keys;
        this.model = model;
        this.target = target;
    }

    SchemaSyntax syntax() {
        return columns.syntax();
    }

    /** As messages call it. */
    String targetName() {
        return columns.target();
    }

    private DdlPlan view() {
        return notReplicated("view");
    }

    private DdlPlan notReplicated(String what) {
        return new DdlPlan.NoOp(what + ": not replicated to " + targetName());
    }

    DdlPlan of(SchemaChange change) {
        if (change instanceof SchemaChange.CreateDatabase create) {
            return apply(syntax().createSchema(create.database(), create.ifNotExists()));
        }
        if (change instanceof SchemaChange.AlterDatabase) {
            return new DdlPlan.NoOp("options of a database: all text is Unicode here");
        }
        if (change instanceof SchemaChange.DropDatabase drop) {
            return apply(syntax().dropSchema(drop.database(), drop.ifExists()));
        }
        return change instanceof SchemaChange.OtherObject object ? other(object) : tables(change);
    }

    private DdlPlan other(SchemaChange.OtherObject change) {
        return switch (change.kind()) {
            case VIEW -> view();
            case ROUTINE -> notReplicated("routine");
            case TRIGGER -> new DdlPlan.NoOp("trigger: its effects are in the source's row events");
            case EVENT -> new DdlPlan.NoOp("event: it runs on the source, and its effects are in the log");
            case ACCOUNT -> notReplicated("account or privilege");
            case TEMPORARY_TABLE -> new DdlPlan.NoOp(TEMPORARY);
            case MAINTENANCE -> new DdlPlan.NoOp("maintenance: changes no rows");
            case SERVER -> notReplicated("object of the server");
        };
    }

    private DdlPlan tables(SchemaChange change) {
        try {
            return known(change);
        } catch (NotUnderstoodException e) {
            return new DdlPlan.Unsupported("This statement does not fit what is known of the table: " + e.getMessage()
                    + ". Make the change on the target by hand, and pass over the statement");
        }
    }

    private DdlPlan known(SchemaChange change) {
        if (change instanceof SchemaChange.CreateTable create) {
            return create(create);
        }
        if (change instanceof SchemaChange.CreateTableLike create) {
            return createLike(create);
        }
        if (change instanceof SchemaChange.AlterTable alter) {
            Optional<Table> before = model.apply(alter.table());
            return syntax().rebuilds()
                    ? new RebuildingAlterPlan(columns, keys, alter, before, target.apply(alter.table()), this).plan()
                    : new AlterTablePlan(columns, keys, alter, before, this).plan();
        }
        if (change instanceof SchemaChange.RenameTables renames) {
            return rename(renames);
        }
        if (change instanceof SchemaChange.TruncateTable truncate) {
            return apply(List.of(syntax().truncate(truncate.table())));
        }
        if (change instanceof SchemaChange.DropTables drop) {
            return drop(drop);
        }
        if (change instanceof SchemaChange.StatementFormatDml dml) {
            return new DdlPlan.Unsupported(
                    dml.verb()
                            + " was logged in statement format, which only a server of MySQL can replay; set binlog_format=ROW on the source");
        }
        return new DdlPlan.Unsupported("This statement cannot be translated to " + targetName() + ": "
                + ((SchemaChange.Unparsable) change).problem()
                + ". Make the change on the target by hand, and pass over the statement");
    }

    private static DdlPlan apply(List<String> statements) {
        return new DdlPlan.Apply(statements);
    }

    private DdlPlan create(SchemaChange.CreateTable create) {
        Table table = create.table();
        if (create.ifNotExists() && model.apply(table.name()).isPresent()) {
            return new DdlPlan.NoOp("the table was there already");
        }
        List<String> statements = new ArrayList<>();
        if (create.orReplace()) {
            statements.add(syntax().dropTable(table.name(), true));
        }
        statements.add(syntax().createTable(table.name(), create.ifNotExists(), definitions(table)));
        statements.addAll(besideTheTable(table));
        return new DdlPlan.Apply(statements);
    }

    private DdlPlan createLike(SchemaChange.CreateTableLike create) {
        Optional<Table> like = model.apply(create.like());
        if (like.isEmpty()) {
            return new DdlPlan.Unsupported("The definition of " + create.like()
                    + " at this point of the source's log is not known, so no table like it can be made. Make "
                    + create.table() + " on the target by hand, and pass over the statement");
        }
        Table copy = ModelEffect.copied(like.get(), create.table());
        return create(
                new SchemaChange.CreateTable(create.sql(), copy, create.ifNotExists(), create.orReplace(), false));
    }

    private List<String> definitions(Table table) {
        return Stream.of(
                        table.columns().stream().map(column -> definition(table, column)),
                        constraints(table).stream(),
                        checks().constraints(table).stream())
                .flatMap(parts -> parts)
                .toList();
    }

    String definition(Table table, Column column) {
        return numberedKey(table)
                .filter(key -> key.equalsIgnoreCase(column.name()))
                .flatMap(key -> syntax().numberedKey(column.name()))
                .orElseGet(() -> columns.definition(column, Keys.primary(table, column.name())));
    }

    /** Inside the table. */
    List<String> constraints(Table table) {
        boolean inColumn = numberedKey(table).flatMap(syntax()::numberedKey).isPresent();
        return Stream.concat(
                        table.keys().stream()
                                .filter(key -> !inColumn || key.kind() != Key.Kind.PRIMARY)
                                .flatMap(key -> keys.constraint(table.name(), key).stream()),
                        table.foreignKeys().stream().flatMap(key -> keys.constraint(key).stream()))
                .toList();
    }

    /** The column that gives numbers and is the whole primary key. */
    static Optional<String> numberedKey(Table table) {
        return table.primaryKey()
                .filter(key -> key.parts().size() == 1 && Keys.ofWholeColumns(key))
                .flatMap(key -> key.parts().get(0).column())
                .flatMap(table::column)
                .filter(column -> column.autoIncrement() && column.type() instanceof ColumnType.Integral)
                .map(Column::name);
    }

    private List<String> besideTheTable(Table table) {
        Stream<String> indexes = table.keys().stream()
                .filter(key -> keys.beside(table.name(), key))
                .flatMap(key -> keys.create(table.name(), key).stream());
        Stream<String> foreignKeys = table.foreignKeys().stream()
                .filter(key -> keys.constraint(key).isEmpty())
                .flatMap(key -> keys.create(table.name(), key).stream());
        return Stream.of(indexes, foreignKeys, comments().of(table).stream())
                .flatMap(statements -> statements)
                .toList();
    }

    LabelChecks checks() {
        return new LabelChecks(syntax());
    }

    Comments comments() {
        return new Comments(syntax());
    }

    private DdlPlan rename(SchemaChange.RenameTables renames) {
        if (renames.renames().isEmpty()) {
            return view();
        }
        List<String> statements = new ArrayList<>();
        Map<TableName, Optional<Table>> current = new HashMap<>();
        for (Map.Entry<TableName, TableName> pair : renames.renames()) {
            TableName before = pair.getKey();
            Optional<Table> table = current.containsKey(before) ? current.get(before) : model.apply(before);
            if (!before.database().equals(pair.getValue().database()) && table.isEmpty()) {
                return new DdlPlan.Unsupported(
                        "The definition of " + before
                                + " at this point of the source's log is not known, without which it cannot be moved to another schema. Move it on the target by hand, and pass over the statement");
            }
            statements.addAll(rename(before, pair.getValue(), table));
            current.put(before, Optional.empty());
            current.put(pair.getValue(), table.map(t -> ModelEffect.renamed(t, pair.getValue())));
        }
        return new DdlPlan.Apply(statements);
    }

    List<String> rename(TableName before, TableName after, Optional<Table> table) {
        List<String> statements = new ArrayList<>();
        TableName place = new TableName(after.database(), before.table());
        if (!before.equals(place)) {
            Optional<String> move = syntax().moveTable(before, after.database());
            if (move.isEmpty()) {
                return copied(before, ModelEffect.renamed(table.orElseThrow(), after));
            }
            statements.add(move.get());
        }
        if (!place.equals(after)) {
            statements.add(syntax().renameTable(place, after.table()));
            table.ifPresent(t -> {
                statements.addAll(keys.rename(t, after));
                statements.addAll(checks().rename(t, after));
            });
        }
        return statements;
    }

    private List<String> copied(TableName before, Table moved) {
        String list = moved.columns().stream()
                .map(Column::name)
                .map(columns.names()::quoted)
                .collect(Collectors.joining(", "));
        List<String> statements = new ArrayList<>(syntax().createTableFrom(
                        moved.name(),
                        definitions(moved),
                        "SELECT " + list + " FROM " + columns.names().table(before)));
        statements.addAll(besideTheTable(moved));
        statements.add(syntax().dropTable(before, false));
        return statements;
    }

    private DdlPlan drop(SchemaChange.DropTables drop) {
        if (drop.temporary()) {
            return new DdlPlan.NoOp(TEMPORARY);
        }
        return new DdlPlan.Apply(drop.tables().stream()
                .map(table -> syntax().dropTable(table, drop.ifExists()))
                .toList());
    }
}
