package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.state.Lease;
import io.github.jdbcreplica.state.LeaseRepository;
import io.github.jdbcreplica.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * This JVM's hold on a target: while it has the target's lease the replica lives here, and every statement that changes something is executed here, for other JVMs too ({@link RequestDesk}). A statement
 * {@link #enter enters} before it does anything and {@link #leave leaves} when it is done; the hold ends with the last to leave when nothing runs.
 *
 * <p><b>Why two JVMs never apply at once.</b> The lease decides who may begin, the epochs decide who may commit, and only the latter is needed for the rows to be right.
 * <ul>
 *   <li>An applier begins its epoch in a transaction that has locked the lease's row and found this hold in it ({@link HoldFence}), so it begins before the lease is another's or not at all; whoever took the lease
 *       begins a later epoch. Each commit of an applier is conditional on its epoch, so from the commit of a later one on it can commit no more, however long its JVM was paused or its clock wrong. What it has in flight is
 *       rolled back: the later applier first ends its session ({@link FormerApplier}), or waits for the statement under way in it.
 *   <li>Threads without the lease go down: a START asks the fence under the controller's monitor, after it has entered; the keeper, which finds the lease another's at some later time, needs the same monitor to stop
 *       them. So a START is refused, or what it started is found by the keeper. CHANGE, RESET and STOP ask the fence in the transaction that stores what they do.
 *   <li>The clock is the target's. Set forward, it lets a lease end early: a takeover, and the former holder stops. Set back, it would keep a dead holder's lease alive: one that ends too late counts as ended. A holder that
 *       cannot reach the target, or whose target stands still in a long commit, keeps its lease as long as nobody takes it: renewing asks who holds it, not whether it has ended.
 *   <li>Within the JVM: {@code hold}, {@code statements} and {@code home} are guarded by the monitor, which is never held during a call of the target, so STOP REPLICA enters a hold without it. Taking is done by one statement
 *       at a time ({@code taking}). The hold is forgotten before the lease is given up, and giving up names the epoch: a taking that comes in between has a later one and is not undone.
 * </ul>
 * A JVM that dies while it starts, or anywhere else, leaves a lease that ends by itself, or sooner when another process of its machine sees that it is gone.
 */
final class Tenure {
    private final Replica replica;
    private final String holder;
    private final ReentrantLock taking = new ReentrantLock();

    private Optional<Hold> hold = Optional.empty();
    private int statements;

    /** Not given up when nothing runs: this JVM was asked to keep the replica running. */
    private boolean home;

    private record Hold(long epoch, LeaseRepository leases, LeaseKeeper keeper) {}

    /**
     * Where a statement is executed: here, unless another JVM lives that has the lease.
     *
     * @param elsewhere who is to be asked
     * @param gone who had the lease and is gone without having given it up
     */
    record Entry(Optional<Lease> elsewhere, Optional<Lease> gone) {
        private static final Entry HERE = new Entry(Optional.empty(), Optional.empty());

        private static Entry instead(Lease former) {
            return former.givenUp() ? HERE : new Entry(Optional.empty(), Optional.of(former));
        }

        private static Entry at(Lease other) {
            return new Entry(Optional.of(other), Optional.empty());
        }
    }

    /** @param holder of this class loader */
    Tenure(Replica replica, String holder) {
        this.replica = replica;
        this.holder = holder;
    }

    private static boolean lives(Lease lease) {
        return !lease.givenUp() && !lease.expired() && !HolderProcess.isGone(lease.process());
    }

    /** Needs nothing of the target. */
    synchronized boolean enterIfHeld() {
        if (hold.isPresent()) {
            statements++;
        }
        return hold.isPresent();
    }

    /** The same for what was asked of one hold only. */
    synchronized boolean enterIfHeld(long epoch) {
        return hold.isPresent() && hold.get().epoch() == epoch && enterIfHeld();
    }

    /** Takes the lease when no other JVM lives that has it. @param target through which this JVM will keep it, and execute what others ask */
    Entry enter(Connection state, ConnectedTarget target, Dialect dialect) throws SQLException {
        taking.lock();
        try {
            while (!enterIfHeld()) {
                LeaseRepository leases = new LeaseRepository(dialect);
                Lease seen = load(leases, state, dialect);
                boolean ours = seen.holder().equals(holder);
                if (!ours && lives(seen)) {
                    return Entry.at(seen);
                }
                Seal seal = Seal.create();
                HolderProcess process = HolderProcess.current();
                if (leases.take(state, seen, holder, process.who(), process.identity(), seal.publicKey())) {
                    begin(seen.epoch() + 1, leases, target, dialect, seal);
                    return ours ? Entry.HERE : Entry.instead(seen);
                }
            }
            return Entry.HERE;
        } finally {
            taking.unlock();
        }
    }

    /** As {@link #enter}, for a statement that only looks: takes nothing, and need not leave. */
    Entry look(Connection state, Dialect dialect) throws SQLException {
        if (isHeld()) {
            return Entry.HERE;
        }
        Lease seen = load(new LeaseRepository(dialect), state, dialect);
        if (seen.holder().equals(holder)) {
            return Entry.HERE;
        }
        return lives(seen) ? Entry.at(seen) : Entry.instead(seen);
    }

    /** A state that an earlier version has made lacks some tables. */
    private static Lease load(LeaseRepository leases, Connection state, Dialect dialect) throws SQLException {
        try {
            return leases.load(state);
        } catch (SQLException e) {
            if (dialect.classify(e) != TargetError.NO_SUCH_TABLE) {
                throw e;
            }
            new StateSchema(dialect).create(state);
            return leases.load(state);
        }
    }

    private void begin(long epoch, LeaseRepository leases, ConnectedTarget target, Dialect dialect, Seal seal) {
        RequestDesk desk = new RequestDesk(this, epoch, dialect, seal, target);
        LeaseKeeper keeper = new LeaseKeeper(
                target.connector(),
                dialect,
                leases,
                holder,
                epoch,
                List.of(desk, new ThreadLog(replica, target.connector().displayUrl()), new StatusTables(replica)),
                taken -> lost(epoch, taken));
        desk.answersAreSentBy(keeper);
        synchronized (this) {
            hold = Optional.of(new Hold(epoch, leases, keeper));
            statements++;
        }
        try {
            keeper.start();
        } catch (Throwable e) {
            // No more threads to be had: the lease ends by itself.
            synchronized (this) {
                hold = Optional.empty();
                statements--;
            }
            throw e;
        }
    }

    /** @param state of the statement, to give up the lease with it */
    void leave(Connection state) {
        endIfIdle().ifPresent(ended -> ended.keeper().end(giveUp(ended, state)));
    }

    /** @return the keeper, when this was the end of the hold; it gives up the lease */
    Optional<LeaseKeeper> leave() {
        Optional<Hold> ended = endIfIdle();
        ended.ifPresent(hold -> hold.keeper().end(false));
        return ended.map(Hold::keeper);
    }

    private synchronized Optional<Hold> endIfIdle() {
        statements--;
        if (statements > 0 || home || replica.isEngaged()) {
            return Optional.empty();
        }
        Optional<Hold> ended = hold;
        hold = Optional.empty();
        return ended;
    }

    /** @return false when the target did not take it down: the lease ends by itself */
    private boolean giveUp(Hold ended, Connection state) {
        try {
            if (!state.getAutoCommit()) {
                // Of a statement that failed.
                state.rollback();
                state.setAutoCommit(true);
            }
            ended.leases().giveUp(state, holder, ended.epoch());
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** By the keeper, when it finds the lease another's. */
    private void lost(long epoch, Lease taken) {
        synchronized (this) {
            if (hold.isEmpty() || hold.get().epoch() != epoch) {
                return;
            }
            hold = Optional.empty();
            home = false;
        }
        replica.abandon(HoldFence.lost(taken.who()));
        synchronized (this) {
            // A standby that came in between has found threads that were still going down, and started none.
            home = false;
        }
    }

    private synchronized boolean isHeld() {
        return hold.isPresent();
    }

    /** By a statement that has entered: the hold outlives it, whatever runs. */
    synchronized void stayHome() {
        home = hold.isPresent();
    }

    synchronized boolean isHome() {
        return home;
    }

    /** By a statement that has entered: the hold ends with the last to leave when nothing runs. */
    synchronized void leaveHome() {
        home = false;
    }

    /** Of the hold that a statement has entered. */
    synchronized HoldFence fence() {
        return hold.map(current -> new HoldFence(current.leases(), holder, current.epoch()))
                .orElse(HoldFence.CLOSED);
    }
}
