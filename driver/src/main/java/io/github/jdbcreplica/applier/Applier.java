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
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Applies batches of events and commits them together with their position: one target transaction holds the whole source transactions of one batch, so that the busier the stream, the fewer the commits,
 * and a reader of the target never sees half a source transaction. A transaction larger than a batch is a target transaction of its own.
 *
 * <p>When a group of transactions fails it is rolled back and applied again one by one: those before the culprit commit, and the culprit's error is exact.
 *
 * <p>Used by one thread, but for {@link #stop}. What it throws: {@link StoppedException} after {@code stop}; {@link ApplierException} for what stops the SQL thread; {@link RewindException} when a new applier must
 * begin at the stored position. After any of them only {@link #close} is allowed.
 */
public final class Applier implements AutoCloseable {
    private final TargetSession session;
    private final String channel;
    private final long retries;
    private final ApplierSettings settings;
    private final ApplierFence fence;
    private final ApplierListener listener;
    private final ApplierRepository repository = new ApplierRepository();
    private final SchemaChangeJournal journal = new SchemaChangeJournal();
    private final EventTally tally = new EventTally();
    private final SourceModel model;
    private final RowWriter rows;
    private final ParkedRowsDecoder parkedDecoder;

    private ApplierMetadata committed;
    private long epoch;
    private PositionTracker tracker;
    private TransactionApplier transaction;
    private PreparedStatement advance;

    /** Where in the batch the open target transaction begins; -1 when it began in an earlier batch. */
    private int groupStart;

    private int groupTransactions;
    private boolean alreadyExecuted;

    /** The journal holds an entry of the transaction under way; it goes when the position has passed it. */
    private boolean schemaChanged;

    /** @param retries how often a transaction is tried again after a temporary error */
    public Applier(
            Connection connection,
            Dialect dialect,
            String channel,
            long retries,
            ApplierSettings settings,
            SourceCatalog catalog,
            ParkedRowsDecoder parkedDecoder,
            ApplierFence fence,
            ApplierListener listener) {
        this.session = new TargetSession(connection, dialect);
        this.channel = channel;
        this.retries = retries;
        this.settings = settings;
        this.fence = fence;
        this.listener = listener;
        this.parkedDecoder = parkedDecoder;
        this.model = new SourceModel(connection, channel, catalog);
        this.rows = new RowWriter(session, new TableResolver(session, model));
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
        DatabaseScope scope = new DatabaseScope(session.dialect().speaksMySql());
        transaction = new TransactionApplier(
                session,
                channel,
                rows,
                new SchemaChanger(session, channel, model, scope),
                scope,
                tracker,
                tally,
                parkedDecoder);
        advance = repository.prepareAdvance(session.connection());
        return committed;
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
        while (next < batch.size()) {
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
                abandon();
                if (singly || groupStart < 0) {
                    if (!temporary || attempts++ >= retries) {
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

    /** The whole transactions of the batch together; what is left of the batch belongs to a transaction that goes on in the next one. */
    private int applyGroup(EventBatch batch, int from) throws Exception {
        int end = batch.boundary() > from ? batch.boundary() : batch.size();
        for (int i = from; i < end; i++) {
            if (tracker.atBoundary() && schemaChangeAhead(batch, i)) {
                commit(i);
                return applyOne(batch, i);
            }
            step(batch.get(i));
        }
        if (tracker.atBoundary()) {
            commit(end);
        }
        return end;
    }

    /** Up to the end of the transaction under way. */
    private int applyOne(EventBatch batch, int from) throws Exception {
        int i = from;
        do {
            step(batch.get(i++));
        } while (i < batch.size() && !tracker.atBoundary());
        if (tracker.atBoundary()) {
            commit(i);
        }
        return i;
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
        schemaChanged |= event instanceof SourceEvent.Query;
        listener.applying(event.header().timestampSeconds());
        tally.read(event);
        tally.disposed(event, dispose(event));
        tracker.accept(event);
        if (tracker.transactionEnded()) {
            groupTransactions++;
            alreadyExecuted = false;
            tally.transactionEnded();
            transaction.forgetTransaction();
        }
    }

    private Disposition dispose(SourceEvent event) throws Exception {
        if (event instanceof SourceEvent.Gtid) {
            alreadyExecuted = ((SourceEvent.Gtid) event)
                    .gtid()
                    .filter(gtid -> tracker.position().gtids().contains(gtid))
                    .isPresent();
        }
        return alreadyExecuted
                ? Disposition.skipped("the transaction's GTID is in Executed_Gtid_Set")
                : event.accept(transaction);
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
        SourcePosition position = tracker.position();
        if (!tally.isEmpty() || !position.equals(committed.position())) {
            ApplierMetadata metadata = new ApplierMetadata(position, tally.addedTo(committed.counters()));
            write(metadata);
            commitInTarget();
            committed = metadata;
            listener.committed(metadata);
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
                            + "' in jdbc_replica.applier_metadata is another applier's by now, or gone: nothing was committed");
        }
        if (schemaChanged) {
            journal.clear(session.connection(), channel);
        }
        repository.addSkipped(session.connection(), channel, tally.reasons());
    }

    /** Rolls back to the last commit. */
    private void abandon() throws SQLException {
        rows.discard();
        rows.forgetTables();
        model.forget();
        session.rollback();
        transaction.forgetTransaction();
        tracker.reset(committed.position());
        tally.clear();
        groupTransactions = 0;
        schemaChanged = false;
        alreadyExecuted = false;
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
