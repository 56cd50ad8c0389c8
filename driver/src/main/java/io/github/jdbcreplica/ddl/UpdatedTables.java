package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables that a statement changes, in its order: those that a MySQL server asks its replication filters about ({@code Table_ref::updating}), which are fewer than it names. */
public final class UpdatedTables {
    private static final Pattern PRIVILEGES = Pattern.compile("^\\s*(GRANT|REVOKE)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern VIEW =
            Pattern.compile("\\bVIEW\\s+(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?", Pattern.CASE_INSENSITIVE);

    private static final String IDENTIFIER = "(`(?:[^`]|``)+`|\"(?:[^\"]|\"\")+\"|[\\w$\\x80-\\uFFFF]+)";

    /** With the comma behind it, if there is another. */
    private static final Pattern NAME = Pattern.compile(IDENTIFIER + "\\s*(?:\\.\\s*" + IDENTIFIER + ")?\\s*(,\\s*)?");

    private final String database;

    private UpdatedTables(String database) {
        this.database = database;
    }

    /** Empty when they cannot be told; an empty list for a statement that is not on tables. */
    public static Optional<List<TableName>> of(SchemaChange change, Query query) {
        if (change instanceof SchemaChange.AlterTable alter) {
            return Optional.of(List.of(alter.table()));
        }
        if (change instanceof SchemaChange.Unparsable unparsable) {
            // The first that is named is the one that is made or changed.
            return unparsable.tables().stream().findFirst().map(List::of);
        }
        String text = StatementText.of(
                query.sql(),
                query.session().sqlMode().orElse(0),
                query.version().mariaDb());
        UpdatedTables named = new UpdatedTables(query.database());
        if (change instanceof SchemaChange.StatementFormatDml) {
            return named.byGrammar(text, query);
        }
        if (change instanceof SchemaChange.OtherObject object) {
            return switch (object.kind()) {
                case VIEW -> named.views(text);
                case ACCOUNT -> PRIVILEGES.matcher(text).find() ? named.byGrammar(text, query) : Optional.of(List.of());
                case MAINTENANCE, TEMPORARY_TABLE -> named.byGrammar(text, query);
                case ROUTINE, TRIGGER, EVENT, SERVER -> Optional.of(List.of());
            };
        }
        return Optional.of(change.tables());
    }

    private Optional<List<TableName>> byGrammar(String text, Query query) {
        try {
            return Optional.of(of(Grammar.parse(text, query.version().mariaDb())));
        } catch (Grammar.SyntaxException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /** By hand, since a view's query may be beyond the grammar. */
    private Optional<List<TableName>> views(String text) {
        Matcher head = VIEW.matcher(text);
        if (!head.find()) {
            return Optional.empty();
        }
        List<TableName> views = new ArrayList<>();
        Matcher name = NAME.matcher(text).region(head.end(), text.length());
        while (name.lookingAt()) {
            String first = Names.identifier(name.group(1));
            views.add(
                    name.group(2) == null
                            ? new TableName(database, first)
                            : new TableName(first, Names.identifier(name.group(2))));
            if (name.group(3) == null) {
                break;
            }
            name.region(name.end(), text.length());
        }
        return views.isEmpty() ? Optional.empty() : Optional.of(views);
    }

    private List<TableName> of(Node root) {
        for (String statement : List.of(
                "InsertStatement",
                "ReplaceStatement",
                "LoadDataStatement",
                "LoadXmlStatement",
                "SingleDeleteStatement",
                "ColumnCreateTable",
                "CopyCreateTable",
                "QueryCreateTable")) {
            Optional<Node> found = root.find(statement);
            if (found.isPresent()) {
                return List.of(table(found.get().child("TableName").orElseThrow()));
            }
        }
        for (String statement : List.of("AnalyzeTable", "OptimizeTable", "RepairTable", "CheckTable")) {
            Optional<Node> found = root.find(statement);
            if (found.isPresent()) {
                return found.get().child("Tables").orElseThrow().all("TableName").stream()
                        .map(this::table)
                        .toList();
            }
        }
        return root.find("MultipleDeleteStatement")
                .map(this::deletedFrom)
                .or(() -> root.find("UpdateStatement")
                        .map(update -> updated(update.children().get(0))))
                .or(() -> root.find("DefiniteFullTablePrivLevel")
                        .or(() -> root.find("DefiniteFullTablePrivLevel2"))
                        .or(() -> root.find("DefiniteTablePrivLevel"))
                        .map(level -> List.of(table(level))))
                .orElse(List.of());
    }

    private TableName table(Node named) {
        return Names.table(named, database);
    }

    private List<TableName> deletedFrom(Node delete) {
        Map<String, TableName> sources = sources(delete);
        return delete.all("TableName").stream()
                .map(named -> named.text().contains(".") ? table(named) : resolved(named, sources))
                .toList();
    }

    private TableName resolved(Node named, Map<String, TableName> sources) {
        TableName table = table(named);
        return sources.getOrDefault(table.table(), table);
    }

    /** Those whose columns are set. A column that names no table may be any one's: then all count. */
    private List<TableName> updated(Node update) {
        Map<String, TableName> sources = sources(update);
        Set<String> set = new LinkedHashSet<>();
        for (Node element : update.all("UpdatedElement")) {
            String column = element.child("FullColumnName").orElseThrow().text();
            int dot = column.lastIndexOf('.');
            if (dot < 0) {
                return List.copyOf(sources.values());
            }
            String table = column.substring(0, dot);
            set.add(Names.identifier(table.substring(table.lastIndexOf('.') + 1)));
        }
        List<TableName> updated = new ArrayList<>();
        sources.forEach((name, table) -> {
            if (set.contains(name)) {
                updated.add(table);
            }
        });
        return updated;
    }

    /** By the names that the statement calls them. */
    private Map<String, TableName> sources(Node statement) {
        Map<String, TableName> sources = new LinkedHashMap<>();
        statement.child("TableSources").ifPresent(list -> collect(list, sources));
        return sources;
    }

    private void collect(Node node, Map<String, TableName> sources) {
        if (node.is("AtomTableItem")) {
            TableName table = table(node.child("TableName").orElseThrow());
            String name = node.child("Uid")
                    .map(alias -> Names.identifier(alias.text()))
                    .orElse(table.table());
            sources.put(name, table);
        } else {
            node.children().forEach(child -> collect(child, sources));
        }
    }
}
