package io.github.jdbcreplica.dialect.h2;

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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * ALTER TABLE as statements of H2. Columns follow the clauses in order; keys follow the difference between the table before and after, since MySQL changes keys along with their columns: those that go are dropped first,
 * those that come are made last.
 */
final class AlterTablePlan {
    private final ColumnDefinitions columns;
    private final SchemaChange.AlterTable alter;
    private final Function<TableName, Optional<Table>> model;
    private final Optional<Table> before;
    private final String alterTable;
    private final List<String> statements = new ArrayList<>();

    AlterTablePlan(
            ColumnDefinitions columns, SchemaChange.AlterTable alter, Function<TableName, Optional<Table>> model) {
        this.columns = columns;
        this.alter = alter;
        this.model = model;
        this.before = model.apply(alter.table());
        this.alterTable = "ALTER TABLE " + Sql.table(alter.table()) + " ";
    }

    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String why) {
            super(why, null, false, false);
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
                    ? new DdlPlan.NoOp("changes nothing that H2 has")
                    : new DdlPlan.Apply(statements);
        } catch (RefusedException e) {
            return new DdlPlan.Unsupported("This change of table " + alter.table() + " cannot be made on H2: "
                    + e.getMessage() + ". Make it on the target by hand, and pass over the statement");
        }
    }

    private void alterColumns(Alteration alteration, Optional<Table> current) {
        if (alteration instanceof Alteration.AddColumn) {
            add((Alteration.AddColumn) alteration, current);
        } else if (alteration instanceof Alteration.ChangeColumn) {
            change((Alteration.ChangeColumn) alteration, current);
        } else if (alteration instanceof Alteration.DropColumn) {
            Alteration.DropColumn drop = (Alteration.DropColumn) alteration;
            statements.add(
                    alterTable + "DROP COLUMN " + (drop.ifExists() ? "IF EXISTS " : "") + Sql.quoted(drop.name()));
        } else if (alteration instanceof Alteration.RenameColumn) {
            Alteration.RenameColumn rename = (Alteration.RenameColumn) alteration;
            renameColumn(rename.oldName(), rename.newName());
        } else if (alteration instanceof Alteration.SetDefault) {
            setDefault(((Alteration.SetDefault) alteration).column(), current, alteration);
        } else if (alteration instanceof Alteration.SetVisibility) {
            Alteration.SetVisibility set = (Alteration.SetVisibility) alteration;
            statements.add(alterColumn(set.column()) + (set.invisible() ? "SET INVISIBLE" : "SET VISIBLE"));
        } else if (alteration instanceof Alteration.ConvertCharset) {
            convert(current, alteration);
        } else if (alteration instanceof Alteration.Unsupported) {
            throw new RefusedException(
                    "what " + ((Alteration.Unsupported) alteration).clause() + " does to rows is not in the log");
        }
    }

    private String alterColumn(String name) {
        return alterTable + "ALTER COLUMN " + Sql.quoted(name) + " ";
    }

    private void renameColumn(String oldName, String newName) {
        statements.add(alterColumn(oldName) + "RENAME TO " + Sql.quoted(newName));
    }

    /** The rows that are there get MySQL's value by way of a default, which then makes room for the column's own. */
    private void add(Alteration.AddColumn add, Optional<Table> current) {
        Column column = add.column();
        if (add.ifNotExists() && current.flatMap(t -> t.column(column.name())).isPresent()) {
            return;
        }
        NewColumn fill = NewColumn.of(column, columns, alter.at());
        if (fill instanceof NewColumn.Unknown) {
            throw new RefusedException("column " + column.name() + ": " + ((NewColumn.Unknown) fill).why());
        }
        String value = fill instanceof NewColumn.Filled ? ((NewColumn.Filled) fill).value() : "NULL";
        boolean notNull = !columns.nullable(column, false);
        statements.add(alterTable + "ADD COLUMN " + (add.ifNotExists() ? "IF NOT EXISTS " : "") + columns.bare(column)
                + (value.equals("NULL") ? "" : " DEFAULT " + value) + (notNull ? " NOT NULL" : "") + place(add));
        Optional<String> own = columns.constant(column);
        if (!value.equals("NULL") && !own.filter(value::equals).isPresent()) {
            statements.add(alterColumn(column.name()) + "DROP DEFAULT");
        }
    }

    private String place(Alteration.AddColumn add) {
        if (add.position().isEmpty()) {
            return "";
        }
        if (!add.position().get().isEmpty()) {
            return " AFTER " + Sql.quoted(add.position().get());
        }
        return before.map(
                        table -> " BEFORE " + Sql.quoted(table.columns().get(0).name()))
                .orElse("");
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
        if (!old.name().equals(column.name())) {
            renameColumn(old.name(), column.name());
        }
        if (old.generated() != column.generated() || old.generated() && !old.equals(column)) {
            throw new RefusedException(
                    "column " + old.name() + ": the values of a generated column are computed by the source");
        }
        retype(old, column);
        if (old.autoIncrement() != column.autoIncrement()) {
            statements.add(alterColumn(column.name())
                    + (column.autoIncrement()
                            ? DataTypes.of(column.type()) + " GENERATED BY DEFAULT AS IDENTITY NOT NULL"
                            : "DROP IDENTITY"));
        }
        redefault(old, column);
        boolean key = before.filter(table -> Keys.primary(table, old.name())).isPresent();
        if (columns.nullable(old, key) != columns.nullable(column, key)) {
            statements.add(
                    alterColumn(column.name()) + (columns.nullable(column, key) ? "DROP NOT NULL" : "SET NOT NULL"));
        }
        if (old.invisible() != column.invisible()) {
            statements.add(alterColumn(column.name()) + (column.invisible() ? "SET INVISIBLE" : "SET VISIBLE"));
        }
    }

    private void retype(Column old, Column column) {
        if (!new Conversions(alter.strict()).alike(old.type(), column.type())) {
            throw new RefusedException("column " + old.name() + " from " + old.type() + " to " + column.type()
                    + ": the source may have changed values, and what they are now is not in the log");
        }
        if (!DataTypes.of(old.type()).equals(DataTypes.of(column.type()))) {
            statements.add(alterColumn(column.name()) + "SET DATA TYPE " + DataTypes.of(column.type()));
        }
    }

    private void redefault(Column old, Column column) {
        Optional<String> value = columns.constant(column);
        if (!columns.constant(old).equals(value) && !column.autoIncrement()) {
            statements.add(alterColumn(column.name())
                    + value.map(constant -> "SET DEFAULT " + constant).orElse("DROP DEFAULT"));
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
        for (ForeignKey key : table.foreignKeys()) {
            if (Keys.needed(key) && !after.foreignKeys().contains(key)) {
                statements.add(Keys.dropConstraint(table.name(), key.name()));
            }
        }
        for (Key key : table.keys()) {
            if (!after.keys().contains(key)) {
                Keys.drop(table.name(), key).ifPresent(statements::add);
            }
        }
    }

    private void createKeys(Table after) {
        Table table = before.orElseThrow();
        for (Key key : after.keys()) {
            if (!table.keys().contains(key)) {
                requireValues(
                        key,
                        name -> table.column(name)
                                .filter(column -> !columns.nullable(column, Keys.primary(table, name)))
                                .isPresent());
                Keys.create(table.name(), key).ifPresent(statements::add);
            }
        }
        for (ForeignKey key : after.foreignKeys()) {
            if (!table.foreignKeys().contains(key)) {
                Keys.create(table.name(), key).ifPresent(statements::add);
            }
        }
    }

    /** The source makes the columns of a primary key NOT NULL by itself; H2 wants them to be. */
    private void requireValues(Key key, Predicate<String> alreadyNotNull) {
        if (key.kind() == Key.Kind.PRIMARY && Keys.ofWholeColumns(key)) {
            key.parts().stream()
                    .map(part -> part.column().orElseThrow())
                    .filter(alreadyNotNull.negate())
                    .forEach(name -> statements.add(alterColumn(name) + "SET NOT NULL"));
        }
    }

    /** Of a table that is older than the replica: its keys have the names that its maker gave them here. */
    private void alterUnknownKeys(Alteration alteration) {
        if (alteration instanceof Alteration.AddKey) {
            Key key = ((Alteration.AddKey) alteration).key();
            requireValues(key, name -> false);
            Keys.create(alter.table(), key).ifPresent(statements::add);
        } else if (alteration instanceof Alteration.AddForeignKey) {
            Keys.create(alter.table(), ((Alteration.AddForeignKey) alteration).foreignKey())
                    .ifPresent(statements::add);
        } else if (alteration instanceof Alteration.DropKey) {
            String name = ((Alteration.DropKey) alteration).name();
            statements.add(
                    name.equalsIgnoreCase("PRIMARY")
                            ? alterTable + "DROP PRIMARY KEY"
                            : Keys.dropConstraint(alter.table(), name));
        } else if (alteration instanceof Alteration.DropForeignKey) {
            statements.add(Keys.dropConstraint(alter.table(), ((Alteration.DropForeignKey) alteration).name()));
        }
    }

    private void rename(Optional<Table> after) {
        for (Alteration alteration : alter.alterations()) {
            if (alteration instanceof Alteration.RenameTable) {
                TableName name = ((Alteration.RenameTable) alteration).newName();
                if (!name.database().equals(alter.table().database()) && after.isEmpty()) {
                    throw new RefusedException(
                            "H2 cannot move a table to another schema, and its definition is not known");
                }
                Optional<Table> current = after.map(table -> ModelEffect.renamed(table, alter.table()));
                statements.addAll(new SchemaChangePlan(columns, model).rename(alter.table(), name, current));
            }
        }
    }
}
