package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.event.SourceVersion;
import io.github.jdbcreplica.schema.SourceCharset;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a statement as a {@link SchemaChange}. Pure: what it needs to know of the tables is asked of the model. */
public final class DdlParser {
    /** STRICT_TRANS_TABLES and STRICT_ALL_TABLES: either makes an ALTER TABLE strict. */
    private static final long STRICT = 1L << 21 | 1L << 22;

    /** What stands behind the columns of MySQL's CREATE TABLE when it logs a CREATE TABLE ... SELECT, before the options and partitions; not what is quoted. */
    private static final Pattern ROWS_FOLLOW = Pattern.compile(
            "(`[^`]*+`|'(?:[^'\\\\]++|\\\\.)*+'|\"(?:[^\"\\\\]++|\\\\.)*+\")|\\bSTART\\s+TRANSACTION\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private DdlParser() {}

    /**
     * @param model the source's tables before the statement; empty for tables that nobody knows
     * @param collations the default collation of a database before the statement; empty when nobody knows it
     * @param nativeForeignKeys whether a source that could log cascades leaves them to its storage engine, which does not (innodb_native_foreign_keys)
     */
    public static SchemaChange parse(
            Query query,
            Function<TableName, Optional<Table>> model,
            Function<String, Optional<String>> collations,
            BooleanSupplier nativeForeignKeys) {
        long sqlMode = query.session().sqlMode().orElse(0);
        StatementContext context = new StatementContext(
                query.database(),
                TextDefaults.ofServer(query.session()),
                utf8Client(query),
                (sqlMode & STRICT) != 0,
                query.version(),
                () -> query.version().logsCascades() && !nativeForeignKeys.getAsBoolean(),
                time(query),
                model,
                collations);
        return parse(query.sql(), sqlMode, context);
    }

    private static boolean utf8Client(Query query) {
        OptionalInt id = query.session().charsetClientId();
        return id.isPresent()
                && SourceCharset.byCollationId(id.getAsInt())
                        .filter(client -> client.name().startsWith("utf8"))
                        .isPresent();
    }

    private static StatementTime time(Query query) {
        Instant instant = Instant.ofEpochSecond(
                query.header().timestampSeconds(),
                query.session().microseconds().orElse(0) * 1000L);
        return new StatementTime(instant, query.session().timeZone().flatMap(DdlParser::zone));
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return name.equals("SYSTEM") ? Optional.empty() : Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A table's definition, as {@link #render} prints it. */
    public static Table table(String definition, String database) {
        return table(definition, database, false, () -> false, Optional.empty());
    }

    /**
     * A table's definition, as SHOW CREATE TABLE prints it in a session whose time zone is UTC.
     *
     * @param logsCascades whether the source logs the rows that a foreign key's actions change
     */
    public static Table shown(String definition, String database, boolean mariaDb, BooleanSupplier logsCascades) {
        return table(definition, database, mariaDb, logsCascades, Optional.of(ZoneOffset.UTC));
    }

    private static Table table(
            String definition, String database, boolean mariaDb, BooleanSupplier logsCascades, Optional<ZoneId> zone) {
        StatementContext context = new StatementContext(
                database,
                TextDefaults.ofCharset("utf8mb4"),
                true,
                true,
                new SourceVersion(mariaDb, 0, 0),
                logsCascades,
                new StatementTime(Instant.EPOCH, zone),
                name -> Optional.empty(),
                name -> Optional.of("utf8mb4_0900_ai_ci"));
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
        String text = StatementText.of(sql, sqlMode, context.version().mariaDb());
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

    private static SchemaChange byGrammar(String logged, String text, StatementContext context) {
        String definition = withoutRows(text);
        boolean rowsFollow = !definition.equals(text);
        String sql = rowsFollow ? withoutRows(logged) : logged;
        Node root;
        try {
            root = Grammar.parse(definition, context.version().mariaDb());
        } catch (Grammar.SyntaxException e) {
            return new SchemaChange.Unparsable(sql, e.getMessage(), List.of());
        }
        try {
            return new StatementReader(sql, rowsFollow, context).read(root);
        } catch (NotUnderstoodException e) {
            return new SchemaChange.Unparsable(sql, e.getMessage(), tables(root, context));
        } catch (IndexOutOfBoundsException | NoSuchElementException | IllegalArgumentException | ClassCastException e) {
            // The tree is not what a reader takes for granted of a clause that it knows.
            return new SchemaChange.Unparsable(
                    sql, "not understood (" + e + "): " + root.text(), tables(root, context));
        }
    }

    private static String withoutRows(String sql) {
        return ROWS_FOLLOW
                .matcher(sql)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) == null ? "" : found.group()));
    }

    private static List<TableName> tables(Node root, StatementContext context) {
        List<TableName> names = new ArrayList<>();
        collect(root, context, names);
        return names;
    }

    private static void collect(Node node, StatementContext context, List<TableName> names) {
        if (node.is("TableName") && !node.text().isEmpty()) {
            names.add(Names.table(node, context.database()));
        }
        node.children().forEach(child -> collect(child, context, names));
    }
}
