package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.ddl.ModelEffect;
import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.ddl.SchemaChange.Alteration;
import io.github.jdbcreplica.dialect.DdlPlan;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.standard.AlterTablePlan.RefusedException;
import io.github.jdbcreplica.dialect.standard.TableRebuild.Origin;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * ALTER TABLE where the target's own ({@link SchemaSyntax#rebuilds}) adds, drops and renames columns and no more: what goes by that and by indexes is done so, and of a statement with anything else the whole is a
 * {@link TableRebuild}.
 */
final class RebuildingAlterPlan {
    private final ColumnDefinitions columns;
    private final Keys keys;
    private final SchemaSyntax syntax;
    private final SchemaChange.AlterTable alter;
    private final TableName name;
    private final Optional<TargetTable> target;
    private final Optional<Table> known;
    private final SchemaChangePlan plans;

    /** What the target's ALTER TABLE does, as long as nothing needs more. */
    private final List<String> light = new ArrayList<>();

    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private final Set<String> dropped = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Filling filling;
    private boolean rebuild;

    /** The table before the alteration under way. */
    private Table current;

    RebuildingAlterPlan(
            ColumnDefinitions columns,
            Keys keys,
            SchemaChange.AlterTable alter,
            Optional<Table> known,
            Optional<TargetTable> target,
            SchemaChangePlan plans) {
        this.columns = columns;
        this.keys = keys;
        this.syntax = columns.syntax();
        this.alter = alter;
        this.name = alter.table();
        this.known = known;
        this.target = target;
        this.plans = plans;
        this.filling = new Filling(columns, alter);
    }

    DdlPlan plan() {
        try {
            List<String> statements = known.isPresent() ? ofKnown(known.get()) : ofUnknown();
            return statements.isEmpty()
                    ? new DdlPlan.NoOp("changes nothing that " + columns.target() + " has")
                    : filling.plan(statements);
        } catch (RefusedException e) {
            return e.plan(alter, columns.target());
        }
    }

    private List<String> ofKnown(Table before) {
        current = before;
        before.columns().forEach(column -> origins.put(column.name(), stays(column)));
        for (Alteration alteration : alter.alterations()) {
            Table next = ModelEffect.renamed(ModelEffect.altered(current, List.of(alteration)), name);
            columns(alteration, next);
            boolean renames =
                    alteration instanceof Alteration.RenameColumn || alteration instanceof Alteration.ChangeColumn;
            rebuild |= !renames && !keysInside(current).equals(keysInside(next));
            current = next;
        }
        List<String> statements = new ArrayList<>(rebuild ? rebuilt(before) : altered(before));
        for (Alteration alteration : alter.alterations()) {
            if (alteration instanceof Alteration.RenameTable rename) {
                statements.addAll(plans.rename(name, rename.newName(), Optional.of(current)));
            }
        }
        return statements;
    }

    /** A key that gives numbers is a part of its column. */
    private List<String> keysInside(Table table) {
        List<String> inside = new ArrayList<>(plans.constraints(table));
        SchemaChangePlan.numberedKey(table).ifPresent(inside::add);
        return inside;
    }

    private Origin stays(Column column) {
        return new Origin(
                Optional.of(columns.names().identifier(column.name())),
                columns.names().quoted(column.name()),
                false);
    }

    private List<String> altered(Table before) {
        CheckChanges checks = CheckChanges.of(plans.checks(), before, current, origins, this::hasCheck);
        List<String> statements = new ArrayList<>();
        for (Key key : before.keys()) {
            if (!current.keys().contains(key)) {
                keys.drop(name, key).ifPresent(statements::add);
            }
        }
        checks.gone().forEach(check -> statements.add(syntax.dropCheck(name, check)));
        statements.addAll(light);
        checks.come().forEach((check, condition) -> statements.add(syntax.addCheck(name, check, condition)));
        for (Key key : current.keys()) {
            if (!before.keys().contains(key)) {
                keys.create(name, key).ifPresent(statements::add);
            }
        }
        return statements;
    }

    private boolean hasCheck(String check) {
        return target.flatMap(TargetTable::definition)
                .filter(definition -> DefinitionText.of(definition.sql()).hasCheck(check))
                .isPresent();
    }

    private List<String> rebuilt(Table before) {
        TargetTable there = target.filter(table -> table.definition().isPresent())
                .orElseThrow(() -> new RefusedException("the target does not have the table"));
        for (Column column : before.columns()) {
            if (there.column(columns.names().identifier(column.name())).isEmpty()) {
                throw new RefusedException("the target's table has no column " + column.name());
            }
        }
        return new TableRebuild(columns, keys, plans, before, current, origins, dropped, there).statements();
    }

    private void columns(Alteration alteration, Table next) {
        if (alteration instanceof Alteration.AddColumn add) {
            if (!add.ifNotExists() || current.column(add.column().name()).isEmpty()) {
                add(add.column(), next);
            }
        } else if (alteration instanceof Alteration.ChangeColumn change) {
            change(change, next);
        } else if (alteration instanceof Alteration.DropColumn drop) {
            if (!drop.ifExists() || current.column(drop.name()).isPresent()) {
                light.add(syntax.dropColumn(name, drop.name(), false));
                origins.keySet().removeIf(drop.name()::equalsIgnoreCase);
                dropped.add(drop.name());
                rebuild |= target.filter(there -> there.key().stream().anyMatch(drop.name()::equalsIgnoreCase))
                        .isPresent();
            }
        } else if (alteration instanceof Alteration.RenameColumn rename) {
            renamed(rename.oldName(), rename.newName());
        } else if (alteration instanceof Alteration.SetDefault set) {
            current.column(set.column()).ifPresent(column -> redefined(column, column.name(), next));
        } else if (alteration instanceof Alteration.ConvertCharset) {
            current.columns().forEach(column -> redefined(column, column.name(), next));
        } else if (alteration instanceof Alteration.Unsupported unsupported) {
            throw new RefusedException("what " + unsupported.clause() + " does to rows is not in the log");
        }
    }

    /** ADD COLUMN fills the rows that are there with the default, which stays. */
    private void add(Column column, Table next) {
        String value = filling.of(column);
        boolean nothing = value.equals("NULL") && columns.nullable(column, false);
        rebuild |= !nothing && columns.constant(column).filter(value::equals).isEmpty();
        light.add(syntax.addColumn(name, plans.definition(next, column), false, new SchemaSyntax.Place.Last()));
        origins.put(column.name(), new Origin(Optional.empty(), value, true));
    }

    private void change(Alteration.ChangeColumn change, Table next) {
        Optional<Column> old = current.column(change.oldName());
        if (old.isEmpty()) {
            if (change.ifExists()) {
                return;
            }
            throw new RefusedException("column " + change.oldName() + " is not known");
        }
        Column column = change.column();
        if (old.get().generated() != column.generated()
                || old.get().generated() && !old.get().equals(column)) {
            throw new RefusedException(
                    "column " + old.get().name() + ": the values of a generated column are computed by the source");
        }
        renamed(old.get().name(), column.name());
        redefined(old.get(), column.name(), next);
    }

    private void renamed(String oldName, String newName) {
        Column old =
                current.column(oldName).orElseThrow(() -> new RefusedException("column " + oldName + " is not known"));
        if (!old.name().equals(newName)) {
            light.add(syntax.renameColumn(name, old.name(), newName));
            origins.put(newName, origins.remove(old.name()));
        }
    }

    private void redefined(Column old, String newName, Table next) {
        Column column = next.column(newName).orElseThrow();
        if (!new Conversions(alter.strict()).alike(old.type(), column.type())) {
            throw new RefusedException("column " + old.name() + " from " + old.type() + " to " + column.type()
                    + ": the source may have changed values, and what they are now is not in the log");
        }
        Origin origin = origins.get(column.name());
        String value = syntax.converted(origin.value(), old.type(), column.type());
        boolean otherwise = !behindName(current, old).equals(behindName(next, column));
        rebuild |= otherwise || !value.equals(origin.value());
        origins.put(column.name(), new Origin(origin.column(), value, origin.redefined() || otherwise));
    }

    private String behindName(Table table, Column column) {
        return plans.definition(table, column)
                .substring(columns.names().quoted(column.name()).length());
    }

    /** Of a table that is older than the replica: its keys have the names that its maker gave them here. */
    private List<String> ofUnknown() {
        for (Alteration alteration : alter.alterations()) {
            if (alteration instanceof Alteration.AddColumn add) {
                addToUnknown(add);
            } else if (alteration instanceof Alteration.DropColumn drop) {
                dropUnknownCheck(drop.name());
                light.add(syntax.dropColumn(name, drop.name(), false));
            } else if (alteration instanceof Alteration.RenameColumn rename) {
                dropUnknownCheck(rename.oldName());
                light.add(syntax.renameColumn(name, rename.oldName(), rename.newName()));
            } else if (alteration instanceof Alteration.RenameTable rename) {
                light.addAll(plans.rename(name, rename.newName(), Optional.empty()));
            } else if (alteration instanceof Alteration.AddKey add && add.key().kind() != Key.Kind.PRIMARY) {
                keys.create(name, add.key()).ifPresent(light::add);
            } else if (alteration instanceof Alteration.DropKey drop
                    && !drop.name().equalsIgnoreCase("PRIMARY")) {
                syntax.dropKey(name, new Key(drop.name(), Key.Kind.INDEX, List.of()))
                        .ifPresent(light::add);
            } else if (!changesNothingHere(alteration)) {
                throw new RefusedException(
                        "what the table was before is not known: it is older than the replica, and no row of it has come yet");
            }
        }
        return light;
    }

    /** A former replica may have made the table. */
    private void dropUnknownCheck(String column) {
        String check = LabelChecks.name(column);
        if (hasCheck(check)) {
            light.add(syntax.dropCheck(name, check));
        }
    }

    private void addToUnknown(Alteration.AddColumn add) {
        Column column = add.column();
        NewColumn fill = NewColumn.of(column, columns, alter.at());
        boolean nothing = fill instanceof NewColumn.Filled filled
                && filled.value().equals("NULL")
                && columns.nullable(column, false);
        boolean constant = fill instanceof NewColumn.Filled filled
                && columns.constant(column).filter(filled.value()::equals).isPresent();
        if (!nothing && !constant) {
            throw new RefusedException("column " + column.name()
                    + " needs the table made anew, which is older than the replica, and no row of it has come yet");
        }
        light.add(syntax.addColumn(name, columns.definition(column, false), false, new SchemaSyntax.Place.Last()));
    }

    private static boolean changesNothingHere(Alteration alteration) {
        return alteration instanceof Alteration.NoRowEffect
                || alteration instanceof Alteration.TableComment
                || alteration instanceof Alteration.DefaultCharset
                || alteration instanceof Alteration.SetVisibility;
    }
}
