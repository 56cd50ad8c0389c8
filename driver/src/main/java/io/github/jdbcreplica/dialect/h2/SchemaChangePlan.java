package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.ddl.ModelEffect;
import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.dialect.DdlPlan;
import io.github.jdbcreplica.schema.Column;
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

/** A schema change as statements of H2, each of which shows in the catalogue once it has run. */
final class SchemaChangePlan {
    private static final String VIEW = "view: not replicated to H2";

    private final ColumnDefinitions columns;
    private final Function<TableName, Optional<Table>> model;

    SchemaChangePlan(ColumnDefinitions columns, Function<TableName, Optional<Table>> model) {
        this.columns = columns;
        this.model = model;
    }

    DdlPlan of(SchemaChange change) {
        if (change instanceof SchemaChange.CreateDatabase) {
            SchemaChange.CreateDatabase create = (SchemaChange.CreateDatabase) change;
            return apply(
                    "CREATE SCHEMA " + (create.ifNotExists() ? "IF NOT EXISTS " : "") + Sql.quoted(create.database()));
        }
        if (change instanceof SchemaChange.AlterDatabase) {
            return new DdlPlan.NoOp("options of a database: all text is Unicode here");
        }
        if (change instanceof SchemaChange.DropDatabase) {
            SchemaChange.DropDatabase drop = (SchemaChange.DropDatabase) change;
            return apply(
                    "DROP SCHEMA " + (drop.ifExists() ? "IF EXISTS " : "") + Sql.quoted(drop.database()) + " CASCADE");
        }
        return change instanceof SchemaChange.OtherObject ? other((SchemaChange.OtherObject) change) : tables(change);
    }

    private static DdlPlan other(SchemaChange.OtherObject change) {
        return new DdlPlan.NoOp(
                switch (change.kind()) {
                    case VIEW -> VIEW;
                    case ROUTINE -> "routine: not replicated to H2";
                    case TRIGGER -> "trigger: its effects are in the source's row events";
                    case EVENT -> "event: it runs on the source, and its effects are in the log";
                    case ACCOUNT -> "account or privilege: not replicated to H2";
                    case TEMPORARY_TABLE -> "temporary table: not replicated in row format";
                    case MAINTENANCE -> "maintenance: changes no rows";
                    case SERVER -> "object of the server: not replicated to H2";
                });
    }

    private DdlPlan tables(SchemaChange change) {
        if (change instanceof SchemaChange.CreateTable) {
            return create((SchemaChange.CreateTable) change);
        }
        if (change instanceof SchemaChange.CreateTableLike) {
            return createLike((SchemaChange.CreateTableLike) change);
        }
        if (change instanceof SchemaChange.AlterTable) {
            return new AlterTablePlan(columns, (SchemaChange.AlterTable) change, model).plan();
        }
        if (change instanceof SchemaChange.RenameTables) {
            return rename((SchemaChange.RenameTables) change);
        }
        if (change instanceof SchemaChange.TruncateTable) {
            return apply(
                    "TRUNCATE TABLE " + Sql.table(((SchemaChange.TruncateTable) change).table()) + " RESTART IDENTITY");
        }
        if (change instanceof SchemaChange.DropTables) {
            return drop((SchemaChange.DropTables) change);
        }
        if (change instanceof SchemaChange.StatementFormatDml) {
            return new DdlPlan.Unsupported(
                    ((SchemaChange.StatementFormatDml) change).verb()
                            + " was logged in statement format, which only a server of MySQL can replay; set binlog_format=ROW on the source");
        }
        SchemaChange.Unparsable unknown = (SchemaChange.Unparsable) change;
        return new DdlPlan.Unsupported("This statement cannot be translated to H2: " + unknown.problem()
                + ". Make the change on the target by hand, and pass over the statement");
    }

    private static DdlPlan apply(String... statements) {
        return new DdlPlan.Apply(List.of(statements));
    }

    private DdlPlan create(SchemaChange.CreateTable create) {
        Table table = create.table();
        if (create.ifNotExists() && model.apply(table.name()).isPresent()) {
            return new DdlPlan.NoOp("the table was there already");
        }
        List<String> statements = new ArrayList<>();
        if (create.orReplace()) {
            statements.add("DROP TABLE IF EXISTS " + Sql.table(table.name()));
        }
        statements.add(text(table, create.ifNotExists()));
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

    private String text(Table table, boolean ifNotExists) {
        Stream<String> definitions =
                table.columns().stream().map(column -> columns.definition(column, Keys.primary(table, column.name())));
        Stream<String> keys = table.keys().stream().flatMap(key -> Keys.constraint(table.name(), key).stream());
        return "CREATE TABLE " + (ifNotExists ? "IF NOT EXISTS " : "") + Sql.table(table.name())
                + Stream.concat(definitions, keys).collect(Collectors.joining(", ", " (", ")"));
    }

    private static List<String> besideTheTable(Table table) {
        Stream<String> indexes = table.keys().stream()
                .filter(key -> Keys.constraint(table.name(), key).isEmpty())
                .flatMap(key -> Keys.create(table.name(), key).stream());
        Stream<String> foreignKeys =
                table.foreignKeys().stream().flatMap(key -> Keys.create(table.name(), key).stream());
        return Stream.concat(indexes, foreignKeys).toList();
    }

    private DdlPlan rename(SchemaChange.RenameTables renames) {
        if (renames.renames().isEmpty()) {
            return new DdlPlan.NoOp(VIEW);
        }
        List<String> statements = new ArrayList<>();
        Map<TableName, Optional<Table>> current = new HashMap<>();
        for (Map.Entry<TableName, TableName> pair : renames.renames()) {
            TableName before = pair.getKey();
            Optional<Table> table = current.containsKey(before) ? current.get(before) : model.apply(before);
            if (!before.database().equals(pair.getValue().database()) && table.isEmpty()) {
                return new DdlPlan.Unsupported(
                        "The definition of " + before
                                + " at this point of the source's log is not known, and H2 cannot move a table to another schema. Move it on the target by hand, and pass over the statement");
            }
            statements.addAll(rename(before, pair.getValue(), table));
            current.put(before, Optional.empty());
            current.put(pair.getValue(), table.map(t -> ModelEffect.renamed(t, pair.getValue())));
        }
        return new DdlPlan.Apply(statements);
    }

    List<String> rename(TableName before, TableName after, Optional<Table> table) {
        List<String> statements = new ArrayList<>();
        if (before.database().equals(after.database())) {
            statements.add("ALTER TABLE " + Sql.table(before) + " RENAME TO " + Sql.quoted(after.table()));
            table.ifPresent(t -> statements.addAll(Keys.rename(t, after)));
            return statements;
        }
        Table moved = ModelEffect.renamed(table.orElseThrow(), after);
        String names =
                moved.columns().stream().map(Column::name).map(Sql::quoted).collect(Collectors.joining(", "));
        statements.add(text(moved, false) + " AS SELECT " + names + " FROM " + Sql.table(before));
        statements.addAll(besideTheTable(moved));
        statements.add("DROP TABLE " + Sql.table(before));
        return statements;
    }

    private static DdlPlan drop(SchemaChange.DropTables drop) {
        if (drop.temporary()) {
            return new DdlPlan.NoOp("temporary table: not replicated in row format");
        }
        return new DdlPlan.Apply(drop.tables().stream()
                .map(table -> "DROP TABLE " + (drop.ifExists() ? "IF EXISTS " : "") + Sql.table(table))
                .toList());
    }
}
