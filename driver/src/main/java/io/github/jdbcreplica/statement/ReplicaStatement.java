package io.github.jdbcreplica.statement;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
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

    /** @param threads what to start; both when the statement named none */
    record StartReplica(Set<ThreadType> threads, Optional<Credentials> credentials, Optional<String> channel)
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

    record ShowReplicaStatus(Optional<String> channel) implements ReplicaStatement {}
}
