package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.GtidSet;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A replication statement, parsed and valid in itself; whether it fits the state of the replica is the controller's question. {@code channel} is empty when no FOR CHANNEL was given. */
public sealed interface ReplicaStatement {
    Optional<String> channel();

    enum ThreadType {
        IO_THREAD,
        SQL_THREAD
    }

    /** Values are normalised by {@link SourceOption.Type}: String, Long, BigDecimal (heartbeat) or Boolean, never null. */
    record ChangeReplicationSource(Map<SourceOption, Object> options, Optional<String> channel)
            implements ReplicaStatement {
        public ChangeReplicationSource {
            EnumMap<SourceOption, Object> copy = new EnumMap<>(SourceOption.class);
            copy.putAll(options);
            options = Collections.unmodifiableMap(copy);
        }

        /** Without the password: statements are logged and shown. */
        @Override
        public String toString() {
            return "CHANGE REPLICATION SOURCE TO " + options.keySet();
        }
    }

    /** @param rules those that the statement names; an empty list clears one */
    record ChangeReplicationFilter(Map<FilterRule, List<FilterValue>> rules, Optional<String> channel)
            implements ReplicaStatement {}

    /** @param threads what to start; both when the statement named none */
    record StartReplica(
            Set<ThreadType> threads, Optional<Until> until, Optional<Credentials> credentials, Optional<String> channel)
            implements ReplicaStatement {
        public StartReplica {
            threads = Set.copyOf(threads.isEmpty() ? EnumSet.allOf(ThreadType.class) : threads);
        }
    }

    /** USER and PASSWORD of START REPLICA: for this run of the receiver, never stored. */
    record Credentials(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    record StopReplica(Set<ThreadType> threads, Optional<String> channel) implements ReplicaStatement {
        public StopReplica {
            threads = Set.copyOf(threads.isEmpty() ? EnumSet.allOf(ThreadType.class) : threads);
        }
    }

    record ResetReplica(boolean all, Optional<String> channel) implements ReplicaStatement {}

    record ShowReplicaStatus(StatusForm form, Optional<String> channel) implements ReplicaStatement {}

    /** Whose names the columns of a status have. */
    enum StatusForm {
        /** SHOW REPLICA STATUS. */
        SOURCE,
        /** SHOW SLAVE STATUS of MySQL 8.0. */
        MASTER,
        /** SHOW ALL SLAVES STATUS of MariaDB: its two columns more in front. */
        MARIADB
    }

    /** SET GLOBAL of variables of a replica; values in the form of {@link ReplicaVariable#defaultValue}. */
    record SetReplicaVariables(Map<ReplicaVariable, String> values) implements ReplicaStatement {
        public SetReplicaVariables {
            values = Map.copyOf(values);
        }

        @Override
        public Optional<String> channel() {
            return Optional.empty();
        }
    }

    /** SET GTID_NEXT of the session that says so; nothing happens before its next COMMIT, which makes it a {@link SkipTransaction}. @param gtid empty for AUTOMATIC */
    record SetGtidNext(Optional<String> gtid) implements ReplicaStatement {
        @Override
        public Optional<String> channel() {
            return Optional.empty();
        }
    }

    /** An empty transaction under a GTID of the source (SET GTID_NEXT, BEGIN, COMMIT): the replica takes the source's for applied. */
    record SkipTransaction(String gtid) implements ReplicaStatement {
        @Override
        public Optional<String> channel() {
            return Optional.empty();
        }
    }

    /**
     * SELECT SOURCE_POS_WAIT(file, position, timeout, channel).
     *
     * @param label of the result's only column
     * @param position empty when an argument is NULL, and so the answer
     * @param timeoutSeconds 0: as long as it takes
     */
    record SourcePosWait(
            String label, Optional<BinlogCoordinates> position, BigDecimal timeoutSeconds, Optional<String> channel)
            implements ReplicaStatement {}

    /**
     * SELECT WAIT_FOR_EXECUTED_GTID_SET(set, timeout).
     *
     * @param label of the result's only column
     * @param timeoutSeconds 0: as long as it takes
     */
    record WaitForExecutedGtidSet(String label, GtidSet gtids, BigDecimal timeoutSeconds) implements ReplicaStatement {
        @Override
        public Optional<String> channel() {
            return Optional.empty();
        }
    }

    /** SELECT asynchronous_connection_failover_add_source(...): the list of sources of SOURCE_CONNECTION_AUTO_FAILOVER. @param label of the result's only column */
    record AddFailoverSource(String label, FailoverSource source) implements ReplicaStatement {
        @Override
        public Optional<String> channel() {
            return Optional.of(source.channel());
        }
    }

    /** SELECT asynchronous_connection_failover_reset(): forgets the sources of all channels. @param label of the result's only column */
    record ResetFailoverSources(String label) implements ReplicaStatement {
        @Override
        public Optional<String> channel() {
            return Optional.empty();
        }
    }

    /** SELECT asynchronous_connection_failover_delete_source(...); the source's weight means nothing. @param label of the result's only column */
    record DeleteFailoverSource(String label, FailoverSource source) implements ReplicaStatement {
        @Override
        public Optional<String> channel() {
            return Optional.of(source.channel());
        }
    }
}
