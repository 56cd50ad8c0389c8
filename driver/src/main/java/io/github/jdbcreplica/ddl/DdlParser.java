package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The text of a statement as a {@link SchemaChange}. Pure: what it needs to know of the tables is asked of the model. */
public final class DdlParser {
    private DdlParser() {}

    /** @param model the source's tables before the statement; empty for tables that nobody knows */
    public static SchemaChange parse(Query query, Function<TableName, Optional<Table>> model) {
        StatementContext context =
                new StatementContext(query.database(), TextDefaults.of(query.session()), query.mariaDb(), model);
        return parse(query.sql(), query.session().sqlMode().orElse(0), context);
    }

    /** A table's definition, as SHOW CREATE TABLE prints it and as {@link #render} does. */
    public static Table table(String definition, String database, boolean mariaDb) {
        StatementContext context =
                new StatementContext(database, TextDefaults.ofCharset("utf8mb4"), mariaDb, name -> Optional.empty());
        SchemaChange change = parse(definition, 0, context);
        if (change instanceof SchemaChange.CreateTable) {
            return ((SchemaChange.CreateTable) change).table();
        }
        throw new IllegalArgumentException("not a table definition: " + change);
    }

    /** The table as a CREATE TABLE of MySQL that {@link #table} reads back. */
    public static String render(Table table) {
        return TableText.of(table);
    }

    private static SchemaChange parse(String sql, long sqlMode, StatementContext context) {
        String text = StatementText.of(sql, sqlMode, context.mariaDb());
        StatementKind kind = StatementKind.of(text);
        if (kind instanceof StatementKind.Other) {
            return new SchemaChange.OtherObject(sql, ((StatementKind.Other) kind).object());
        }
        if (kind instanceof StatementKind.Dml) {
            return new SchemaChange.StatementFormatDml(sql, ((StatementKind.Dml) kind).verb());
        }
        if (kind instanceof StatementKind.Unknown) {
            return new SchemaChange.Unparsable(sql, "no statement of this kind is known", List.of());
        }
        return byGrammar(sql, text, context);
    }

    private static SchemaChange byGrammar(String sql, String text, StatementContext context) {
        Node root;
        try {
            root = Grammar.parse(text, context.mariaDb());
        } catch (Grammar.SyntaxException e) {
            return new SchemaChange.Unparsable(sql, e.getMessage(), List.of());
        }
        try {
            return new StatementReader(sql, context).read(root);
        } catch (NotUnderstoodException e) {
            return new SchemaChange.Unparsable(sql, e.getMessage(), tables(root, context));
        }
    }

    private static List<TableName> tables(Node root, StatementContext context) {
        List<TableName> names = new ArrayList<>();
        collect(root, context, names);
        return names;
    }

    private static void collect(Node node, StatementContext context, List<TableName> names) {
        if (node.is("TableName")) {
            names.add(Names.table(node, context.database()));
        }
        node.children().forEach(child -> collect(child, context, names));
    }
}
