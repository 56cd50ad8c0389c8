package io.github.jdbcreplica.event;

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
import java.util.Optional;

/**
 * Follows a stream of events and knows, after each, the last transaction boundary: the only kind of place where reading may begin again, since row events are meaningless without the table maps before them.
 * The GTID of a transaction joins the set when the transaction ends. Producer and applier each keep one, of what was received and of what was applied. Used by one thread.
 */
public final class PositionTracker implements SourceEvent.Visitor<Void, RuntimeException> {
    private SourcePosition position;

    /** Where the last event ends, of whatever kind. */
    private BinlogCoordinates previousEnd;

    private Optional<String> gtid = Optional.empty();
    private boolean open;
    private boolean transactionEnded;

    public PositionTracker(SourcePosition start) {
        this.position = start;
        this.previousEnd = start.coordinates();
    }

    public void accept(SourceEvent event) {
        transactionEnded = false;
        event.accept(this);
        previousEnd =
                event instanceof Rotate rotate ? rotate.next() : event.header().end();
    }

    /**
     * Before an event is accepted: whether the transaction under way ended with the event before it. What could not be decoded may have been a statement that commits by itself, as nothing but the name of the next transaction tells.
     */
    public boolean endsBefore(SourceEvent next) {
        if (!open || !(next instanceof Gtid)) {
            return false;
        }
        end(previousEnd);
        return true;
    }

    /** The last boundary. */
    public SourcePosition position() {
        return position;
    }

    /** Nothing of a transaction has been seen since {@link #position}. */
    public boolean atBoundary() {
        return !open;
    }

    /** The last event ended a transaction. */
    public boolean transactionEnded() {
        return transactionEnded;
    }

    /** The transaction under way will not join the set. */
    public void forgetGtid() {
        gtid = Optional.empty();
    }

    /** The transaction under way, if it has a name. */
    public Optional<String> gtid() {
        return gtid;
    }

    /** Back to a boundary: what came after it is void. */
    public void reset(SourcePosition boundary) {
        position = boundary;
        gtid = Optional.empty();
        open = false;
        transactionEnded = false;
    }

    private Void end(SourceEvent event) {
        end(event.header().end());
        return null;
    }

    private void end(BinlogCoordinates coordinates) {
        GtidSet gtids = gtid.map(g -> GtidSet.plus(position.gtids(), g)).orElse(position.gtids());
        reset(new SourcePosition(coordinates, gtids));
        transactionEnded = true;
    }

    private Void inside() {
        open = true;
        return null;
    }

    private Void between(BinlogCoordinates coordinates) {
        if (!open) {
            position = new SourcePosition(coordinates, position.gtids());
        }
        return null;
    }

    @Override
    public Void streamStarted(StreamStarted event) {
        reset(position);
        return null;
    }

    @Override
    public Void gtid(Gtid event) {
        gtid = event.gtid();
        return inside();
    }

    @Override
    public Void begin(Begin event) {
        return inside();
    }

    @Override
    public Void commit(Commit event) {
        return end(event);
    }

    @Override
    public Void rollback(Rollback event) {
        if (event.cutOff()) {
            gtid = Optional.empty();
        }
        return end(event);
    }

    @Override
    public Void savepoint(Savepoint event) {
        return inside();
    }

    @Override
    public Void rollbackToSavepoint(RollbackToSavepoint event) {
        return inside();
    }

    @Override
    public Void xaPrepare(XaPrepare event) {
        return end(event);
    }

    @Override
    public Void xaFinish(XaFinish event) {
        return end(event);
    }

    @Override
    public Void rows(Rows event) {
        return inside();
    }

    @Override
    public Void parkedRows(ParkedRows event) {
        return inside();
    }

    @Override
    public Void query(Query event) {
        return event.insideTransaction() ? inside() : end(event);
    }

    @Override
    public Void statement(Statement event) {
        return inside();
    }

    @Override
    public Void rotate(Rotate event) {
        return between(event.next());
    }

    @Override
    public Void informational(Informational event) {
        return between(event.header().end());
    }

    @Override
    public Void undecodable(Undecodable event) {
        return inside();
    }
}
