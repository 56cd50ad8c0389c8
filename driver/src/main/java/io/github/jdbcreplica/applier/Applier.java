package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.event.EventBatch;
import io.github.jdbcreplica.event.EventSource.ParkedRowsDecoder;
import io.github.jdbcreplica.event.PositionTracker;
import io.github.jdbcreplica.event.SourceCatalog;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourcePosition;
import io.github.jdbcreplica.state.ApplierMetadata;
import io.github.jdbcreplica.state.ApplierRepository;
import io.github.jdbcreplica.state.SchemaChangeJournal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Applies batches of events and commits them together with their position: one target transaction holds the whole source transactions of one batch, so that the busier the stream, the fewer the commits,
 * and a reader of the target never sees half a source transaction. A transaction larger than a batch is a target transaction of its own.
 *
 * <p>When a group of transactions fails it is rolled back and applied again one by one: those before the culprit commit, and the culprit's error is exact.
 *
 * <p>What {@link ApplierSettings} say about whole transactions (UNTIL, SOURCE_DELAY, ignored servers, the skip counter) is looked at between two transactions only, with everything before committed when it makes a difference: so a group
 * never runs past a place to stop at, and nothing that is due waits for what is not.
 *
 * <p>Used by one thread, but for {@link #stop}. What it throws: {@link StoppedException} after {@code stop}; {@link ApplierException} for what stops the SQL thread; {@link RewindException} when a new applier must
 * begin at the stored position. After any of them only {@link #close} is allowed.
 */
public final class Applier implements AutoCloseable {
    private static final Disposition ALREADY_EXECUTED =
            Disposition.skipped("the transaction's GTID is in Executed_Gtid_Set");

    private static final Disposition IGNORED_SERVER = Disposition.skipped("its server id is ignored");

    private static final Disposition SKIPPED_BY_COUNTER = Disposition.skipped("sql_replica_skip_counter");

    private final TargetSession session;
    private final String channel;
    private final long retries;
    private final ApplierSettings settings;
    private final ApplierFence fence;
    private final ApplierListener listener;
    private final ApplierRepository repository;
    private final SchemaChangeJournal journal;
    private final EventTally tally = new EventTally();
    private final SourceModel model;
    private final RowWriter rows;
    private final ParkedRowsDecoder parkedDecoder;
    private final Optional<StopPoint> stopPoint;
    private final Optional<SourceDelay> delay;
    private SkipCounter skipCounter;
    private final Clock clock;

    private ApplierMetadata committed;
    private long epoch;
    private PositionTracker tracker;
    private TransactionApplier transaction;
    private PreparedStatement advance;

    /** Where in the batch the open target transaction begins; -1 when it began in an earlier batch. */
    private int groupStart;

    private int groupTransactions;

    /** What becomes of every event of the transaction under way, when it is passed over whole. */
    private Optional<Disposition> passedOver = Optional.empty();

    private boolean stopPointReached;

    /** The journal holds an entry of the transaction under way; it goes when the position has passed it. */
    private boolean schemaChanged;

    /**
     * @param retries how often a transaction is tried again after a temporary error
     * @param clockDifferenceSeconds our clock minus the source's, as far as it is known
     */
    public Applier(
            Connection connection,
            Dialect dialect,
            String channel,
            long retries,
            ApplierSettings settings,
            SourceCatalog catalog,
            ParkedRowsDecoder parkedDecoder,
            ApplierFence fence,
            ApplierListener listener,
            Clock clock,
            LongSupplier clockDifferenceSeconds) {
        this.session = new TargetSession(connection, dialect);
        this.repository = new ApplierRepository(dialect);
        this.journal = new SchemaChangeJournal(dialect);
        this.channel = channel;
        this.retries = retries;
        this.settings = settings;
        this.fence = fence;
        this.listener = listener;
        this.parkedDecoder = parkedDecoder;
        this.model = new SourceModel(connection, dialect, channel, catalog);
        this.rows = new RowWriter(session, new TableResolver(session, model), settings.idempotent());
        this.stopPoint = settings.until().map(StopPoint::new);
        this.delay = settings.delay().isZero()
                ? Optional.empty()
                : Optional.of(new SourceDelay(settings.delay(), clockDifferenceSeconds));
        this.skipCounter = new SkipCounter(settings.skipEvents());
        this.clock = clock;
    }

    /** Prepares the session and reads the position, waiting for whatever a former applier of this channel has left behind in the target. */
    public ApplierMetadata open() throws SQLException, ApplierException, StoppedException {
        session.prepare();
        keepOthersOut();
        committed = readPosition();
        fence.check(session.connection());
        epoch = repository.beginEpoch(session.connection(), channel);
        session.commit();
        tracker = new PositionTracker(committed.position());
        FilterRules rules = new FilterRules(settings.filter());
        DatabaseScope scope = new DatabaseScope(session.dialect().speaksMySql());
        transaction = new TransactionApplier(
                session,
                channel,
                rows,
                new SchemaChanger(session, channel, model, scope, rules, settings),
                new StatementReplay(session, channel, model, scope, rules, settings.requireRowFormat()),
                new RowRoutes(rules, scope),
                tracker,
                tally,
                parkedDecoder);
        transaction.open(committed.position().gtids());
        advance = repository.prepareAdvance(session.connection());
        stopPointReached =
                stopPoint.filter(point -> point.reached(committed.position())).isPresent();
        return committed;
    }

    /** After {@link #open}: how many events are still to be passed over, which may depend on the position that was found. */
    public void skipEvents(long events) {
        skipCounter = new SkipCounter(events);
    }

    /** The UNTIL condition is satisfied, and what was applied until then is committed: {@link #apply} would do nothing. */
    public boolean stopPointReached() {
        return stopPointReached;
    }

    /** Of the lock that the channel's applier has in the target where there are such. A lock's name has 64 characters, a channel's too. */
    public static String lockName(String channel) {
        return "jdbc_replica_"
                + UUID.nameUUIDFromBytes(channel.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace('-', '_');
    }

    private void keepOthersOut() throws SQLException, StoppedException {
        Optional<String> lock = session.dialect().sessionLock(lockName(channel));
        if (lock.isPresent() && !session.answersOne(lock.get())) {
            throw new SQLException(
                    "Another session of the target is still applying channel '" + channel
                            + "': a second replica, or a statement that a former one left behind",
                    "HY000",
                    1205);
        }
    }

    private ApplierMetadata readPosition() throws SQLException, ApplierException, StoppedException {
        try (PreparedStatement lock = repository.prepareLock(session.connection(), channel)) {
            return session.run(lock, () -> repository.read(lock))
                    .orElseThrow(() -> new ApplierException(
                            1872, "Replica failed to initialize applier metadata structure from the repository"));
        }
    }

    public void apply(EventBatch batch)
            throws SQLException, ApplierException, StoppedException, RewindException, InterruptedException {
        boolean singly = false;
        long attempts = 0;
        int next = 0;
        groupStart = tracker.atBoundary() ? 0 : -1;
        while (next < batch.size() && !stopPointReached) {
            rows.flushEachEvent(singly);
            try {
                next = singly || groupStart < 0 ? applyOne(batch, next) : applyGroup(batch, next);
                attempts = 0;
            } catch (StoppedException | InterruptedException | RewindException e) {
                throw e;
            } catch (Exception e) {
                session.checkStop();
                ApplierException error = describe(e, batch);
                boolean temporary = temporary(e);
                if (lostConnection(e)) {
                    throw new RewindException(error);
                }
                abandonOrRewind(error);
                if (singly || groupStart < 0) {
                    if (!temporary || attempts++ >= retries) {
                        keepRefused(error);
                        throw error;
                    }
                    session.pause(Duration.ofSeconds(Math.min(attempts, 5)));
                }
                if (groupStart < 0) {
                    throw new RewindException(error);
                }
                singly = true;
                next = groupStart;
            }
        }
    }

    private void keepRefused(ApplierException error) {
        try {
            if (transaction.stopsAtSchemaChange()) {
                // Another applier may be at a schema change of its own by now.
                fence.check(session.connection());
                transaction.keepRefused();
            }
        } catch (SQLException | ApplierException e) {
            error.addSuppressed(e);
        }
    }

    /** The whole transactions of the batch together; what is left of the batch belongs to a transaction that goes on in the next one. */
    private int applyGroup(EventBatch batch, int from) throws Exception {
        int end = batch.boundary() > from ? batch.boundary() : batch.size();
        for (int i = from; i < end; i++) {
            if (endsBefore(batch.get(i)) && ends(i)) {
                return i;
            }
            if (tracker.atBoundary()) {
                if (schemaChangeAhead(batch, i)) {
                    commit(i);
                    return applyOne(batch, i);
                }
                if (mayNotBegin(batch.get(i), i)) {
                    return i;
                }
            }
            step(batch.get(i));
            if (ends(i + 1)) {
                return i + 1;
            }
        }
        if (tracker.atBoundary()) {
            commit(end);
        }
        return end;
    }

    /** Up to the end of the transaction under way. */
    private int applyOne(EventBatch batch, int from) throws Exception {
        int i = from;
        if (endsBefore(batch.get(i))) {
            if (!ends(i)) {
                commit(i);
            }
            return i;
        }
        if (tracker.atBoundary() && mayNotBegin(batch.get(i), i)) {
            return i;
        }
        do {
            step(batch.get(i++));
        } while (i < batch.size() && !tracker.atBoundary() && !endsBefore(batch.get(i)));
        if (tracker.atBoundary() && !ends(i)) {
            commit(i);
        }
        return i;
    }

    /**
     * Waits until the event may begin a transaction, with everything before it committed.
     *
     * @return whether the replica stops before it
     */
    private boolean mayNotBegin(SourceEvent event, int index) throws Exception {
        if (stopPoint.isPresent() && stopPoint.get().liesBefore(event)) {
            commit(index);
            stopPointReached = true;
        } else if (delay.isPresent() && beginsTransaction(event)) {
            decideToPassOver(event);
            if (passedOver.isEmpty()) {
                listener.applying(event.header().timestampSeconds());
                awaitDue(delay.get().due(event), index);
            }
        }
        return stopPointReached;
    }

    private void awaitDue(long due, int index) throws Exception {
        long now = clock.instant().getEpochSecond();
        if (due <= now) {
            return;
        }
        commit(index);
        listener.delayedUntil(due);
        try {
            while (now < due) {
                session.pause(Duration.between(clock.instant(), Instant.ofEpochSecond(due)));
                now = clock.instant().getEpochSecond();
            }
        } finally {
            listener.delayEnded();
        }
    }

    /** After each event: whether the condition of UNTIL is satisfied; what was applied is then committed. */
    private boolean ends(int next) throws Exception {
        if (stopPoint.isPresent() && tracker.atBoundary() && stopPoint.get().reached(tracker.position())) {
            commit(next);
            stopPointReached = true;
        }
        return stopPointReached;
    }

    /** A statement commits by itself on most targets: it must not take others' transactions with it. It stands behind a Gtid, and a Begin when rows follow it. */
    private static boolean schemaChangeAhead(EventBatch batch, int index) {
        for (int i = index; i < Math.min(index + 3, batch.size()); i++) {
            if (batch.get(i) instanceof SourceEvent.Query) {
                return true;
            }
            if (!(batch.get(i) instanceof SourceEvent.Gtid || batch.get(i) instanceof SourceEvent.Begin)) {
                return false;
            }
        }
        return false;
    }

    private void step(SourceEvent event) throws Exception {
        session.checkStop();
        if (event instanceof SourceEvent.StreamStarted) {
            voidUnfinished();
            return;
        }
        boolean endsTargetTransaction = event instanceof SourceEvent.Rollback || event instanceof SourceEvent.Query;
        if (endsTargetTransaction && groupTransactions > 0) {
            throw new ApplierException(1105, "a rollback or a schema change is applied alone");
        }
        session.begin();
        schemaChanged |= event instanceof SourceEvent.Query;
        listener.applying(event.header().timestampSeconds());
        if (event instanceof SourceEvent.Gtid named) {
            listener.begins(named);
        }
        if (tracker.atBoundary() && beginsTransaction(event)) {
            decideToPassOver(event);
        }
        tally.read(event);
        tally.disposed(event, passedOver.isPresent() ? passedOver.get() : event.accept(transaction));
        tracker.accept(event);
        if (passedOver.isPresent()) {
            passOver(event);
        }
        if (event instanceof SourceEvent.Query query
                && passedOver.filter(SKIPPED_BY_COUNTER::equals).isPresent()) {
            transaction.passedOver(query);
        }
        if (tracker.transactionEnded()) {
            transactionEnded();
        }
    }

    /** Whether the event begins another transaction than the one under way. That one was passed over, or what could not be decoded would have stopped us. */
    private boolean endsBefore(SourceEvent next) {
        boolean ended = tracker.endsBefore(next);
        if (ended) {
            if (passedOver.isPresent() && passedOver.get() == SKIPPED_BY_COUNTER) {
                skipCounter.transactionEnded();
            }
            transactionEnded();
        }
        return ended;
    }

    private void transactionEnded() {
        groupTransactions++;
        if (passedOver.isEmpty() || passedOver.get() != IGNORED_SERVER) {
            tally.transactionEnded();
        }
        passedOver = Optional.empty();
        transaction.forgetTransaction();
    }

    /** Not what stands between transactions. */
    private static boolean beginsTransaction(SourceEvent event) {
        return !(event instanceof SourceEvent.Informational
                || event instanceof SourceEvent.Rotate
                || event instanceof SourceEvent.StreamStarted);
    }

    private void decideToPassOver(SourceEvent first) {
        if (settings.ignoredServerIds().contains(first.header().serverId())) {
            passedOver = Optional.of(IGNORED_SERVER);
        } else if (!skipCounter.isZero()) {
            passedOver = Optional.of(SKIPPED_BY_COUNTER);
        } else if (first instanceof SourceEvent.Gtid named
                && named.gtid()
                        .filter(gtid -> tracker.position().gtids().contains(gtid))
                        .isPresent()) {
            passedOver = Optional.of(ALREADY_EXECUTED);
        } else {
            passedOver = Optional.empty();
        }
    }

    /** As on a native replica, whose receiver drops the events of an ignored server: their GTIDs are not executed, and with SOURCE_AUTO_POSITION the source sends them again. */
    private void passOver(SourceEvent event) {
        if (passedOver.get() == IGNORED_SERVER) {
            tracker.forgetGtid();
        } else if (passedOver.get() == SKIPPED_BY_COUNTER) {
            skipCounter.passed(event, tracker.transactionEnded());
        }
    }

    /** The connection to the source was lost in the middle of a transaction, and the source begins it again. */
    private void voidUnfinished() throws SQLException {
        if (!tracker.atBoundary()) {
            abandon();
            groupStart = 0;
        }
    }

    private void commit(int next)
            throws SQLException, ApplierException, TargetFailure, StoppedException, RewindException {
        rows.flush();
        tally.rowsApplied(rows.takeRowsApplied());
        tally.rowsPassedOver(rows.takeRowsPassedOver());
        SourcePosition position = tracker.position();
        if (!tally.isEmpty() || !position.equals(committed.position())) {
            ApplierMetadata metadata = new ApplierMetadata(position, tally.addedTo(committed.counters()));
            write(metadata);
            listener.committing(position, skipCounter.remaining());
            commitInTarget();
            committed = metadata;
            listener.committed(metadata);
            if (skipCounter.commit()) {
                listener.skipCounter(skipCounter.value());
            }
        }
        tally.clear();
        groupTransactions = 0;
        schemaChanged = false;
        groupStart = next;
    }

    /** Whatever a failing commit has done, only the target knows: the position has to be read again. */
    private void commitInTarget() throws StoppedException, RewindException {
        try {
            session.commit();
        } catch (SQLException e) {
            throw new RewindException(new ApplierException(
                    Failures.code(session.dialect(), e), "The target failed to commit: " + e.getMessage(), e));
        }
    }

    private void write(ApplierMetadata metadata) throws SQLException, ApplierException, StoppedException {
        repository.bindAdvance(advance, channel, metadata, epoch);
        if (session.executeUpdate(advance) != 1) {
            throw new ApplierException(
                    1872,
                    "The position of channel '" + channel
                            + "' in " + session.dialect().stateTable("applier_metadata")
                            + " is another applier's by now, or gone: nothing was committed");
        }
        if (session.dialect().beginTransaction().isPresent()) {
            fence.renew(session.connection());
        }
        if (schemaChanged) {
            journal.clear(session.connection(), channel);
        }
        repository.addSkipped(session.connection(), channel, tally.reasons());
    }

    /** A connection that does not even roll back is of no use: its transaction ended by itself, or nobody knows how. */
    private void abandonOrRewind(ApplierException error) throws RewindException {
        try {
            abandon();
        } catch (SQLException e) {
            error.addSuppressed(e);
            throw new RewindException(error);
        }
    }

    /** Rolls back to the last commit. */
    private void abandon() throws SQLException {
        listener.rolledBack();
        rows.discard();
        rows.forgetTables();
        model.forget();
        session.rollback();
        transaction.forgetTransaction();
        tracker.reset(committed.position());
        tally.clear();
        groupTransactions = 0;
        schemaChanged = false;
        passedOver = Optional.empty();
        skipCounter.rollback();
    }

    private ApplierException describe(Exception e, EventBatch batch) {
        if (e instanceof ApplierException) {
            return (ApplierException) e;
        }
        SQLException sql = sqlException(e);
        if (sql == null) {
            return new ApplierException(
                    1105, "The applier failed at " + tracker.position().coordinates() + ": " + e, e);
        }
        String message = e instanceof TargetFailure
                ? e.getMessage()
                : "The target failed after " + tracker.position().coordinates() + ": " + Failures.text(sql);
        return new ApplierException(Failures.code(session.dialect(), sql), message, sql);
    }

    private boolean temporary(Exception e) {
        SQLException sql = sqlException(e);
        return sql != null && session.dialect().classify(sql).temporary();
    }

    private boolean lostConnection(Exception e) {
        SQLException sql = sqlException(e);
        return sql != null && session.dialect().classify(sql) == TargetError.CONNECTION_LOST;
    }

    private static SQLException sqlException(Throwable e) {
        if (e instanceof SQLException) {
            return (SQLException) e;
        }
        boolean carrier = e instanceof TargetFailure || e instanceof SchemaChanger.UncheckedSqlException;
        return carrier ? (SQLException) e.getCause() : null;
    }

    /** From any thread: ends the statement in flight and makes {@link #apply} throw. Repeat until the applier's thread is down; may block while the driver reaches for its server. */
    public void stop() throws SQLException {
        session.stop();
    }

    /** Whether a transaction is open in the target, whose rollback may take long. */
    public boolean hasOpenTransaction() {
        return tracker != null && (!tracker.atBoundary() || groupTransactions > 0);
    }

    /** Rolls back what is open and closes the connection. */
    @Override
    public void close() throws SQLException {
        try (Connection connection = session.connection()) {
            connection.rollback();
        }
    }
}
