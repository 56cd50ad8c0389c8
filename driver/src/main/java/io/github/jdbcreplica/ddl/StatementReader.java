package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.ddl.SchemaChange.Alteration;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tree of a statement on tables or databases as a {@link SchemaChange}. */
final class StatementReader {
    private final String sql;
    private final boolean rowsFollow;
    private final StatementContext context;

    /** @param rowsFollow the rows of a CREATE TABLE ... SELECT are in the log behind it */
    StatementReader(String sql, boolean rowsFollow, StatementContext context) {
        this.sql = sql;
        this.rowsFollow = rowsFollow;
        this.context = context;
    }

    SchemaChange read(Node root) {
        List<Node> statements = statements(root);
        Node statement = statements.get(0);
        if (statements.size() > 1) {
            throw new NotUnderstoodException(statements.get(1).text());
        }
        return switch (statement.rule()) {
            case "ColumnCreateTable", "QueryCreateTable" -> createTable(statement);
            case "CopyCreateTable" ->
                new SchemaChange.CreateTableLike(
                        sql,
                        table(statement.all("TableName").get(0)),
                        table(statement.all("TableName").get(1)),
                        statement.child("IfNotExists").isPresent(),
                        orReplace(statement));
            case "AlterTable" -> alterTable(statement);
            case "CreateIndex" -> createIndex(statement);
            case "DropIndex" -> dropIndex(statement);
            case "RenameTable" -> new SchemaChange.RenameTables(sql, renames(statement));
            case "TruncateTable" -> new SchemaChange.TruncateTable(sql, tableOf(statement));
            case "DropTable" ->
                new SchemaChange.DropTables(
                        sql,
                        statement.child("Tables").orElseThrow().all("TableName").stream()
                                .map(this::table)
                                .toList(),
                        statement.child("IfExists").isPresent(),
                        statement.has("TEMPORARY"));
            case "CreateDatabase", "AlterSimpleDatabase", "AlterUpgradeName", "DropDatabase" -> database(statement);
            default -> throw new NotUnderstoodException(statement.text());
        };
    }

    /** Each down to the rule that says what it is. */
    private static List<Node> statements(Node root) {
        Node list = root.find("SqlStatements").orElseThrow(() -> new NotUnderstoodException(root.text()));
        return list.children().stream()
                .filter(child -> child.is("SqlStatement"))
                .map(child -> child.children().get(0).children().get(0))
                .toList();
    }

    private TableName table(Node named) {
        return Names.table(named, context.database());
    }

    private TableName tableOf(Node statement) {
        return table(statement.child("TableName").orElseThrow(() -> new NotUnderstoodException(statement.text())));
    }

    private SchemaChange createTable(Node statement) {
        if (statement.has("TEMPORARY")) {
            return new SchemaChange.OtherObject(sql, SchemaChange.OtherObject.Kind.TEMPORARY_TABLE);
        }
        if (statement.is("QueryCreateTable")) {
            throw new NotUnderstoodException("CREATE TABLE ... SELECT, logged as a statement");
        }
        Table table = new TableReader(context).read(tableOf(statement), statement);
        return new SchemaChange.CreateTable(
                sql, table, statement.child("IfNotExists").isPresent(), orReplace(statement), rowsFollow);
    }

    private static boolean orReplace(Node statement) {
        return statement.has("REPLACE") || statement.child("OrReplace").isPresent();
    }

    private SchemaChange alterTable(Node statement) {
        TableName name = tableOf(statement);
        AlterationReader reader = new AlterationReader(name, statement, context);
        List<Alteration> alterations = new ArrayList<>();
        for (Node clause : statement.children()) {
            if (clause.rule().startsWith("AlterBy")
                    || clause.is("AlterPartition")
                    || clause.is("PartitionDefinitions")) {
                alterations.addAll(reader.read(clause));
            }
        }
        return new SchemaChange.AlterTable(
                sql,
                name,
                context.executedAt(),
                context.strict() && !statement.has("IGNORE"),
                SimultaneousNames.inOrder(alterations));
    }

    private SchemaChange createIndex(Node statement) {
        Key.Kind kind = statement.has("UNIQUE")
                ? Key.Kind.UNIQUE
                : statement.has("FULLTEXT")
                        ? Key.Kind.FULLTEXT
                        : statement.has("SPATIAL") ? Key.Kind.SPATIAL : Key.Kind.INDEX;
        boolean ifNotExists = statement.child("IfNotExists").isPresent();
        return new SchemaChange.AlterTable(
                sql,
                tableOf(statement),
                context.executedAt(),
                context.strict(),
                List.of(new Alteration.AddKey(
                        new KeyReader(context.database(), context.logsCascades()).key(statement, kind), ifNotExists)));
    }

    private SchemaChange dropIndex(Node statement) {
        String name = Names.identifier(statement.child("Uid").orElseThrow().text());
        return new SchemaChange.AlterTable(
                sql,
                tableOf(statement),
                context.executedAt(),
                context.strict(),
                List.of(new Alteration.DropKey(name, statement.child("IfExists").isPresent())));
    }

    private List<Map.Entry<TableName, TableName>> renames(Node statement) {
        List<Map.Entry<TableName, TableName>> renames = new ArrayList<>();
        for (Node clause : statement.all("RenameTableClause")) {
            List<Node> names = clause.all("TableName");
            renames.add(Map.entry(table(names.get(0)), table(names.get(1))));
        }
        return renames;
    }

    private SchemaChange database(Node statement) {
        String name =
                statement.child("Uid").map(id -> Names.identifier(id.text())).orElse(context.database());
        if (statement.is("DropDatabase")) {
            return new SchemaChange.DropDatabase(
                    sql, name, statement.child("IfExists").isPresent());
        }
        Optional<TextDefaults> chosen = TextDefaults.chosen(statement.all("CreateDatabaseOption"));
        if (statement.is("CreateDatabase")) {
            return new SchemaChange.CreateDatabase(
                    sql,
                    name,
                    statement.child("IfNotExists").isPresent(),
                    chosen.orElse(context.server()).collation());
        }
        // CHARACTER SET DEFAULT, which MariaDB takes: the server's.
        boolean toDefault = statement.all("CreateDatabaseOption").stream()
                .flatMap(option -> option.find("CharsetName").stream())
                .anyMatch(charset -> charset.text().equalsIgnoreCase("DEFAULT"));
        return new SchemaChange.AlterDatabase(
                sql,
                name,
                chosen.or(() -> toDefault ? Optional.of(context.server()) : Optional.empty())
                        .map(TextDefaults::collation));
    }
}
