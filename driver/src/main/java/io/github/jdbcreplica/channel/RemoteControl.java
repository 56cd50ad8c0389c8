package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.state.ControlRepository;
import io.github.jdbcreplica.state.ControlRepository.Request;
import io.github.jdbcreplica.state.Lease;
import io.github.jdbcreplica.state.LeaseRepository;
import io.github.jdbcreplica.statement.ReplicaStatement;
import io.github.jdbcreplica.statement.ReplicaStatement.SourcePosWait;
import io.github.jdbcreplica.statement.StatementWriter;
import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Has a statement executed by the JVM that holds the lease, and waits for its answer for as long as that JVM lives.
 *
 * <p>No answer means that the lease is no longer the holder's, and then either the request was withdrawn, and was not executed and never will be, or the holder had taken it and died, or was silent too long, before it
 * answered. The caller then has the statement executed again, here or by the next holder: each sets something to what it names, so twice is as once. A holder that comes back in the middle of it is kept by its fence
 * from storing anything.
 */
final class RemoteControl {
    private static final long POLL_MILLIS = 15;

    private static final long LEASE_NANOS = Duration.ofMillis(250).toNanos();

    private static final BigDecimal WAIT_SLICE_SECONDS = BigDecimal.ONE;

    /** 0 would be without a limit. */
    private static final BigDecimal LEAST_WAIT_SECONDS = new BigDecimal("0.001");

    /** For an answer that is on its way while the lease is given up. */
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);

    private final Connection state;
    private final LeaseRepository leases;
    private final ControlRepository control;

    RemoteControl(Connection state, Dialect dialect) {
        this.state = state;
        this.leases = new LeaseRepository(dialect);
        this.control = new ControlRepository(dialect);
    }

    /** @return empty when the holder has not answered and holds the lease no more */
    Optional<StatementAnswer> ask(ReplicaStatement statement, Lease holder) throws SQLException {
        String id = UUID.randomUUID().toString();
        control.ask(state, holder.epoch(), new Request(id, sealed(statement, holder, id)));
        long looked = System.nanoTime();
        while (true) {
            Optional<StatementAnswer> answer = fetch(id);
            if (answer.isPresent()) {
                return answer;
            }
            if (System.nanoTime() - looked >= LEASE_NANOS) {
                if (!stillHolds(holder)) {
                    return lastAnswer(id, holder);
                }
                looked = System.nanoTime();
            }
            pause();
        }
    }

    /**
     * The same for a wait, in slices: what is asked of the holder goes on there although nobody waits for it any more. The events are counted from the beginning of the last slice.
     *
     * @return empty when the holder has not answered and holds the lease no more
     */
    Optional<StatementAnswer> ask(SourcePosWait wait, Lease holder) throws SQLException {
        boolean limited = wait.timeoutSeconds().signum() > 0;
        long start = System.nanoTime();
        while (true) {
            BigDecimal left = wait.timeoutSeconds().subtract(BigDecimal.valueOf(System.nanoTime() - start, 9));
            boolean last = limited && left.compareTo(WAIT_SLICE_SECONDS) <= 0;
            BigDecimal slice = last ? left.max(LEAST_WAIT_SECONDS) : WAIT_SLICE_SECONDS;
            Optional<StatementAnswer> answer = ask(
                    (ReplicaStatement) new SourcePosWait(wait.label(), wait.position(), slice, wait.channel()), holder);
            if (last || answer.isEmpty() || !isTimedOut(answer.get())) {
                return answer;
            }
        }
    }

    private static boolean isTimedOut(StatementAnswer answer) {
        return answer.result()
                .filter(result -> result instanceof StatementResult.Table table
                        && Long.valueOf(-1).equals(table.rows().get(0).get(0)))
                .isPresent();
    }

    private static byte[] sealed(ReplicaStatement statement, Lease holder, String id) throws SQLException {
        try {
            return Seal.seal(StatementWriter.text(statement), holder.publicKey(), id);
        } catch (GeneralSecurityException e) {
            throw new SQLException(
                    "The replica runs in another JVM, " + holder.who() + ", and nothing can be sealed for it: "
                            + e.getMessage(),
                    "HY000",
                    1105,
                    e);
        }
    }

    private Optional<StatementAnswer> fetch(String id) throws SQLException {
        Optional<byte[]> answer = control.fetch(state, id);
        return answer.isPresent() ? Optional.of(StatementAnswer.decode(answer.get())) : Optional.empty();
    }

    private boolean stillHolds(Lease holder) throws SQLException {
        Lease now = leases.load(state);
        return now.epoch() == holder.epoch()
                && !now.givenUp()
                && !now.expired()
                && !HolderProcess.isGone(now.process());
    }

    private Optional<StatementAnswer> lastAnswer(String id, Lease holder) throws SQLException {
        boolean withdrawn = control.remove(state, id);
        long deadline =
                System.nanoTime() + (withdrawn || HolderProcess.isGone(holder.process()) ? 0 : LAST_PATIENCE.toNanos());
        Optional<StatementAnswer> answer = withdrawn ? Optional.empty() : fetch(id);
        while (answer.isEmpty() && System.nanoTime() - deadline < 0) {
            pause();
            answer = fetch(id);
        }
        return answer;
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException(
                    "Interrupted while the JVM that runs the replica executes the statement", "70100", 1317);
        }
    }
}
