package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.ddl.ModelEffect;
import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.ddl.SchemaChange.Alteration;
import io.github.jdbcreplica.schema.ForeignKey;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The names that a statement qualifies, rewritten, and what they were: for a target with one database ({@link io.github.jdbcreplica.dialect.Dialect#onlyDatabase}). Of one statement. */
final class RewrittenNames {
    static final RewrittenNames NONE = new RewrittenNames(name -> name);

    private final UnaryOperator<String> rewriting;
    private final Map<TableName, TableName> originals = new HashMap<>();

    /** @param rewriting of a database's name */
    RewrittenNames(UnaryOperator<String> rewriting) {
        this.rewriting = rewriting;
    }

    boolean rewrites(String database) {
        return !rewriting.apply(database).equals(database);
    }

    /** Whether the statement has qualified no name that is another now. */
    boolean none() {
        return originals.isEmpty();
    }

    Optional<TableName> original(TableName name) {
        return Optional.ofNullable(originals.get(name));
    }

    TableName of(TableName name) {
        if (!rewrites(name.database())) {
            return name;
        }
        TableName rewritten = new TableName(rewriting.apply(name.database()), name.table());
        originals.put(rewritten, name);
        return rewritten;
    }

    private List<TableName> of(List<TableName> tables) {
        return tables.stream().map(this::of).toList();
    }

    SchemaChange of(SchemaChange change) {
        if (change instanceof SchemaChange.CreateTable create) {
            return new SchemaChange.CreateTable(
                    create.sql(), of(create.table()), create.ifNotExists(), create.orReplace(), create.rowsFollow());
        }
        if (change instanceof SchemaChange.CreateTableLike create) {
            return new SchemaChange.CreateTableLike(
                    create.sql(), of(create.table()), of(create.like()), create.ifNotExists(), create.orReplace());
        }
        if (change instanceof SchemaChange.AlterTable alter) {
            return new SchemaChange.AlterTable(
                    alter.sql(),
                    of(alter.table()),
                    alter.at(),
                    alter.strict(),
                    alter.alterations().stream().map(this::of).toList());
        }
        if (change instanceof SchemaChange.RenameTables renames) {
            return new SchemaChange.RenameTables(
                    renames.sql(),
                    renames.renames().stream()
                            .map(pair -> Map.entry(of(pair.getKey()), of(pair.getValue())))
                            .toList());
        }
        if (change instanceof SchemaChange.TruncateTable truncate) {
            return new SchemaChange.TruncateTable(truncate.sql(), of(truncate.table()));
        }
        if (change instanceof SchemaChange.DropTables drop) {
            return new SchemaChange.DropTables(drop.sql(), of(drop.tables()), drop.ifExists(), drop.temporary());
        }
        return change instanceof SchemaChange.Unparsable unparsable
                ? new SchemaChange.Unparsable(unparsable.sql(), unparsable.problem(), of(unparsable.tables()))
                : change;
    }

    private Table of(Table table) {
        Table renamed = ModelEffect.renamed(table, of(table.name()));
        return new Table(
                renamed.name(),
                renamed.columns(),
                renamed.keys(),
                renamed.foreignKeys().stream().map(this::of).toList(),
                renamed.charset(),
                renamed.collation(),
                renamed.comment());
    }

    private ForeignKey of(ForeignKey key) {
        return new ForeignKey(
                key.name(),
                key.columns(),
                of(key.references()),
                key.referencedColumns(),
                key.onDelete(),
                key.onUpdate());
    }

    private Alteration of(Alteration alteration) {
        if (alteration instanceof Alteration.RenameTable rename) {
            return new Alteration.RenameTable(of(rename.newName()));
        }
        return alteration instanceof Alteration.AddForeignKey add
                ? new Alteration.AddForeignKey(of(add.foreignKey()))
                : alteration;
    }
}
