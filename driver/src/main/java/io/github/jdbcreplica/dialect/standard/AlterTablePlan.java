package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.ddl.ModelEffect;
import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.ddl.SchemaChange.Alteration;
import io.github.jdbcreplica.dialect.DdlPlan;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ForeignKey;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * ALTER TABLE as statements of the target. Columns follow the clauses in order; keys follow the difference between the table before and after, since MySQL changes keys along with their columns: those that go are dropped first,
 * those that come are made last.
 */
final class AlterTablePlan {
    private final ColumnDefinitions columns;
    private final Keys keys;
    private final SchemaSyntax syntax;
    private final SchemaChange.AlterTable alter;
    private final TableName name;
    private final Optional<Table> before;
    private final SchemaChangePlan plans;
    private final List<String> statements = new ArrayList<>();
    private final Filling filling;

    AlterTablePlan(
            ColumnDefinitions columns,
            Keys keys,
            SchemaChange.AlterTable alter,
            Optional<Table> before,
            SchemaChangePlan plans) {
        this.columns = columns;
        this.keys = keys;
        this.syntax = columns.syntax();
        this.alter = alter;
        this.name = alter.table();
        this.before = before;
        this.plans = plans;
        this.filling = new Filling(columns, alter);
    }

    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String why) {
            super(why, null, false, false);
        }

        DdlPlan plan(SchemaChange.AlterTable alter, String target) {
            return new DdlPlan.Unsupported(problem(alter, target, getMessage()));
        }

        static String problem(SchemaChange.AlterTable alter, String target, String why) {
            return "This change of table " + alter.table() + " cannot be made on " + target + ": " + why
                    + ". Make it on the target by hand, and pass over the statement";
        }
    }

    DdlPlan plan() {
        try {
            Optional<Table> after = before.map(table -> ModelEffect.altered(table, alter.alterations()));
            after.ifPresent(this::dropKeys);
            Optional<Table> current = before;
            for (Alteration alteration : alter.alterations()) {
                alterColumns(alteration, current);
                current = current.map(table -> ModelEffect.altered(table, List.of(alteration)));
            }
            after.ifPresent(this::createKeys);
            if (before.isEmpty()) {
                alter.alterations().forEach(this::alterUnknownKeys);
            }
            rename(after);
            return statements.isEmpty()
                    ? new DdlPlan.NoOp("changes nothing that " + columns.target() + " has")
                    : filling.plan(statements);
        } catch (RefusedException e) {
            return e.plan(alter, columns.target());
        }
    }

    private void alterColumns(Alteration alteration, Optional<Table> current) {
        if (alteration instanceof Alteration.AddColumn add) {
            add(add, current);
        } else if (alteration instanceof Alteration.ChangeColumn change) {
            change(change, current);
        } else if (alteration instanceof Alteration.DropColumn drop) {
            statements.add(syntax.dropColumn(name, spelled(drop.name(), current), drop.ifExists()));
        } else if (alteration instanceof Alteration.RenameColumn rename) {
            renameColumn(spelled(rename.oldName(), current), rename.newName());
        } else if (alteration instanceof Alteration.SetDefault set) {
            setDefault(set.column(), current, alteration);
        } else if (alteration instanceof Alteration.SetVisibility set) {
            syntax.setVisibility(name, spelled(set.column(), current), set.invisible())
                    .ifPresent(statements::add);
        } else if (alteration instanceof Alteration.ConvertCharset) {
            convert(current, alteration);
        } else if (alteration instanceof Alteration.Unsupported unsupported) {
            throw new RefusedException("what " + unsupported.clause() + " does to rows is not in the log");
        }
    }

    /** The rows that are there get MySQL's value by way of a default, which then makes room for the column's own. */
    private void add(Alteration.AddColumn add, Optional<Table> current) {
        Column column = add.column();
        if (add.ifNotExists() && current.flatMap(t -> t.column(column.name())).isPresent()) {
            return;
        }
        String value = filling.of(column);
        boolean notNull = !columns.nullable(column, false);
        String definition =
                columns.bare(column) + (value.equals("NULL") ? "" : " DEFAULT " + value) + (notNull ? " NOT NULL" : "");
        statements.add(syntax.addColumn(name, definition, add.ifNotExists(), place(add, current)));
        Optional<String> own = columns.constant(column);
        if (!value.equals("NULL") && !own.filter(value::equals).isPresent()) {
            statements.add(syntax.dropDefault(name, column.name()));
        }
    }

    private static SchemaSyntax.Place place(Alteration.AddColumn add, Optional<Table> current) {
        if (add.position().isEmpty()) {
            return new SchemaSyntax.Place.Last();
        }
        return add.position().get().isEmpty()
                ? new SchemaSyntax.Place.First(
                        current.map(table -> table.columns().get(0).name()))
                : new SchemaSyntax.Place.After(add.position().get());
    }

    private void change(Alteration.ChangeColumn change, Optional<Table> current) {
        Optional<Column> known = current.flatMap(table -> table.column(change.oldName()));
        if (known.isEmpty()) {
            if (change.ifExists() && current.isPresent()) {
                return;
            }
            throw new RefusedException("what column " + change.oldName()
                    + " was before is not known: the table is older than the replica, and no row of it has come yet");
        }
        Column old = known.get();
        Column column = change.column();
        renameColumn(old.name(), column.name());
        if (old.generated() != column.generated() || old.generated() && !old.equals(column)) {
            throw new RefusedException(
                    "column " + old.name() + ": the values of a generated column are computed by the source");
        }
        retype(old, column);
        StoredAs type = columns.types().made(column.type());
        if (old.autoIncrement() != column.autoIncrement() && syntax.numbers(type)) {
            statements.addAll(
                    column.autoIncrement()
                            ? syntax.startNumbering(name, column.name(), type)
                            : syntax.stopNumbering(name, column.name()));
        }
        redefault(old, column);
        boolean key = before.filter(table -> Keys.primary(table, old.name())).isPresent();
        if (columns.nullable(old, key) != columns.nullable(column, key)) {
            statements.add(
                    columns.nullable(column, key)
                            ? syntax.dropNotNull(name, column.name())
                            : syntax.setNotNull(name, column.name()));
        }
        if (old.invisible() != column.invisible()) {
            syntax.setVisibility(name, column.name(), column.invisible()).ifPresent(statements::add);
        }
    }

    /** The source knows its columns in any case. */
    private static String spelled(String column, Optional<Table> current) {
        return current.flatMap(table -> table.column(column)).map(Column::name).orElse(column);
    }

    /** The source takes a name for a new one of its own. */
    private void renameColumn(String oldName, String newName) {
        if (!oldName.equals(newName)) {
            statements.add(syntax.renameColumn(name, oldName, newName));
        }
    }

    private void retype(Column old, Column column) {
        if (!new Conversions(alter.strict()).alike(old.type(), column.type())) {
            throw new RefusedException("column " + old.name() + " from " + old.type() + " to " + column.type()
                    + ": the source may have changed values, and what they are now is not in the log");
        }
        StoredAs type = columns.types().made(column.type());
        if (!columns.types().made(old.type()).sql().equals(type.sql())) {
            statements.addAll(syntax.retype(name, old, column, type));
        }
    }

    private void redefault(Column old, Column column) {
        Optional<String> value = columns.constant(column);
        if (!columns.constant(old).equals(value) && !column.autoIncrement()) {
            statements.add(value.map(constant -> syntax.setDefault(name, column.name(), constant))
                    .orElseGet(() -> syntax.dropDefault(name, column.name())));
        }
    }

    private void setDefault(String name, Optional<Table> current, Alteration alteration) {
        Optional<Column> old = current.flatMap(table -> table.column(name));
        if (old.isPresent()) {
            Table after = ModelEffect.altered(current.get(), List.of(alteration));
            redefault(old.get(), after.column(name).orElseThrow());
        }
    }

    /** Text is Unicode here; only the lengths may change. */
    private void convert(Optional<Table> current, Alteration alteration) {
        current.ifPresent(table -> {
            Table after = ModelEffect.altered(table, List.of(alteration));
            for (int i = 0; i < table.columns().size(); i++) {
                retype(table.columns().get(i), after.columns().get(i));
            }
        });
    }

    private void dropKeys(Table after) {
        Table table = before.orElseThrow();
        statements.addAll(plans.checks().drop(table, after));
        for (ForeignKey key : table.foreignKeys()) {
            if (Keys.needed(key) && !after.foreignKeys().contains(key)) {
                statements.add(keys.dropConstraint(table.name(), key.name()));
            }
        }
        // The primary key is the first of a table, and goes last: its index may be another's too.
        for (Key key : reversed(table.keys())) {
            if (!stays(key, table, after)) {
                keys.drop(table.name(), key).ifPresent(statements::add);
            }
        }
    }

    private static List<Key> reversed(List<Key> keys) {
        List<Key> reversed = new ArrayList<>(keys);
        Collections.reverse(reversed);
        return reversed;
    }

    /** A key that uses the primary key's index makes room for it to go, and comes again. */
    private boolean stays(Key key, Table table, Table after) {
        boolean holdsIndex = syntax.sharesPrimaryIndex()
                && key.kind() == Key.Kind.UNIQUE
                && table.primaryKey()
                        .filter(primary -> !after.keys().contains(primary) && Keys.sameColumns(primary, key))
                        .isPresent();
        return table.keys().contains(key) && after.keys().contains(key) && !holdsIndex;
    }

    private void createKeys(Table after) {
        Table table = before.orElseThrow();
        for (Key key : after.keys()) {
            if (!stays(key, table, after)) {
                requireValues(
                        key,
                        column -> table.column(column)
                                .filter(c -> !columns.nullable(c, Keys.primary(table, column)))
                                .isPresent());
                keys.create(table.name(), key).ifPresent(statements::add);
            }
        }
        for (ForeignKey key : after.foreignKeys()) {
            if (!table.foreignKeys().contains(key)) {
                plans.foreignKey(table, key).ifPresent(statements::add);
            }
        }
        statements.addAll(plans.checks().create(table, after));
        statements.addAll(plans.comments().difference(table, after));
    }

    /** The source makes the columns of a primary key NOT NULL by itself; many targets want them to be. */
    private void requireValues(Key key, Predicate<String> alreadyNotNull) {
        if (key.kind() == Key.Kind.PRIMARY && Keys.ofWholeColumns(key)) {
            key.parts().stream()
                    .map(part -> part.column().orElseThrow())
                    .filter(alreadyNotNull.negate())
                    .forEach(column -> statements.add(syntax.setNotNull(name, column)));
        }
    }

    /** Of a table that is older than the replica: its keys have the names that its maker gave them here. */
    private void alterUnknownKeys(Alteration alteration) {
        if (alteration instanceof Alteration.AddKey add) {
            requireValues(add.key(), column -> false);
            keys.create(name, add.key()).ifPresent(statements::add);
        } else if (alteration instanceof Alteration.AddForeignKey add) {
            keys.create(name, add.foreignKey()).ifPresent(statements::add);
        } else if (alteration instanceof Alteration.DropKey drop) {
            statements.add(
                    drop.name().equalsIgnoreCase("PRIMARY")
                            ? syntax.dropPrimaryKey(name)
                            : keys.dropConstraint(name, drop.name()));
        } else if (alteration instanceof Alteration.DropForeignKey drop) {
            statements.add(keys.dropConstraint(name, drop.name()));
        }
    }

    private void rename(Optional<Table> after) {
        for (Alteration alteration : alter.alterations()) {
            if (alteration instanceof Alteration.RenameTable rename) {
                boolean moves = !rename.newName().database().equals(name.database());
                if (moves && after.isEmpty()) {
                    throw new RefusedException(
                            "the table's definition is not known, without which it cannot be moved to another schema");
                }
                Optional<Table> current = after.map(table -> ModelEffect.renamed(table, name));
                statements.addAll(plans.rename(name, rename.newName(), current));
            }
        }
    }
}
