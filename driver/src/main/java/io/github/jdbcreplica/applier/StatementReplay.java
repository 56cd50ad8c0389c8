package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.event.SourceEvent.Statement;
import io.github.jdbcreplica.schema.SourceCharset;
import io.github.jdbcreplica.schema.TableName;
import io.github.jdbcreplica.schema.Trigger;
import io.github.jdbcreplica.state.ApplierRepository;
import io.github.jdbcreplica.state.StateSchema;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes of rows that the source logged as statements, made again in the open target transaction. Each runs in the session that it had on the source, and afterwards the session is ours again, so that rows and the position may
 * follow at once.
 *
 * <p>What a statement does depends on more than its text, so it is refused where that is known to be missing here: a trigger that the source has and the target was not given, a temporary table, tables whose rows do not
 * commit together with the position; be it that the text names them or only a view, a routine or a trigger on the way to them. A trigger of the target's own fires, as on a native replica.
 *
 * <p>The source's triggers are those that it has now. One that it has dropped since the statement, and that was older than the replica, leaves no trace.
 */
final class StatementReplay {
    /** Comments, but for the marks around the body of an executable one, which is none. */
    private static final Pattern COMMENT =
            Pattern.compile("/\\*(?!M?!).*?\\*/|(?:--\\s|#)[^\\n]*(?:\\n|$)", Pattern.DOTALL);

    private static final Pattern EXECUTABLE_MARK = Pattern.compile("/\\*M?!\\d*|\\*/");

    private static final Pattern TEMPORARY = Pattern.compile("(?is)\\s*CREATE\\b.{0,40}?\\bTEMPORARY\\b.*");

    private static final Pattern TEMPORARY_TABLE = Pattern.compile(
            "(?is)\\s*CREATE\\s+(?:OR\\s+REPLACE\\s+)?TEMPORARY\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(?:(?:`[^`]+`|\"[^\"]+\"|[\\p{L}\\p{N}_$]+)\\s*\\.\\s*)?(?:`([^`]+)`|\"([^\"]+)\"|([\\p{L}\\p{N}_$]+)).*");

    private final TargetSession session;
    private final String channel;
    private final SourceModel source;
    private final DatabaseScope scope;
    private final FilterRules rules;
    private final StatementFilter filter;
    private final boolean requireRowFormat;
    private final ApplierRepository repository;

    /** Names, in lower case, of temporary tables of the source since this applier began: they are not made here. */
    private final Set<String> temporaryTables = new HashSet<>();

    /** One of them has a name that could not be read. */
    private boolean temporaryTableUnnamed;

    /** The target's, since the last schema change; empty before they are asked for. */
    private Optional<List<TableName>> withoutTransactions = Optional.empty();

    /** Likewise. */
    private Optional<StoredObjects> storedObjects = Optional.empty();

    /** The source's, likewise. */
    private Optional<List<Trigger>> sourceTriggers = Optional.empty();

    private boolean triggersLooked;

    StatementReplay(
            TargetSession session,
            String channel,
            SourceModel source,
            DatabaseScope scope,
            FilterRules rules,
            boolean requireRowFormat) {
        this.session = session;
        this.channel = channel;
        this.source = source;
        this.scope = scope;
        this.rules = rules;
        this.filter = new StatementFilter(rules);
        this.requireRowFormat = requireRowFormat;
        this.repository = new ApplierRepository(session.dialect());
    }

    /** A schema change: what was known of tables may be over. */
    void sees(Query query) {
        withoutTransactions = Optional.empty();
        storedObjects = Optional.empty();
        sourceTriggers = Optional.empty();
        triggersLooked = false;
        String text = EXECUTABLE_MARK
                .matcher(COMMENT.matcher(query.sql()).replaceAll(" "))
                .replaceAll(" ");
        if (TEMPORARY.matcher(text).matches()) {
            Matcher named = TEMPORARY_TABLE.matcher(text);
            if (named.matches()) {
                temporaryTables.add(name(named).toLowerCase(Locale.ROOT));
            } else {
                temporaryTableUnnamed = true;
            }
        }
    }

    private static String name(Matcher matcher) {
        return matcher.group(1) != null
                ? matcher.group(1).replace("``", "`")
                : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
    }

    Disposition replay(Statement logged) throws SQLException, ApplierException, StoppedException {
        Statement statement = logged.in(rules.rewritten(logged.database()));
        String text = text(statement);
        if (!scope.replicates(statement.database()) || !replicates(statement, text)) {
            return Disposition.FILTERED;
        }
        if (requireRowFormat) {
            throw new ApplierException(
                    3944,
                    Messages.queryFailed(
                            "The query does not comply with variable require_row_format restrictions.",
                            statement.database(),
                            text));
        }
        refuseHalfDone(statement, text);
        try {
            for (String sql : statements(statement, text)) {
                session.execute(sql);
            }
        } catch (SQLException e) {
            throw failure(e, statement, text);
        } finally {
            session.dialect().prepareSession(session.connection());
        }
        return Disposition.APPLIED;
    }

    private boolean replicates(Statement statement, String text) throws ApplierException {
        Query query = new Query(
                statement.header(),
                statement.database(),
                text,
                statement.session(),
                true,
                statement.version(),
                statement.errorCode());
        return filter.replicates(query, new SchemaChange.StatementFormatDml(text, ""));
    }

    private Iterable<String> statements(Statement statement, String text)
            throws SQLException, ApplierException, StoppedException {
        try {
            Iterable<String> statements = session.dialect().replay(statement);
            StatementWords words = StatementWords.of(statement.database(), text);
            refuseHidden(words, statement, text);
            refuseOurState(words, statement, text);
            refuseTemporaryTables(words, statement, text);
            refuseSkippedTriggers(statement, text);
            refuseMissingTriggers(words, statement, text);
            refuseTablesWithoutTransactions(words, statement, text);
            return statements;
        } catch (UnsupportedMappingException e) {
            throw refusal(e.getMessage(), statement, text);
        }
    }

    /** A part of it is in tables without transactions on the source, the rest is not. */
    private static void refuseHalfDone(Statement statement, String text) throws ApplierException {
        if (statement.errorCode() != 0) {
            throw refusal(
                    "This statement failed on the source with error " + statement.errorCode()
                            + " after a part of its work, and which part that was is not known here",
                    statement,
                    text);
        }
    }

    /** Adds to the words those of all that the statement may set off. */
    private void refuseHidden(StatementWords words, Statement statement, String text)
            throws SQLException, ApplierException, StoppedException {
        Optional<String> hidden = storedObjects().follow(words);
        if (hidden.isPresent()) {
            throw refusal(
                    "The statement may use the " + hidden.get()
                            + " of the target, which does not show this account what that does; grant the account SHOW VIEW, and SELECT, EXECUTE and TRIGGER on *.*",
                    statement,
                    text);
        }
    }

    private StoredObjects storedObjects() throws SQLException, StoppedException {
        if (storedObjects.isEmpty()) {
            storedObjects = Optional.of(StoredObjects.of(session));
        }
        return storedObjects.get();
    }

    /** On a source that is a target itself: it would change where this replica stands. */
    private static void refuseOurState(StatementWords words, Statement statement, String text) throws ApplierException {
        if (words.has(StateSchema.NAME)) {
            throw refusal(
                    "This statement names " + StateSchema.NAME
                            + ", where the replica keeps its own state; set binlog_format=ROW on the source for it",
                    statement,
                    text);
        }
    }

    private void refuseTemporaryTables(StatementWords words, Statement statement, String text) throws ApplierException {
        Optional<String> temporary = temporaryTables.stream().filter(words::has).findFirst();
        if (temporary.isPresent() || temporaryTableUnnamed) {
            throw refusal(
                    "Table '" + temporary.orElse("?")
                            + "' is or was a temporary table of the source, which is not here; set binlog_format=ROW on the source",
                    statement,
                    text);
        }
    }

    private void refuseSkippedTriggers(Statement statement, String text) throws SQLException, ApplierException {
        if (triggersLooked) {
            return;
        }
        if (repository.hasSkipped(session.connection(), channel, "trigger:")) {
            throw refusal(
                    "Triggers of the source were passed over, and what they add to a statement is not in a log of statements; set binlog_format=ROW on the source, or make the triggers on the target by hand and delete what"
                            + " " + session.dialect().stateTable("skipped_events") + " says of triggers",
                    statement,
                    text);
        }
        triggersLooked = true;
    }

    /** Of tables that have been there with their triggers since before the replica. */
    private void refuseMissingTriggers(StatementWords words, Statement statement, String text)
            throws SQLException, ApplierException, StoppedException {
        if (sourceTriggers.isEmpty()) {
            sourceTriggers = Optional.of(source.triggers());
        }
        for (Trigger trigger : sourceTriggers.get()) {
            TableName table = trigger.table();
            TableName rewritten = new TableName(rules.rewritten(table.database()), table.table());
            if (isMissing(trigger, words) || isMissing(new Trigger(rewritten, trigger.name()), words)) {
                throw refusal(
                        "Table " + table + " has the trigger '" + trigger.name()
                                + "' on the source and not here, and what it adds to a statement is not in a log of statements; set binlog_format=ROW on the source,"
                                + " or, if it never logs rows of that table, make the trigger on the target by hand",
                        statement,
                        text);
            }
        }
    }

    /** @param trigger by the name that its table would have in the statement */
    private boolean isMissing(Trigger trigger, StatementWords words) throws SQLException, StoppedException {
        return words.has(trigger.table()) && !storedObjects().holds(trigger);
    }

    private void refuseTablesWithoutTransactions(StatementWords words, Statement statement, String text)
            throws SQLException, ApplierException, StoppedException {
        if (withoutTransactions.isEmpty()) {
            withoutTransactions = Optional.of(tablesWithoutTransactions());
        }
        for (TableName table : withoutTransactions.get()) {
            if (words.has(table)) {
                throw refusal(
                        "Table " + table
                                + " of the target has no transactions, and the statement may change it: its rows would not commit together with the position; ALTER TABLE ... ENGINE=InnoDB on the target",
                        statement,
                        text);
            }
        }
    }

    private List<TableName> tablesWithoutTransactions() throws SQLException, StoppedException {
        try (java.sql.Statement select = session.connection().createStatement()) {
            return session.run(select, () -> {
                List<TableName> tables = new ArrayList<>();
                try (ResultSet rows = select.executeQuery(session.dialect().tablesWithoutTransactions())) {
                    while (rows.next()) {
                        tables.add(new TableName(rows.getString(1), rows.getString(2)));
                    }
                }
                return tables;
            });
        }
    }

    /** For names and messages; what runs is the bytes. */
    private static String text(Statement statement) {
        try {
            Optional<SourceCharset> client =
                    statement.session().charsetClientId().isPresent()
                            ? SourceCharset.byCollationId(
                                    statement.session().charsetClientId().getAsInt())
                            : SourceCharset.byName("utf8mb4");
            return client.isPresent() ? client.get().decode(statement.sql()) : latin1(statement);
        } catch (CharacterCodingException e) {
            return latin1(statement);
        }
    }

    private static String latin1(Statement statement) {
        return new String(statement.sql(), StandardCharsets.ISO_8859_1);
    }

    private ApplierException failure(SQLException e, Statement statement, String text) throws SQLException {
        if (session.dialect().classify(e).temporary()) {
            throw e;
        }
        return new ApplierException(
                Failures.code(session.dialect(), e),
                Messages.queryFailed(Failures.text(e), statement.database(), text),
                e);
    }

    private static ApplierException refusal(String problem, Statement statement, String text) {
        return new ApplierException(
                1105,
                Messages.queryFailed(problem, statement.database(), text) + " " + Messages.at(statement.header()));
    }
}
