package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.ddl.SchemaChange.Alteration;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.ForeignKey;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A table under ALTER TABLE. */
final class TableEdit {
    private TableName name;
    private final List<Column> columns;
    private final List<Key> keys;
    private final List<ForeignKey> foreignKeys;
    private TextDefaults defaults;
    private String comment;

    TableEdit(Table table) {
        this.name = table.name();
        this.columns = new ArrayList<>(table.columns());
        this.keys = new ArrayList<>(table.keys());
        this.foreignKeys = new ArrayList<>(table.foreignKeys());
        this.defaults = new TextDefaults(table.charset(), table.collation());
        this.comment = table.comment();
    }

    static Table renamed(Table t, TableName name) {
        return new Table(name, t.columns(), t.keys(), t.foreignKeys(), t.charset(), t.collation(), t.comment());
    }

    Table table() {
        return Tables.normal(
                new Table(name, columns, keys, foreignKeys, defaults.charset(), defaults.collation(), comment));
    }

    void apply(Alteration alteration) {
        if (alteration instanceof Alteration.AddColumn) {
            add((Alteration.AddColumn) alteration);
        } else if (alteration instanceof Alteration.ChangeColumn) {
            change((Alteration.ChangeColumn) alteration);
        } else if (alteration instanceof Alteration.DropColumn) {
            drop(((Alteration.DropColumn) alteration).name());
        } else if (alteration instanceof Alteration.RenameColumn) {
            Alteration.RenameColumn rename = (Alteration.RenameColumn) alteration;
            edit(rename.oldName(), c -> named(c, rename.newName()));
            renameInKeys(rename.oldName(), rename.newName());
        } else if (alteration instanceof Alteration.SetDefault) {
            Alteration.SetDefault set = (Alteration.SetDefault) alteration;
            edit(set.column(), c -> with(c, c.type(), set.defaultSql(), c.invisible()));
        } else if (alteration instanceof Alteration.SetVisibility) {
            Alteration.SetVisibility set = (Alteration.SetVisibility) alteration;
            edit(set.column(), c -> with(c, c.type(), c.defaultSql(), set.invisible()));
        } else {
            applyToTable(alteration);
        }
    }

    private void applyToTable(Alteration alteration) {
        if (alteration instanceof Alteration.AddKey) {
            keys.add(((Alteration.AddKey) alteration).key());
        } else if (alteration instanceof Alteration.DropKey) {
            String dropped = ((Alteration.DropKey) alteration).name();
            keys.removeIf(k -> k.name().equalsIgnoreCase(dropped));
        } else if (alteration instanceof Alteration.RenameKey) {
            Alteration.RenameKey rename = (Alteration.RenameKey) alteration;
            keys.replaceAll(k ->
                    k.name().equalsIgnoreCase(rename.oldName()) ? new Key(rename.newName(), k.kind(), k.parts()) : k);
        } else if (alteration instanceof Alteration.AddForeignKey) {
            foreignKeys.add(((Alteration.AddForeignKey) alteration).foreignKey());
        } else if (alteration instanceof Alteration.DropForeignKey) {
            String dropped = ((Alteration.DropForeignKey) alteration).name();
            foreignKeys.removeIf(k -> k.name().equalsIgnoreCase(dropped));
        } else if (alteration instanceof Alteration.DropConstraint) {
            String dropped = ((Alteration.DropConstraint) alteration).name();
            keys.removeIf(k -> k.name().equalsIgnoreCase(dropped));
            foreignKeys.removeIf(k -> k.name().equalsIgnoreCase(dropped));
        } else if (alteration instanceof Alteration.RenameTable) {
            name = ((Alteration.RenameTable) alteration).newName();
        } else if (alteration instanceof Alteration.ConvertCharset) {
            Alteration.ConvertCharset convert = (Alteration.ConvertCharset) alteration;
            defaults = new TextDefaults(convert.charset(), convert.collation());
            columns.replaceAll(c -> with(c, converted(c.type()), c.defaultSql(), c.invisible()));
        } else if (alteration instanceof Alteration.DefaultCharset) {
            Alteration.DefaultCharset charset = (Alteration.DefaultCharset) alteration;
            defaults = new TextDefaults(charset.charset(), charset.collation());
        } else if (alteration instanceof Alteration.TableComment) {
            comment = ((Alteration.TableComment) alteration).comment();
        }
    }

    private int index(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(column)) {
                return i;
            }
        }
        throw new NotUnderstoodException("column " + column + " of " + name + ", which is not known to have it");
    }

    private boolean has(String column) {
        return columns.stream().anyMatch(c -> c.name().equalsIgnoreCase(column));
    }

    private void edit(String column, UnaryOperator<Column> change) {
        int at = index(column);
        columns.set(at, change.apply(columns.get(at)));
    }

    private void add(Alteration.AddColumn add) {
        if (!(add.ifNotExists() && has(add.column().name()))) {
            insert(add.column(), add.position());
        }
    }

    private void insert(Column column, Optional<String> position) {
        int at = position.isEmpty() ? columns.size() : position.get().isEmpty() ? 0 : index(position.get()) + 1;
        columns.add(at, column);
    }

    private void change(Alteration.ChangeColumn change) {
        if (change.ifExists() && !has(change.oldName())) {
            return;
        }
        int at = index(change.oldName());
        columns.remove(at);
        if (change.position().isPresent()) {
            insert(change.column(), change.position());
        } else {
            columns.add(at, change.column());
        }
        renameInKeys(change.oldName(), change.column().name());
    }

    /** The server takes a dropped column out of its keys, and drops keys that are left without columns. */
    private void drop(String column) {
        if (!has(column)) {
            return;
        }
        columns.remove(index(column));
        keys.replaceAll(key -> new Key(
                key.name(),
                key.kind(),
                key.parts().stream()
                        .filter(part ->
                                part.column().filter(column::equalsIgnoreCase).isEmpty())
                        .toList()));
        keys.removeIf(key -> key.parts().isEmpty());
    }

    private void renameInKeys(String oldName, String newName) {
        keys.replaceAll(key -> new Key(
                key.name(),
                key.kind(),
                key.parts().stream()
                        .map(part -> part.column()
                                        .filter(oldName::equalsIgnoreCase)
                                        .isPresent()
                                ? new Key.Part(
                                        Optional.of(newName), part.prefix(), part.expressionSql(), part.descending())
                                : part)
                        .toList()));
        foreignKeys.replaceAll(key -> new ForeignKey(
                key.name(),
                key.columns().stream()
                        .map(c -> c.equalsIgnoreCase(oldName) ? newName : c)
                        .toList(),
                key.references(),
                key.referencedColumns(),
                key.onDelete(),
                key.onUpdate()));
    }

    static Column named(Column c, String name) {
        return new Column(
                name,
                c.type(),
                c.nullable(),
                c.autoIncrement(),
                c.defaultSql(),
                c.generatedSql(),
                c.stored(),
                c.invisible(),
                c.comment());
    }

    static Column with(Column c, ColumnType type, Optional<String> defaultSql, boolean invisible) {
        return new Column(
                c.name(),
                type,
                c.nullable(),
                c.autoIncrement(),
                defaultSql,
                c.generatedSql(),
                c.stored(),
                invisible,
                c.comment());
    }

    /** TEXT grows a kind when the new character set needs more bytes for as many characters. */
    private ColumnType converted(ColumnType type) {
        if (type instanceof ColumnType.Char) {
            ColumnType.Char text = (ColumnType.Char) type;
            return new ColumnType.Char(text.fixed(), text.length(), defaults.charset(), defaults.collation());
        }
        if (type instanceof ColumnType.Text) {
            ColumnType.Text text = (ColumnType.Text) type;
            int before = TypeReader.known(text.charset()).maxBytesPerChar();
            int after = TypeReader.known(defaults.charset()).maxBytesPerChar();
            long bytes = after > before ? TypeReader.kindFor(text.maxBytes() / before * after) : text.maxBytes();
            return new ColumnType.Text(bytes, defaults.charset(), defaults.collation());
        }
        if (type instanceof ColumnType.Enumeration) {
            return new ColumnType.Enumeration(
                    ((ColumnType.Enumeration) type).labels(), defaults.charset(), defaults.collation());
        }
        if (type instanceof ColumnType.LabelSet) {
            return new ColumnType.LabelSet(
                    ((ColumnType.LabelSet) type).labels(), defaults.charset(), defaults.collation());
        }
        return type;
    }
}
