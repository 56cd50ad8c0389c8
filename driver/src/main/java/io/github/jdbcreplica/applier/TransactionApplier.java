package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.event.EventSource.ParkedRowsDecoder;
import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.event.PositionTracker;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourceEvent.Begin;
import io.github.jdbcreplica.event.SourceEvent.Commit;
import io.github.jdbcreplica.event.SourceEvent.Gtid;
import io.github.jdbcreplica.event.SourceEvent.Informational;
import io.github.jdbcreplica.event.SourceEvent.ParkedRows;
import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.event.SourceEvent.Rollback;
import io.github.jdbcreplica.event.SourceEvent.RollbackToSavepoint;
import io.github.jdbcreplica.event.SourceEvent.Rotate;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import io.github.jdbcreplica.event.SourceEvent.Savepoint;
import io.github.jdbcreplica.event.SourceEvent.Statement;
import io.github.jdbcreplica.event.SourceEvent.StreamStarted;
import io.github.jdbcreplica.event.SourceEvent.Undecodable;
import io.github.jdbcreplica.event.SourceEvent.XaFinish;
import io.github.jdbcreplica.event.SourceEvent.XaPrepare;
import io.github.jdbcreplica.schema.TableName;
import io.github.jdbcreplica.state.PreparedTransactions;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** The effect of each kind of event on the open target transaction. Commits are the {@link Applier}'s. */
final class TransactionApplier implements SourceEvent.Visitor<Disposition, Exception> {
    private final TargetSession session;
    private final String channel;
    private final RowWriter rows;
    private final SchemaChanger schema;
    private final RowRoutes routes;
    private final PositionTracker tracker;
    private final EventTally tally;
    private final ParkedRowsDecoder parkedDecoder;
    private final StatementReplay statements;
    private final PreparedTransactions prepared;
    /** As on the source, names of savepoints differ in more than case. */
    private final Map<String, java.sql.Savepoint> savepoints = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private String xid = "";
    private int parts;
    private boolean rowsWritten;

    TransactionApplier(
            TargetSession session,
            String channel,
            RowWriter rows,
            SchemaChanger schema,
            StatementReplay statements,
            RowRoutes routes,
            PositionTracker tracker,
            EventTally tally,
            ParkedRowsDecoder parkedDecoder) {
        this.session = session;
        this.channel = channel;
        this.rows = rows;
        this.schema = schema;
        this.routes = routes;
        this.tracker = tracker;
        this.tally = tally;
        this.parkedDecoder = parkedDecoder;
        this.statements = statements;
        this.prepared = new PreparedTransactions(session.dialect());
    }

    /** The transaction has ended or was rolled back. */
    void forgetTransaction() {
        savepoints.clear();
        xid = "";
        parts = 0;
        rowsWritten = false;
    }

    @Override
    public Disposition streamStarted(StreamStarted event) {
        return Disposition.skipped("start of the stream");
    }

    @Override
    public Disposition gtid(Gtid event) {
        return Disposition.APPLIED;
    }

    @Override
    public Disposition begin(Begin event) throws Exception {
        if (event.xid().isPresent()) {
            xid = event.xid().get();
            parts = 0;
            prepared.open(session.connection(), channel, xid);
        }
        return Disposition.APPLIED;
    }

    @Override
    public Disposition commit(Commit event) {
        return Disposition.APPLIED;
    }

    @Override
    public Disposition rollback(Rollback event) throws Exception {
        rows.flush();
        session.rollback();
        schema.forget();
        return Disposition.APPLIED;
    }

    @Override
    public Disposition savepoint(Savepoint event) throws Exception {
        // The source logs a savepoint whether or not anything is ever taken back to it, which it seldom logs.
        if (session.dialect().hasSavepoints()) {
            rows.flush();
            savepoints.put(event.name(), session.savepoint(event.name()));
        }
        return Disposition.APPLIED;
    }

    @Override
    public Disposition rollbackToSavepoint(RollbackToSavepoint event) throws Exception {
        if (!session.dialect().hasSavepoints()) {
            throw new ApplierException(
                    1105,
                    "The source took a transaction back to SAVEPOINT " + event.name() + ", and "
                            + session.dialect().name() + " has no savepoints; " + Messages.at(event.header()));
        }
        rows.flush();
        java.sql.Savepoint savepoint = savepoints.get(event.name());
        if (savepoint == null) {
            throw new ApplierException(
                    1305, "SAVEPOINT " + event.name() + " does not exist; " + Messages.at(event.header()));
        }
        session.rollback(savepoint);
        schema.forget();
        return Disposition.APPLIED;
    }

    @Override
    public Disposition rows(Rows event) throws Exception {
        Optional<TableName> target = routes.target(event.table().name());
        if (target.isEmpty()) {
            return Disposition.FILTERED;
        }
        rows.write(event, target.get());
        rowsWritten = true;
        return Disposition.APPLIED;
    }

    @Override
    public Disposition parkedRows(ParkedRows event) throws Exception {
        prepared.add(session.connection(), channel, xid, ++parts, event.bytes());
        return Disposition.APPLIED;
    }

    @Override
    public Disposition xaPrepare(XaPrepare event) throws Exception {
        if (event.onePhase()) {
            applyPrepared(event.xid(), event);
        }
        return Disposition.APPLIED;
    }

    @Override
    public Disposition xaFinish(XaFinish event) throws Exception {
        if (event.commit()) {
            applyPrepared(event.xid(), event);
        } else {
            requirePrepared(event.xid(), event);
            prepared.close(session.connection(), channel, event.xid());
        }
        return Disposition.APPLIED;
    }

    private void applyPrepared(String preparedXid, SourceEvent finish) throws Exception {
        for (int part : requirePrepared(preparedXid, finish)) {
            byte[] events = prepared.events(session.connection(), channel, preparedXid, part);
            if (events.length > 0) {
                for (SourceEvent event : parkedDecoder.decodeParked(events)) {
                    tally.unparked(event, event.accept(this));
                }
            }
        }
        rows.flush();
        prepared.close(session.connection(), channel, preparedXid);
    }

    private List<Integer> requirePrepared(String preparedXid, SourceEvent finish)
            throws SQLException, ApplierException {
        List<Integer> found = prepared.parts(session.connection(), channel, preparedXid);
        if (found.isEmpty()) {
            throw new ApplierException(
                    1397,
                    "XAER_NOTA: Unknown XID " + preparedXid
                            + "; it was prepared on the source before replication began here. "
                            + Messages.at(finish.header()));
        }
        return found;
    }

    @Override
    public Disposition query(Query event) throws Exception {
        rows.flush();
        rows.check(true, true);
        statements.sees(event);
        String eventId = eventId(event);
        Disposition disposition = schema.apply(event, eventId, rowsWritten);
        rows.forgetTables();
        return disposition;
    }

    /** Before the first event. */
    void open(GtidSet executed) throws SQLException {
        schema.followPassedOver(executed);
    }

    boolean stopsAtSchemaChange() {
        return schema.hasRefused();
    }

    /** Everything is rolled back, and the replica stops. */
    void keepRefused() throws SQLException, ApplierException {
        schema.keepRefused();
    }

    /** A statement that the skip counter passes over. */
    void passedOver(Query event) throws SQLException, ApplierException {
        schema.passedOver(event);
        rows.forgetTables();
    }

    @Override
    public Disposition statement(Statement event) throws Exception {
        rows.flush();
        rows.check(true, true);
        Disposition disposition = statements.replay(event);
        rowsWritten |= disposition == Disposition.APPLIED;
        return disposition;
    }

    /** A log that begins anew has the same GTIDs and places again, for other statements. */
    private String eventId(Query event) {
        CRC32 statement = new CRC32();
        statement.update(event.sql().getBytes(StandardCharsets.UTF_8));
        return tracker.gtid().orElse(event.header().end().toString()) + " " + Long.toHexString(statement.getValue());
    }

    @Override
    public Disposition rotate(Rotate event) {
        return Disposition.skipped("rotation of the log");
    }

    @Override
    public Disposition informational(Informational event) {
        return Disposition.skipped(event.reason());
    }

    @Override
    public Disposition undecodable(Undecodable event) throws Exception {
        throw new ApplierException(13121, event.problem());
    }
}
