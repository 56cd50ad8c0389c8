package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.event.EventSource.SourceIdentity;
import io.github.jdbcreplica.state.ThreadStatusRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what the threads do into the target, for clients that cannot ask this JVM: at once when a thread starts, stops or fails, else once a second while something changes. Used by the keeper's thread.
 */
final class StatusTables implements LeaseKeeper.Duty {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private final Replica replica;
    private final ThreadStatusRepository repository;
    private final Map<String, Written> written = new HashMap<>();

    /** @param urgent what of the values is written without delay */
    private record Written(List<Object> urgent, List<Object> receiver, List<Object> applier, long nanos) {}

    StatusTables(Replica replica) {
        this.replica = replica;
        this.repository = new ThreadStatusRepository(replica.dialect());
    }

    @Override
    public void perform(Connection connection) throws SQLException {
        List<ReplicaController> channels = replica.controllers();
        for (ReplicaController channel : channels) {
            perform(channel.threadStatus(), connection);
        }
        forgetAllBut(channels.stream().map(ReplicaController::channel).toList(), connection);
    }

    /** RESET REPLICA ALL removes the rows of its channel, but one may be written just then. */
    private void forgetAllBut(List<String> channels, Connection connection) throws SQLException {
        for (String gone : written.keySet().stream()
                .filter(name -> !channels.contains(name))
                .toList()) {
            repository.forget(connection, gone);
            written.remove(gone);
        }
    }

    private void perform(ChannelStatus status, Connection connection) throws SQLException {
        List<Object> urgent = List.of(
                receiverState(status),
                applierState(status),
                status.receiver().error(),
                status.applier().error());
        Written before = written.get(status.channel());
        long now = System.nanoTime();
        if (before != null && before.urgent().equals(urgent) && now - before.nanos() < INTERVAL_NANOS) {
            return;
        }
        List<Object> receiver = receiver(status);
        List<Object> applier = applier(status);
        if (before == null || !before.receiver().equals(receiver)) {
            repository.saveReceiver(connection, status.channel(), receiver);
        }
        if (before == null || !before.applier().equals(applier)) {
            repository.saveApplier(connection, status.channel(), applier);
        }
        written.put(status.channel(), new Written(urgent, receiver, applier, now));
    }

    private static String receiverState(ChannelStatus status) {
        return !status.receiverRuns() ? "OFF" : status.receiver().connected() ? "ON" : "CONNECTING";
    }

    private static String applierState(ChannelStatus status) {
        return status.applierRuns() ? "ON" : "OFF";
    }

    private static List<Object> receiver(ChannelStatus status) {
        ReceiverStatus receiver = status.receiver();
        List<Object> values = new ArrayList<>(Arrays.asList(
                receiverState(status),
                receiver.source().flatMap(SourceIdentity::uuid).orElse(""),
                receiver.heartbeats(),
                receiver.lastHeartbeat().orElse(null),
                receiver.retrieved().toString()));
        addError(receiver.error(), values);
        addTransactions(receiver.progress(), values);
        return values;
    }

    private static List<Object> applier(ChannelStatus status) {
        ApplierStatus applier = status.applier();
        List<Object> values = new ArrayList<>(Arrays.asList(
                applierState(status),
                applier.remainingDelaySeconds(status.now()).orElse(null),
                applier.retries()));
        addError(applier.error(), values);
        addTransactions(applier.progress(), values);
        return values;
    }

    private static void addError(ThreadError error, List<Object> values) {
        values.add((long) error.code());
        values.add(error.message());
        values.add(error.code() == 0 ? null : error.at());
    }

    private static void addTransactions(TransactionProgress progress, List<Object> values) {
        Optional<SeenTransaction> last = progress.last();
        add(last, values);
        values.add(last.map(SeenTransaction::ended).orElse(null));
        add(progress.current(), values);
    }

    private static void add(Optional<SeenTransaction> transaction, List<Object> values) {
        values.add(transaction.map(SeenTransaction::gtid).orElse(""));
        values.add(transaction.map(SeenTransaction::originalCommit).orElse(null));
        values.add(transaction.map(SeenTransaction::immediateCommit).orElse(null));
        values.add(transaction.map(SeenTransaction::started).orElse(null));
    }
}
