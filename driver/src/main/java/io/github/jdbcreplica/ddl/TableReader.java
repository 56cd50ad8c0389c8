package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ForeignKey;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/** CREATE TABLE with its columns, keys and options. */
final class TableReader {
    private final StatementContext context;

    TableReader(StatementContext context) {
        this.context = context;
    }

    Table read(TableName name, Node statement) {
        TextDefaults defaults =
                TextDefaults.chosen(statement.children()).orElseGet(() -> context.defaultsOf(name.database()));
        ColumnReader columns = new ColumnReader(
                new TypeReader(() -> defaults, context.version().mariaDb()), new DefaultReader(context));
        KeyReader keys = new KeyReader(name.database(), context.logsCascades());
        List<Column> columnList = new ArrayList<>();
        List<Key> keyList = new ArrayList<>();
        List<ForeignKey> foreignKeys = new ArrayList<>();
        Node definitions =
                statement.child("CreateDefinitions").orElseThrow(() -> new NotUnderstoodException(statement.text()));
        for (Node definition : definitions.children()) {
            switch (definition.rule()) {
                case "ColumnDeclaration" -> {
                    ColumnReader.Definition column = columns.read(
                            Names.column(definition.children().get(0)),
                            definition.child("ColumnDefinition").orElseThrow());
                    columnList.add(column.column());
                    keyList.addAll(column.keys());
                }
                case "ConstraintDeclaration", "IndexDeclaration" -> {
                    Node clause = definition.children().get(0);
                    if (clause.is("ForeignKeyTableConstraint")) {
                        foreignKeys.add(keys.foreignKey(clause));
                    } else if (!clause.is("CheckTableConstraint")) {
                        keyList.add(keys.key(clause, kind(clause)));
                    }
                }
                case "" -> {
                    // Parentheses and commas.
                }
                default -> throw new NotUnderstoodException(definition.text());
            }
        }
        String comment = statement
                .child("TableOptionComment")
                .map(option -> Names.string(
                        option.children().get(option.children().size() - 1).text()))
                .orElse("");
        return Tables.normal(
                new Table(name, columnList, keyList, foreignKeys, defaults.charset(), defaults.collation(), comment));
    }

    static Key.Kind kind(Node clause) {
        return switch (clause.rule()) {
            case "PrimaryKeyTableConstraint" -> Key.Kind.PRIMARY;
            case "UniqueKeyTableConstraint" -> Key.Kind.UNIQUE;
            case "SimpleIndexDeclaration" -> Key.Kind.INDEX;
            case "SpecialIndexDeclaration" -> clause.has("FULLTEXT") ? Key.Kind.FULLTEXT : Key.Kind.SPATIAL;
            default -> throw new NotUnderstoodException(clause.text());
        };
    }
}
