package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.ddl.SchemaChange.Alteration;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a schema change makes of the source's tables. */
public final class ModelEffect {
    private final Map<TableName, Optional<Table>> effect = new LinkedHashMap<>();
    private final Function<TableName, Optional<Table>> model;

    private ModelEffect(Function<TableName, Optional<Table>> model) {
        this.model = model;
    }

    /**
     * The tables that change: what they are afterwards, empty for those that are gone. A table that the model does not know stays unknown.
     *
     * @param tables the model's tables of a database
     */
    public static Map<TableName, Optional<Table>> of(
            SchemaChange change, Function<TableName, Optional<Table>> model, Function<String, List<TableName>> tables) {
        ModelEffect effect = new ModelEffect(model);
        effect.take(change, tables);
        return effect.effect;
    }

    private void take(SchemaChange change, Function<String, List<TableName>> tables) {
        if (change instanceof SchemaChange.CreateTable) {
            create((SchemaChange.CreateTable) change);
        } else if (change instanceof SchemaChange.CreateTableLike) {
            SchemaChange.CreateTableLike copy = (SchemaChange.CreateTableLike) change;
            table(copy.like())
                    .ifPresent(like -> putNew(copied(PrintedDefaults.of(like), copy.table()), copy.ifNotExists()));
        } else if (change instanceof SchemaChange.AlterTable) {
            SchemaChange.AlterTable alter = (SchemaChange.AlterTable) change;
            table(alter.table())
                    .ifPresent(table -> replace(
                            table,
                            altered(keepsDefinition(alter) ? table : PrintedDefaults.of(table), alter.alterations())));
        } else if (change instanceof SchemaChange.RenameTables) {
            ((SchemaChange.RenameTables) change).renames().forEach(this::rename);
        } else if (change instanceof SchemaChange.DropTables && !((SchemaChange.DropTables) change).temporary()) {
            ((SchemaChange.DropTables) change).tables().forEach(name -> effect.put(name, Optional.empty()));
        } else if (change instanceof SchemaChange.DropDatabase) {
            tables.apply(((SchemaChange.DropDatabase) change).database())
                    .forEach(name -> effect.put(name, Optional.empty()));
        }
    }

    /** The server makes none anew for {@code RENAME} and {@code ENABLE KEYS} alone. */
    private static boolean keepsDefinition(SchemaChange.AlterTable alter) {
        return !alter.alterations().isEmpty()
                && alter.alterations().stream()
                        .allMatch(clause -> clause instanceof Alteration.RenameTable
                                || clause instanceof Alteration.NoRowEffect none
                                        && none.clause()
                                                .toUpperCase(Locale.ROOT)
                                                .endsWith("KEYS"));
    }

    /** One clause after the other, each seeing what those before it have made. */
    public static Table altered(Table table, List<Alteration> alterations) {
        TableEdit edit = new TableEdit(table);
        alterations.forEach(edit::apply);
        return edit.table();
    }

    /** CREATE TABLE ... LIKE: everything but the foreign keys. */
    public static Table copied(Table like, TableName name) {
        return new Table(
                name, like.columns(), like.keys(), List.of(), like.charset(), like.collation(), like.comment());
    }

    public static Table renamed(Table table, TableName name) {
        return TableEdit.renamed(table, name);
    }

    private Optional<Table> table(TableName name) {
        return effect.containsKey(name) ? effect.get(name) : model.apply(name);
    }

    private void create(SchemaChange.CreateTable create) {
        putNew(create.table(), create.ifNotExists());
    }

    private void putNew(Table table, boolean ifNotExists) {
        if (!ifNotExists || table(table.name()).isEmpty()) {
            effect.put(table.name(), Optional.of(table));
        }
    }

    private void replace(Table before, Table after) {
        if (!before.name().equals(after.name())) {
            effect.put(before.name(), Optional.empty());
        }
        effect.put(after.name(), Optional.of(after));
    }

    private void rename(Map.Entry<TableName, TableName> pair) {
        Optional<Table> table = table(pair.getKey());
        effect.put(pair.getKey(), Optional.empty());
        effect.put(pair.getValue(), table.map(t -> TableEdit.renamed(t, pair.getValue())));
    }
}
