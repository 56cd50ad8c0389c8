package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.ddl.DdlParser;
import io.github.jdbcreplica.ddl.ModelEffect;
import io.github.jdbcreplica.ddl.NotUnderstoodException;
import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.dialect.DdlPlan;
import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import io.github.jdbcreplica.state.SchemaChangeJournal;
import io.github.jdbcreplica.state.SchemaChangeJournal.Entry;
import io.github.jdbcreplica.state.SourceTableRepository;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Statements of text into the target: parse, plan, execute. Where the target's DDL commits by itself, each statement is journalled before it runs, so that after a crash between its effect and the commit of the
 * position it is not run twice: the same event comes again, and the journal's fingerprint tells whether the catalogue has changed since. The caller has committed everything before, and commits the position after.
 */
final class SchemaChanger {
    private final TargetSession session;
    private final String channel;
    private final SourceModel model;
    private final DatabaseScope scope;
    private final FilterRules rules;
    private final StatementFilter filter;
    private final boolean requireRowFormat;
    private final PrimaryKeyRule primaryKeys;
    private final SchemaChangeJournal journal;
    private Optional<Refused> refused = Optional.empty();

    /** The statement at which the replica stops. */
    private record Refused(Query logged, String eventId) {}

    /** The event whose statement was to fail here as it did on the source, and did not. The applier tries every failed event twice; the second time the statement would fail as expected, of its own first effect. */
    private String differedAt = "";

    private ApplierException difference;

    /** The default database of the statement under way on the source, and in the target. */
    private String sourceDatabase = "";

    private String targetDatabase = "";

    private RewrittenNames names = RewrittenNames.NONE;

    SchemaChanger(
            TargetSession session,
            String channel,
            SourceModel model,
            DatabaseScope scope,
            FilterRules rules,
            ApplierSettings settings)
            throws ApplierException {
        this.session = session;
        this.channel = channel;
        this.model = model;
        this.scope = scope;
        this.rules = rules;
        this.filter = new StatementFilter(rules);
        this.requireRowFormat = settings.requireRowFormat();
        this.journal = new SchemaChangeJournal(session.dialect());
        this.primaryKeys = new PrimaryKeyRule(settings.primaryKeyCheck(), session.dialect());
    }

    /** @param amidRows rows of the same transaction wait for its end */
    Disposition apply(Query logged, String eventId, boolean amidRows)
            throws SQLException, ApplierException, StoppedException {
        refused = Optional.empty();
        try {
            return change(logged, eventId, amidRows);
        } catch (ApplierException e) {
            refused = Optional.of(new Refused(logged, eventId));
            throw e;
        }
    }

    private Disposition change(Query logged, String eventId, boolean amidRows)
            throws SQLException, ApplierException, StoppedException {
        if (eventId.equals(differedAt)) {
            throw difference;
        }
        Query query = logged.in(rules.rewritten(logged.database()));
        inDatabases(logged.database(), query.database());
        names = new RewrittenNames(session.dialect().onlyDatabase().isPresent() ? rules::rewritten : name -> name);
        SchemaChange parsed = names.of(parse(query));
        if (!filter.replicates(query, parsed)) {
            followSource(logged);
            return Disposition.FILTERED;
        }
        if (requireRowFormat) {
            requireRowFormat(query, parsed);
        }
        parsed = asItEnded(query, parsed);
        if (outOfScope(query, parsed)) {
            return Disposition.FILTERED;
        }
        SchemaChange change = withoutDatabase(withoutViews(parsed, eventId));
        if (isOlderThanTheReplica(change, eventId)) {
            return Disposition.skipped("what IF NOT EXISTS asks for was there already");
        }
        primaryKeys.require(query, change, name -> storedUnchecked(name));
        DdlPlan plan = session.dialect().plan(change, name -> storedUnchecked(name), name -> describedUnchecked(name));
        if (plan instanceof DdlPlan.NoOp) {
            follow(logged, change);
            return Disposition.skipped(((DdlPlan.NoOp) plan).reason());
        }
        if (plan instanceof DdlPlan.Unsupported) {
            throw refusal(((DdlPlan.Unsupported) plan).problem(), query, change);
        }
        int expectedError = droppedWhatWasThere(query, change) ? 0 : PartialFailure.expected(query);
        if (expectedError != 0 && !session.dialect().failsLike(query.version())) {
            throw refusal(
                    "This statement failed on the source with error " + expectedError
                            + " after a part of its work, and which part that was is not known here",
                    query,
                    change);
        }
        if (amidRows && !session.dialect().transactionalDdl()) {
            throw refusal(
                    "This statement stands in the middle of a transaction, whose first rows the target would commit with it",
                    query,
                    change);
        }
        if (amidRows && !session.dialect().beforeSchemaChange().isEmpty()) {
            throw refusal(
                    "This statement stands in the middle of a transaction, in which the target's session cannot be put into the state for it",
                    query,
                    change);
        }
        if (!amidRows) {
            session.enterSchemaChange();
        }
        if (plan instanceof DdlPlan.IfEmpty conditional) {
            requireEmpty(conditional, query, change);
            plan = conditional.apply();
        }
        List<String> statements = ((DdlPlan.Apply) plan).statements();
        if (session.dialect().transactionalDdl()) {
            executeAll(query, change, statements);
        } else {
            executeJournalled(query, change, eventId, statements, expectedError);
        }
        follow(logged, change);
        return Disposition.APPLIED;
    }

    /** Where a database of the source is no database, but its tables have come to another. */
    private SchemaChange withoutDatabase(SchemaChange change) {
        if (!(change instanceof SchemaChange.DropDatabase drop) || !names.rewrites(drop.database())) {
            return change;
        }
        List<TableName> tables =
                tablesUnchecked(drop.database()).stream().map(names::of).toList();
        return new SchemaChange.DropTables(drop.sql(), tables, true, false);
    }

    private void inDatabases(String source, String target) {
        sourceDatabase = source;
        targetDatabase = target;
    }

    private static void requireRowFormat(Query query, SchemaChange change) throws ApplierException {
        boolean temporary = change instanceof SchemaChange.OtherObject object
                        && object.kind() == SchemaChange.OtherObject.Kind.TEMPORARY_TABLE
                || change instanceof SchemaChange.DropTables drop && drop.temporary();
        if (temporary || change instanceof SchemaChange.StatementFormatDml) {
            throw new ApplierException(
                    3944,
                    Messages.queryFailed(
                            "The query does not comply with variable require_row_format restrictions.",
                            query.database(),
                            Messages.shown(change)));
        }
    }

    /** DROP TABLE has dropped the tables that were there, and perhaps failed for others. On some targets it would drop none. */
    private SchemaChange asItEnded(Query query, SchemaChange change) throws SQLException, ApplierException {
        if (PartialFailure.isAbort(query)) {
            throw PartialFailure.aborted(query, change);
        }
        if (!droppedWhatWasThere(query, change)) {
            return change;
        }
        Dialect dialect = session.dialect();
        List<String> names = new ArrayList<>();
        boolean allAreThere = true;
        for (TableName table : change.tables()) {
            allAreThere &= dialect.has(session.connection(), table);
            names.add(dialect.qualified(table));
        }
        if (allAreThere && query.errorCode() != 0) {
            throw PartialFailure.different(query, change, "no error", 0);
        }
        return new SchemaChange.DropTables(
                "DROP TABLE IF EXISTS " + String.join(", ", names), change.tables(), true, false);
    }

    /** MariaDB does not log the error; its replicas make DROP TABLE IF EXISTS of all (slave_ddl_exec_mode). */
    private static boolean droppedWhatWasThere(Query query, SchemaChange change) {
        if (!(change instanceof SchemaChange.DropTables drop) || drop.ifExists() || drop.temporary()) {
            return false;
        }
        return query.errorCode() == PartialFailure.UNKNOWN_TABLE
                || query.errorCode() == 0
                        && query.version().mariaDb()
                        && drop.tables().size() > 1;
    }

    private void requireEmpty(DdlPlan.IfEmpty plan, Query query, SchemaChange change)
            throws SQLException, ApplierException, StoppedException {
        // Not every product has a SELECT without FROM.
        String rows = "SELECT 1 FROM " + session.dialect().qualified(plan.table());
        if (session.answersOne(rows)) {
            throw refusal(plan.problem(), query, change);
        }
    }

    private static Set<String> databases(SchemaChange change) {
        Set<String> databases = new LinkedHashSet<>(change.databases());
        change.tables().forEach(table -> databases.add(table.database()));
        return databases;
    }

    private boolean replicatesAll(SchemaChange change) {
        return databases(change).stream().allMatch(scope::replicates);
    }

    private boolean outOfScope(Query query, SchemaChange change) throws ApplierException {
        Set<String> databases = databases(change);
        long replicated = databases.stream().filter(scope::replicates).count();
        if (replicated > 0 && replicated < databases.size()) {
            throw refusal(
                    "This statement changes databases that are replicated and others that are not", query, change);
        }
        return replicated < databases.size();
    }

    private static ApplierException refusal(String problem, Query query, SchemaChange change) {
        return new ApplierException(
                1105,
                Messages.queryFailed(problem, query.database(), Messages.shown(change)) + " "
                        + Messages.at(query.header()));
    }

    /** Whether the last schema change was refused; on a target that keeps a model. */
    boolean hasRefused() {
        return refused.isPresent() && !session.dialect().speaksMySql();
    }

    /**
     * The replica stops at a schema change, and all that is not committed is rolled back. Who passes over its transaction with SET GTID_NEXT keeps the source from sending it again, and has made the change by hand: what it makes of the
     * model is kept until then.
     */
    void keepRefused() throws SQLException, ApplierException {
        String eventId = refused.get().eventId();
        Optional<Entry> entry = journal.find(session.connection(), channel)
                .filter(e -> e.eventId().equals(eventId));
        if (entry.isEmpty() || entry.get().statement().isEmpty()) {
            String effect = RefusedEffect.text(
                    effectOnSource(parsedForSource(refused.get().logged())));
            int step = entry.map(Entry::step).orElse(0);
            journal.write(session.connection(), channel, new Entry(eventId, step, effect, ""));
            session.connection().commit();
        }
    }

    /** Before the first event: the change at which the replica stopped may have been passed over. */
    void followPassedOver(GtidSet executed) throws SQLException {
        Optional<Entry> entry = journal.find(session.connection(), channel)
                .filter(e -> e.statement().isEmpty() && !e.fingerprint().isEmpty());
        if (entry.isPresent() && names(executed, entry.get().eventId())) {
            follow(RefusedEffect.of(entry.get().fingerprint()));
            journal.clear(session.connection(), channel);
            session.connection().commit();
        }
    }

    private static boolean names(GtidSet executed, String eventId) {
        try {
            return executed.contains(eventId.substring(0, eventId.lastIndexOf(' ')));
        } catch (IllegalArgumentException e) {
            // A place in the log: what is passed over by the counter comes along here.
            return false;
        }
    }

    /** A statement that the counter passes over: the user has made its change by hand. */
    void passedOver(Query logged) throws SQLException, ApplierException {
        followSource(logged);
    }

    /** The transaction was rolled back, and what it did to the model with it. */
    void forget() {
        model.forget();
    }

    private SchemaChange parse(Query query) throws ApplierException {
        try {
            return DdlParser.parse(
                    query, this::storedUnchecked, this::collationUnchecked, this::nativeForeignKeysUnchecked);
        } catch (UncheckedApplierException e) {
            throw e.getCause();
        }
    }

    /**
     * The source logs CREATE ... IF NOT EXISTS when it did nothing too. What the target has and the model does not know is then older than the replica, and its definition is not the statement's. An entry in the
     * journal would tell that it was not there when this statement first came.
     */
    private boolean isOlderThanTheReplica(SchemaChange change, String eventId) throws SQLException {
        Optional<TableName> name = change.madeIfAbsent();
        return name.isPresent()
                && !session.dialect().speaksMySql()
                && !holds(name.get())
                && session.dialect().has(session.connection(), name.get())
                && !begun(eventId);
    }

    private boolean begun(String eventId) throws SQLException {
        return journal.find(session.connection(), channel)
                .filter(e -> e.eventId().equals(eventId) && e.begun())
                .isPresent();
    }

    /** In the middle of the statement a table may have its new name already. */
    private SchemaChange withoutViews(SchemaChange change, String eventId) throws SQLException {
        if (session.dialect().speaksMySql() || !(change instanceof SchemaChange.RenameTables)) {
            return change;
        }
        boolean begun = begun(eventId);
        return RenamedTables.of(
                (SchemaChange.RenameTables) change,
                rename -> holds(rename.getKey())
                        || session.dialect().has(session.connection(), rename.getKey())
                        || begun && session.dialect().has(session.connection(), rename.getValue()));
    }

    private void executeAll(Query query, SchemaChange change, List<String> statements)
            throws SQLException, ApplierException, StoppedException {
        for (String statement : statements) {
            attempt(query, change, statement, 0);
            session.dialect().prepareSession(session.connection());
        }
    }

    /** With each statement committing by itself, as in a session of the source: MariaDB's EXCHANGE PARTITION waits for itself for ever in a session that does not. */
    private void executeJournalled(
            Query query, SchemaChange change, String eventId, List<String> statements, int expectedError)
            throws SQLException, ApplierException, StoppedException {
        int next = resume(change, eventId);
        // After a crash nobody knows whether the step that had to fail is among those that are done.
        boolean asExpected = expectedError == 0 || next > 0;
        for (int step = next; step < statements.size(); step++) {
            String fingerprint = session.dialect().fingerprint(session.connection(), change);
            journal.write(
                    session.connection(),
                    channel,
                    new Entry(eventId, step, fingerprint, Messages.shown(change, statements.get(step))));
            session.commit();
            session.autoCommit(true);
            boolean succeeded;
            try {
                succeeded = attempt(query, change, statements.get(step), expectedError);
            } catch (SQLException | ApplierException e) {
                takeBack(eventId, step, e);
                throw e;
            } catch (StoppedException e) {
                settle(change, eventId, e);
                throw e;
            }
            // What fails from here on, a cancel that comes late above all, leaves the statement's effect and its
            // intent.
            backToOurSession();
            asExpected |= !succeeded;
        }
        if (!asExpected) {
            difference = PartialFailure.different(query, change, "no error", 0);
            differedAt = eventId;
            takeBack(eventId, 0, difference);
            throw difference;
        }
        // Until the position commits the journal says that all steps are done, so that a crash from here on repeats
        // none.
        passOver(eventId, statements.size());
    }

    /**
     * A target that answers with an error has done nothing, and what changes the table from here on is the user's repair: it must not be taken for the effect of the statement. A target that does not answer any
     * more leaves the intent in the journal, also when the driver has turned to another of its hosts by now and could write there.
     */
    private void takeBack(String eventId, int step, Exception failure) {
        if (failure instanceof SQLException
                && session.dialect().classify((SQLException) failure) == TargetError.CONNECTION_LOST) {
            return;
        }
        try {
            backToOurSession();
            passOver(eventId, step);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** A statement that was cancelled has taken effect or it has not: found out now, while nobody else has changed the table. What cannot be found out stays an intent. */
    private void settle(SchemaChange change, String eventId, StoppedException stop) {
        try {
            backToOurSession();
            passOver(eventId, resume(change, eventId));
        } catch (SQLException e) {
            stop.addSuppressed(e);
        }
    }

    private void passOver(String eventId, int step) throws SQLException {
        journal.write(session.connection(), channel, new Entry(eventId, step, "", ""));
        session.connection().commit();
    }

    /** The first step that has not taken effect. */
    private int resume(SchemaChange change, String eventId) throws SQLException {
        Optional<Entry> entry = journal.find(session.connection(), channel)
                .filter(e -> e.eventId().equals(eventId));
        if (entry.isEmpty()) {
            return 0;
        }
        int step = entry.get().step();
        if (entry.get().statement().isEmpty()) {
            return step;
        }
        session.dialect().repair(session.connection(), change, name -> storedUnchecked(name));
        String fingerprint = session.dialect().fingerprint(session.connection(), change);
        return fingerprint.equals(entry.get().fingerprint()) ? step : step + 1;
    }

    private void backToOurSession() throws SQLException {
        session.autoCommit(false);
        session.dialect().prepareSession(session.connection());
    }

    /** @return false when it failed as expected */
    private boolean attempt(Query query, SchemaChange change, String sql, int expectedError)
            throws SQLException, ApplierException, StoppedException {
        enterSession(query, change);
        return succeeds(query, change, sql, expectedError);
    }

    private void enterSession(Query query, SchemaChange change)
            throws SQLException, ApplierException, StoppedException {
        try {
            for (String enter : session.dialect().enterSession(defaultDatabase(query, change), query)) {
                session.execute(enter);
            }
            Optional<String> keys = primaryKeys.sessionSetting();
            if (keys.isPresent()) {
                session.execute(keys.get());
            }
        } catch (UnsupportedMappingException e) {
            throw refusal(e.getMessage(), query, change);
        } catch (SQLException e) {
            throw failure(e, query, change);
        }
    }

    private boolean succeeds(Query query, SchemaChange change, String sql, int expectedError)
            throws SQLException, ApplierException, StoppedException {
        try {
            session.execute(sql);
            return true;
        } catch (SQLException e) {
            ApplierException failure = failure(e, query, change);
            if (expectedError == 0) {
                throw failure;
            }
            if (failure.code() != expectedError) {
                throw PartialFailure.different(query, change, Failures.text(e), failure.code());
            }
            return false;
        }
    }

    private ApplierException failure(SQLException e, Query query, SchemaChange change) throws SQLException {
        Dialect dialect = session.dialect();
        if (dialect.classify(e).temporary()) {
            throw e;
        }
        return new ApplierException(
                Failures.code(dialect, e),
                Messages.queryFailed(Failures.text(e), query.database(), Messages.shown(change)),
                e);
    }

    /** The source logs CREATE and DROP DATABASE under the name of the very database, which may not be there. */
    private String defaultDatabase(Query query, SchemaChange change) throws SQLException {
        boolean itself = change instanceof SchemaChange.CreateDatabase || change instanceof SchemaChange.DropDatabase;
        return itself || isFilteredOut(query.database(), change) ? "" : query.database();
    }

    /** A filter may keep the default database out of the target and let the statement in, which then names all its tables in full. */
    private boolean isFilteredOut(String database, SchemaChange change) throws SQLException {
        return !rules.none()
                && !database.isEmpty()
                && !change.tables().isEmpty()
                && change.tables().stream().noneMatch(table -> table.database().equals(database))
                && !session.dialect().has(session.connection(), new TableName(database, ""));
    }

    /** The model is of the source's tables, whatever the target calls them. */
    private void follow(Query logged, SchemaChange change) throws SQLException, ApplierException {
        if (sourceDatabase.equals(targetDatabase) && names.none()) {
            follow(change);
        } else {
            followSource(logged);
        }
    }

    /** What is not replicated now may be later, when the filter is another: its rows will need the definitions of their time. */
    private void followSource(Query logged) throws SQLException, ApplierException {
        if (session.dialect().speaksMySql()) {
            return;
        }
        SchemaChange change = parsedForSource(logged);
        Map<TableName, Optional<Table>> effect = effectOnSource(change);
        if (replicatesAll(change)) {
            followDatabase(change);
        }
        follow(effect);
    }

    /** Under the names that the source has for everything. */
    private SchemaChange parsedForSource(Query logged) throws ApplierException {
        names = RewrittenNames.NONE;
        inDatabases(logged.database(), logged.database());
        return parse(logged);
    }

    /** A table of which nobody knows what the statement made of it is asked of the source. */
    private Map<TableName, Optional<Table>> effectOnSource(SchemaChange change) {
        if (change instanceof SchemaChange.Unparsable unparsable) {
            return unknown(unparsable.tables());
        }
        if (!replicatesAll(change)) {
            return Map.of();
        }
        try {
            return effect(change);
        } catch (NotUnderstoodException e) {
            return unknown(change.tables());
        }
    }

    private static Map<TableName, Optional<Table>> unknown(List<TableName> tables) {
        Map<TableName, Optional<Table>> effect = new LinkedHashMap<>();
        tables.forEach(table -> effect.put(table, Optional.empty()));
        return effect;
    }

    private void follow(SchemaChange change) throws SQLException {
        if (session.dialect().speaksMySql()) {
            return;
        }
        Map<TableName, Optional<Table>> effect = effect(change);
        followDatabase(change);
        follow(effect);
    }

    private Map<TableName, Optional<Table>> effect(SchemaChange change) {
        return ModelEffect.of(change, name -> storedUnchecked(name), database -> tablesUnchecked(database));
    }

    private void follow(Map<TableName, Optional<Table>> effect) throws SQLException {
        for (Map.Entry<TableName, Optional<Table>> table : effect.entrySet()) {
            if (table.getValue().isPresent()) {
                model.put(table.getValue().get());
            } else {
                model.remove(table.getKey());
            }
        }
    }

    private void followDatabase(SchemaChange change) throws SQLException {
        if (change instanceof SchemaChange.CreateDatabase) {
            SchemaChange.CreateDatabase create = (SchemaChange.CreateDatabase) change;
            if (!create.ifNotExists() || !model.holds(new TableName(create.database(), ""))) {
                model.putCollation(create.database(), create.collation());
            }
        } else if (change instanceof SchemaChange.AlterDatabase) {
            SchemaChange.AlterDatabase alter = (SchemaChange.AlterDatabase) change;
            if (alter.collation().isPresent()) {
                model.putCollation(alter.database(), alter.collation().get());
            }
        }
    }

    /** A target that speaks MySQL runs the text and knows by itself, and a database that is not replicated is nobody's concern: what is answered for these means nothing. */
    private Optional<String> collationUnchecked(String database) {
        if (session.dialect().speaksMySql() || !scope.replicates(database)) {
            return Optional.of("utf8mb4_0900_ai_ci");
        }
        try {
            return model.defaultCollation(database.equals(targetDatabase) ? sourceDatabase : database);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        } catch (ApplierException e) {
            throw new UncheckedApplierException(e);
        }
    }

    /** A target that speaks MySQL has the foreign keys that the source has. */
    private boolean nativeForeignKeysUnchecked() {
        if (session.dialect().speaksMySql()) {
            return false;
        }
        try {
            return model.nativeForeignKeys();
        } catch (ApplierException e) {
            throw new UncheckedApplierException(e);
        }
    }

    private Optional<TargetTable> describedUnchecked(TableName name) {
        try {
            return session.dialect().describe(session.connection(), name);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    private Optional<Table> storedUnchecked(TableName name) {
        if (session.dialect().speaksMySql()) {
            return Optional.empty();
        }
        try {
            return stored(name);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    /** By the name that the statement under way has for it in the target. */
    private Optional<Table> stored(TableName name) throws SQLException {
        Optional<TableName> qualified = names.original(name);
        if (qualified.isPresent()) {
            return model.stored(qualified.get()).map(table -> ModelEffect.renamed(table, name));
        }
        boolean rewritten =
                !sourceDatabase.equals(targetDatabase) && name.database().equals(targetDatabase);
        Optional<Table> original =
                rewritten ? model.stored(new TableName(sourceDatabase, name.table())) : Optional.empty();
        return original.isPresent() ? Optional.of(ModelEffect.renamed(original.get(), name)) : model.stored(name);
    }

    private boolean holds(TableName name) throws SQLException {
        return name.table().isEmpty() ? model.holds(name) : stored(name).isPresent();
    }

    private List<TableName> tablesUnchecked(String database) {
        try {
            return new SourceTableRepository(session.dialect()).tablesOf(session.connection(), channel, database);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    /** Carries a SQLException through the pure functions of the ddl package. */
    static final class UncheckedSqlException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UncheckedSqlException(SQLException cause) {
            super(cause);
        }

        @Override
        public synchronized SQLException getCause() {
            return (SQLException) super.getCause();
        }
    }

    private static final class UncheckedApplierException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UncheckedApplierException(ApplierException cause) {
            super(cause);
        }

        @Override
        public synchronized ApplierException getCause() {
            return (ApplierException) super.getCause();
        }
    }
}
