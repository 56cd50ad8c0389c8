package io.github.jdbcreplica.dialect.duckdb;

import io.github.jdbcreplica.ddl.ModelEffect;
import io.github.jdbcreplica.ddl.SchemaChange.AlterTable;
import io.github.jdbcreplica.ddl.SchemaChange.Alteration;
import io.github.jdbcreplica.dialect.DdlPlan;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ForeignKey;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * ALTER TABLE of a table that has keys, or gets them. DuckDB drops no constraint, and neither drops nor converts a column of one: where that is asked, the table is first replaced by a copy without keys, and gets those that it is to
 * have in the end. All of it is in the transaction of the change.
 */
final class AlterKeyedTable {
    private static final List<Class<? extends Alteration>> OF_KEYS = List.of(
            Alteration.AddKey.class,
            Alteration.DropKey.class,
            Alteration.RenameKey.class,
            Alteration.AddForeignKey.class,
            Alteration.DropForeignKey.class,
            Alteration.DropConstraint.class);

    private final Names names;
    private final DuckDbSyntax syntax;
    private final DuckDbTypes types;
    private final Function<Column, Optional<String>> defaults;
    private final AlterTable alter;
    private final Table before;
    private final Table after;
    private final EnforcedKeys old;
    private final EnforcedKeys wanted;

    AlterKeyedTable(
            Names names,
            DuckDbSyntax syntax,
            DuckDbTypes types,
            Function<Column, Optional<String>> defaults,
            AlterTable alter,
            Table before) {
        this.names = names;
        this.syntax = syntax;
        this.types = types;
        this.defaults = defaults;
        this.alter = alter;
        this.before = before;
        this.after = ModelEffect.altered(before, alter.alterations());
        this.old = EnforcedKeys.of(before);
        this.wanted = EnforcedKeys.of(after);
    }

    /** Those that the change adds. */
    List<ForeignKey> newForeignKeys() {
        return after.foreignKeys().stream()
                .filter(key -> !before.foreignKeys().contains(key))
                .toList();
    }

    /** The change of columns and name only. */
    AlterTable withoutKeys() {
        return new AlterTable(
                alter.sql(),
                alter.table(),
                alter.at(),
                alter.strict(),
                alter.alterations().stream()
                        .filter(alteration -> !OF_KEYS.contains(alteration.getClass()))
                        .map(this::mandatoryInKey)
                        .toList());
    }

    /** A column of a primary key is NOT NULL whether its definition says so or not, and DuckDB refuses to be told otherwise. */
    private Alteration mandatoryInKey(Alteration alteration) {
        return alteration instanceof Alteration.ChangeColumn change
                ? new Alteration.ChangeColumn(
                        change.oldName(), mandatory(change.column(), wanted), change.position(), change.ifExists())
                : alteration;
    }

    private static Column mandatory(Column column, EnforcedKeys keys) {
        return new Column(
                column.name(),
                column.type(),
                column.nullable() && !keys.primary(column.name()),
                column.autoIncrement(),
                column.defaultSql(),
                column.generatedSql(),
                column.stored(),
                column.invisible(),
                column.comment());
    }

    Table beforeWithoutKeys() {
        return new Table(
                before.name(),
                before.columns().stream().map(column -> mandatory(column, old)).toList(),
                List.of(),
                List.of(),
                before.charset(),
                before.collation(),
                before.comment());
    }

    /** @param columns the plan of {@link #withoutKeys} */
    DdlPlan around(DdlPlan columns, Optional<TargetTable> target) {
        if (columns instanceof DdlPlan.IfEmpty conditional) {
            DdlPlan whole = around(conditional.apply(), target);
            return whole instanceof DdlPlan.Apply apply
                    ? new DdlPlan.IfEmpty(conditional.table(), apply, conditional.problem())
                    : whole;
        }
        if (columns instanceof DdlPlan.Unsupported) {
            return columns;
        }
        boolean freed = !wanted.containsAll(old) || alter.alterations().stream().anyMatch(a -> touchesKey(a, target));
        List<String> statements = new ArrayList<>();
        if (freed) {
            Optional<TargetColumn> lost = losesDefault(target);
            if (lost.isPresent()) {
                return new DdlPlan.Unsupported(
                        "This change of table " + alter.table()
                                + " makes a copy of it in DuckDB, in which column "
                                + lost.get().name()
                                + ", which is the target's own, would lose its default. Drop NOT NULL of that column on the target, and START REPLICA");
            }
            free(target, statements);
        }
        if (columns instanceof DdlPlan.Apply apply) {
            statements.addAll(apply.statements());
        }
        wanted.keys().stream()
                .filter(key -> freed || !old.contains(key))
                .forEach(key -> syntax.createKey(after.name(), key, EnforcedKeys.columns(key))
                        .ifPresent(statements::add));
        return statements.isEmpty() ? columns : new DdlPlan.Apply(statements);
    }

    private boolean touchesKey(Alteration alteration, Optional<TargetTable> target) {
        if (alteration instanceof Alteration.DropColumn drop) {
            return old.use(drop.name()) || standsBeforeKey(drop.name(), target);
        }
        return alteration instanceof Alteration.ChangeColumn change
                && old.use(change.oldName())
                && before.column(change.oldName())
                        .filter(column -> types.made(column.type())
                                .sql()
                                .equals(types.made(change.column().type()).sql()))
                        .isEmpty();
    }

    /** DuckDB's indexes know columns by their numbers, which a dropped one would change. */
    private boolean standsBeforeKey(String dropped, Optional<TargetTable> target) {
        return columns(target)
                .dropWhile(column -> !column.name().equalsIgnoreCase(dropped))
                .anyMatch(column -> old.use(column.name()));
    }

    private Optional<TargetColumn> losesDefault(Optional<TargetTable> target) {
        return columns(target)
                .filter(column -> !column.nullable() && !column.mandatory())
                .filter(column -> before.column(column.name()).isEmpty())
                .findFirst();
    }

    private static Stream<TargetColumn> columns(Optional<TargetTable> target) {
        return target.stream().flatMap(table -> table.columns().stream());
    }

    /** A copy has the types of the table, and nothing else. */
    private void free(Optional<TargetTable> target, List<String> statements) {
        TableName name = alter.table();
        TableName copy = new TableName(name.database(), name.table() + "~copy");
        statements.add("CREATE TABLE " + names.table(copy) + " AS SELECT * FROM " + names.table(name));
        statements.add(syntax.dropTable(name, false));
        statements.add(syntax.renameTable(copy, name.table()));
        columns(target)
                .filter(column -> !column.nullable())
                .forEach(column -> statements.add(syntax.setNotNull(name, column.name())));
        for (Column column : before.columns()) {
            defaults.apply(column)
                    .filter(value -> !column.autoIncrement())
                    .ifPresent(value -> statements.add(syntax.setDefault(name, column.name(), value)));
        }
    }
}
