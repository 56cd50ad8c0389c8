package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ForeignKey;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What the server makes of a definition by itself. */
final class Tables {
    private Tables() {}

    /** Primary key columns cannot be NULL; keys without a name of their own that share one are numbered from 2, as the server does; foreign keys without a name are {@code <table>_ibfk_<n>}, with n one more than the highest there. */
    static Table normal(Table table) {
        return new Table(
                table.name(),
                notNull(table),
                numbered(table),
                named(table),
                table.charset(),
                table.collation(),
                table.comment());
    }

    private static List<Column> notNull(Table table) {
        Set<String> primary = new HashSet<>();
        table.primaryKey()
                .ifPresent(key -> key.parts()
                        .forEach(part ->
                                part.column().ifPresent(column -> primary.add(column.toLowerCase(Locale.ROOT)))));
        return table.columns().stream()
                .map(c -> primary.contains(c.name().toLowerCase(Locale.ROOT)) ? nullable(c, false) : c)
                .toList();
    }

    static Column nullable(Column c, boolean nullable) {
        return new Column(
                c.name(),
                c.type(),
                nullable,
                c.autoIncrement(),
                c.defaultSql(),
                c.generatedSql(),
                c.stored(),
                c.invisible(),
                c.comment());
    }

    /** A key may name a column in another case than the column has; the server shows the column's. */
    private static String spelled(Table table, String column) {
        return table.column(column).map(Column::name).orElse(column);
    }

    private static List<ForeignKey> named(Table table) {
        String prefix = table.name().table() + "_ibfk_";
        List<ForeignKey> keys = table.foreignKeys();
        List<ForeignKey> named = new ArrayList<>();
        for (ForeignKey key : keys) {
            int highest = Stream.concat(keys.stream(), named.stream())
                    .map(ForeignKey::name)
                    .filter(name -> name.startsWith(prefix)
                            && name.substring(prefix.length()).matches("\\d{1,9}"))
                    .mapToInt(name -> Integer.parseInt(name.substring(prefix.length())))
                    .max()
                    .orElse(0);
            named.add(named(key, key.name().isEmpty() ? prefix + (highest + 1) : key.name(), table));
        }
        return named;
    }

    private static ForeignKey named(ForeignKey key, String name, Table table) {
        return new ForeignKey(
                name,
                key.columns().stream().map(column -> spelled(table, column)).toList(),
                key.references(),
                key.referencedColumns(),
                key.onDelete(),
                key.onUpdate());
    }

    private static Key.Part spelled(Table table, Key.Part part) {
        return new Key.Part(
                part.column().map(column -> spelled(table, column)),
                part.prefix(),
                part.expressionSql(),
                part.descending());
    }

    private static List<Key> numbered(Table table) {
        Set<String> names = new HashSet<>();
        List<Key> numbered = new ArrayList<>();
        for (Key key : table.keys()) {
            String name = key.name();
            for (int n = 2; !names.add(name.toLowerCase(Locale.ROOT)); n++) {
                name = key.name() + "_" + n;
            }
            numbered.add(new Key(
                    name,
                    key.kind(),
                    key.parts().stream().map(part -> spelled(table, part)).toList()));
        }
        return numbered;
    }
}
