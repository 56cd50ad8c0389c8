package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.applier.Applier;
import io.github.jdbcreplica.applier.ApplierException;
import io.github.jdbcreplica.applier.ApplierFence;
import io.github.jdbcreplica.applier.ApplierSettings;
import io.github.jdbcreplica.applier.RewindException;
import io.github.jdbcreplica.applier.StoppedException;
import io.github.jdbcreplica.event.EventBatch;
import io.github.jdbcreplica.event.EventSource.ParkedRowsDecoder;
import io.github.jdbcreplica.event.SourceCatalog;
import io.github.jdbcreplica.state.ApplierMetadata;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The run of an SQL thread: opens the target, takes batches and applies them, and begins again from the stored position when the target was lost. It owns the connection to the target and its transaction.
 *
 * <p>Why a stop is never missed: the thread is always in one of three places. In a wait (for a batch, for the target to answer, before another attempt): the gate is closed, which ends this wait and every later one.
 * In a statement on the target: {@code applier} is published before its first statement, under the lock under which {@link #requestStop} sets {@code stopping}, so it is either told to stop or never begins;
 * {@link #interruptStatement} is repeated until the thread is down. Between the two: the next wait or the next statement looks.
 */
final class ApplierTask implements Runnable {
    private final TargetAccess target;
    private final String channel;
    private final ApplierSettings settings;
    private final Streams streams;
    private final Supplier<SourceCatalog> catalogs;
    private final ParkedRowsDecoder parkedDecoder;
    private final Disposal disposal;
    private final ApplierFence fence;
    private final ApplierStatus status;
    private final Clock clock;
    private final LongSupplier clockDifferenceSeconds;
    private final InterruptGate gate = new InterruptGate();

    private boolean stopping;
    private Applier applier;
    private Connection connection;
    private SourceCatalog catalog;

    ApplierTask(
            TargetAccess target,
            String channel,
            ApplierSettings settings,
            Streams streams,
            Supplier<SourceCatalog> catalogs,
            ParkedRowsDecoder parkedDecoder,
            Disposal disposal,
            ApplierFence fence,
            ApplierStatus status,
            Clock clock,
            LongSupplier clockDifferenceSeconds) {
        this.target = target;
        this.channel = channel;
        this.settings = settings;
        this.streams = streams;
        this.catalogs = catalogs;
        this.parkedDecoder = parkedDecoder;
        this.disposal = disposal;
        this.fence = fence;
        this.status = status;
        this.clock = clock;
        this.clockDifferenceSeconds = clockDifferenceSeconds;
        status.starts(settings.skipEvents());
    }

    @Override
    public void run() {
        try {
            applyUntilStopped();
        } catch (InterruptedException | StoppedException e) {
            // Told to stop.
        } catch (ApplierException e) {
            fail(e.code(), e.getMessage());
        } catch (RuntimeException | Error e) {
            fail(1105, "The applier failed: " + e);
        } finally {
            status.state(ApplierStatus.State.STOPPED);
        }
    }

    private void fail(int code, String message) {
        if (!stopping()) {
            status.error(new ThreadError(code, message, clock.instant()));
        }
    }

    private void applyUntilStopped() throws InterruptedException, StoppedException, ApplierException {
        long attempt = 0;
        ApplierMetadata before = status.metadata();
        while (true) {
            Optional<ApplierException> rewind = applyUntilRewind();
            if (rewind.isEmpty()) {
                status.untilReached();
                return;
            }
            attempt = status.metadata().equals(before) ? attempt + 1 : 1;
            before = status.metadata();
            if (attempt > target.retries()) {
                throw rewind.get();
            }
            status.state(ApplierStatus.State.RETRYING);
            pause(Duration.ofSeconds(Math.min(attempt, 5)));
        }
    }

    /** @return why the work has to begin again at the stored position; empty when it is done, since the condition of UNTIL is satisfied */
    private Optional<ApplierException> applyUntilRewind()
            throws InterruptedException, StoppedException, ApplierException {
        status.state(ApplierStatus.State.CONNECTING);
        disposal.await(gate);
        Connection opened;
        try {
            opened = connect();
        } catch (SQLException e) {
            return Optional.of(temporary(
                    "Cannot connect to the target " + target.connector().displayUrl() + ": ", e));
        }
        try {
            Applier current = adopt(opened);
            fence.check(opened);
            new FormerApplier(opened, target.dialect(), channel).replace(gate);
            ApplierMetadata start = current.open();
            status.opened(start);
            current.skipEvents(status.skipCounter());
            if (!current.stopPointReached()) {
                takeAndApply(current, streams.attach(start.position()));
            }
            return Optional.empty();
        } catch (RewindException e) {
            return Optional.of(e.error());
        } catch (SQLException e) {
            return Optional.of(temporary("The target failed: ", e));
        } finally {
            release();
        }
    }

    private void takeAndApply(Applier current, Handoff handoff)
            throws SQLException, ApplierException, StoppedException, RewindException, InterruptedException {
        EventBatch batch = new EventBatch();
        while (!current.stopPointReached()) {
            status.state(ApplierStatus.State.READ_ALL);
            batch = take(handoff, batch);
            status.state(ApplierStatus.State.APPLYING);
            current.apply(batch);
            batch.clear();
        }
    }

    private EventBatch take(Handoff handoff, EventBatch empty) throws InterruptedException {
        try {
            return gate.await(() -> handoff.take(empty));
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private void pause(Duration duration) throws InterruptedException {
        try {
            gate.await(() -> {
                TimeUnit.MILLISECONDS.sleep(duration.toMillis());
                return null;
            });
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private Connection connect() throws InterruptedException, SQLException {
        return new AbandonableConnect(target.connector(), target.dialect()).await(gate);
    }

    /** @return the failure when it is worth another attempt */
    private ApplierException temporary(String problem, SQLException e) throws ApplierException {
        ApplierException failure = new ApplierException(code(e), problem + e.getMessage(), e);
        if (target.dialect().classify(e).temporary()) {
            return failure;
        }
        throw failure;
    }

    private int code(SQLException e) {
        return target.dialect().speaksMySql() && e.getErrorCode() > 0
                ? e.getErrorCode()
                : target.dialect().classify(e).code();
    }

    private synchronized Applier adopt(Connection opened) throws InterruptedException {
        connection = opened;
        catalog = catalogs.get();
        applier = new Applier(
                opened,
                target.dialect(),
                channel,
                target.retries(),
                settings,
                catalog,
                parkedDecoder,
                fence,
                status,
                clock,
                clockDifferenceSeconds);
        if (stopping) {
            throw new InterruptedException();
        }
        return applier;
    }

    /** The connection stays known until it is closed: a target that hangs holds up even that, and {@link #cutConnection} ends it. */
    private void release() {
        disposal.of(current());
        SourceCatalog asked;
        synchronized (this) {
            asked = catalog;
            applier = null;
            connection = null;
            catalog = null;
        }
        if (asked != null) {
            asked.abort();
        }
    }

    private synchronized Applier current() {
        return applier;
    }

    private synchronized boolean stopping() {
        return stopping;
    }

    /** From any thread: no further wait and no further statement. A statement in flight is ended by {@link #interruptStatement}. */
    void requestStop() {
        SourceCatalog asked;
        synchronized (this) {
            stopping = true;
            asked = catalog;
        }
        gate.close();
        if (asked != null) {
            asked.abort();
        }
    }

    /** From any thread but those that must not block: asks the target to cancel the statement in flight. */
    void interruptStatement() {
        Applier current = current();
        if (current != null) {
            try {
                current.stop();
            } catch (SQLException | RuntimeException e) {
                // The target does not listen; the caller goes on to cutConnection. Connector/J throws a
                // NullPointerException when the applier closes the connection meanwhile.
            }
        }
    }

    /** From any thread: for a target that does not answer a cancel. The target rolls back when it notices. */
    void cutConnection() {
        Connection current;
        synchronized (this) {
            current = connection;
        }
        if (current != null && target.dialect().lockWaitSlice().isZero()) {
            try {
                current.abort(Runnable::run);
            } catch (SQLException e) {
                // Nothing else can be done to a connection; the stop goes on waiting for its thread.
            }
        }
    }
}
