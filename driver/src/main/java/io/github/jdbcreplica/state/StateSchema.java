package io.github.jdbcreplica.state;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.TargetError;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The schema {@code jdbc_replica}, or what stands for it where there are no schemas: its tables, made on first use, and the identity of the replica kept in it. */
public final class StateSchema {
    public static final String NAME = "jdbc_replica";

    private static final int ATTEMPTS = 10;

    private final Dialect dialect;
    private final String identities;

    public StateSchema(Dialect dialect) {
        this.dialect = dialect;
        this.identities = dialect.stateTable("replica_identity");
    }

    /** Who this replica is; empty when the target holds no state yet. In auto-commit mode: on some targets the error that says so ends a transaction. */
    public Optional<ReplicaIdentity> identity(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT server_uuid, server_id FROM " + identities)) {
            return rows.next()
                    ? Optional.of(new ReplicaIdentity(rows.getString(1), rows.getLong(2)))
                    : Optional.empty();
        } catch (SQLException e) {
            TargetError error = dialect.classify(e);
            if (error == TargetError.NO_SUCH_TABLE || error == TargetError.NO_SUCH_DATABASE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Makes what is missing. Two connections may do so at once: tables are created if they do not exist, and the identity's fixed key lets one insert win.
     * The connection must be in auto-commit mode, since DDL commits on most targets. Where it does not, all is made in one transaction.
     */
    public ReplicaIdentity create(Connection connection) throws SQLException {
        if (dialect.transactionalDdl()) {
            makeTogether(connection);
        } else {
            make(connection);
        }
        Optional<ReplicaIdentity> existing = identity(connection);
        return existing.isPresent() ? existing.get() : introduce(connection);
    }

    /** Of two that do so at once, one may have to do it again. */
    private void makeTogether(Connection connection) throws SQLException {
        boolean made = false;
        for (int attempt = 1; !made; attempt++) {
            dialect.beginStateTransaction(connection);
            try {
                make(connection);
                connection.commit();
                made = true;
            } catch (SQLException e) {
                connection.rollback();
                if (attempt == ATTEMPTS || !dialect.classify(e).temporary()) {
                    throw e;
                }
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private void make(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements()) {
                statement.executeUpdate(sql);
            }
        }
    }

    private ReplicaIdentity introduce(Connection connection) throws SQLException {
        UUID uuid = UUID.randomUUID();
        // A server id of a topology is chosen by hand and small; the upper half of the range keeps ours out of their
        // way.
        long serverId = 0x8000_0000L | uuid.getLeastSignificantBits() & 0x7FFF_FFFFL;
        try (var insert = connection.prepareStatement(
                "INSERT INTO " + identities + " (singleton, server_uuid, server_id) VALUES (1, ?, ?)")) {
            insert.setString(1, uuid.toString());
            insert.setLong(2, serverId);
            insert.executeUpdate();
        } catch (SQLException e) {
            if (dialect.classify(e) != TargetError.DUPLICATE_KEY) {
                throw e;
            }
        }
        return identity(connection).orElseThrow();
    }

    private List<String> statements() {
        String text = dialect.stateTextType();
        String channel = "channel_name " + dialect.stateVarcharType(64) + " NOT NULL";
        return Stream.of(
                        dialect.createStateSchema(NAME).stream(),
                        controlTables(),
                        Stream.of(
                                table(
                                        "replica_identity",
                                        "singleton INTEGER NOT NULL PRIMARY KEY",
                                        "server_uuid " + dialect.stateVarcharType(36) + " NOT NULL",
                                        "server_id BIGINT NOT NULL"),
                                table(
                                        "replica_channel",
                                        channel,
                                        "io_thread " + dialect.stateVarcharType(3) + " NOT NULL",
                                        "sql_thread " + dialect.stateVarcharType(3) + " NOT NULL",
                                        "PRIMARY KEY (channel_name)"),
                                table(
                                        "connection_metadata",
                                        channel,
                                        "option_name " + dialect.stateVarcharType(64) + " NOT NULL",
                                        "option_value " + text,
                                        "PRIMARY KEY (channel_name, option_name)"),
                                table(
                                        "replication_asynchronous_connection_failover",
                                        channel,
                                        "host " + dialect.stateVarcharType(255) + " NOT NULL",
                                        "port INTEGER NOT NULL",
                                        "network_namespace " + dialect.stateVarcharType(64),
                                        "weight INTEGER NOT NULL",
                                        "managed_name " + dialect.stateVarcharType(64),
                                        "PRIMARY KEY (channel_name, host, port)"),
                                table(
                                        "applier_metadata",
                                        channel,
                                        "source_log_file " + text + " NOT NULL",
                                        "source_log_pos BIGINT NOT NULL",
                                        "executed_gtid_set " + text + " NOT NULL",
                                        "events_read BIGINT NOT NULL",
                                        "events_applied BIGINT NOT NULL",
                                        "events_filtered BIGINT NOT NULL",
                                        "events_skipped BIGINT NOT NULL",
                                        "rows_read BIGINT NOT NULL",
                                        "rows_applied BIGINT NOT NULL",
                                        "rows_filtered BIGINT NOT NULL",
                                        "source_transactions BIGINT NOT NULL",
                                        "target_commits BIGINT NOT NULL",
                                        "applier_epoch BIGINT NOT NULL",
                                        "PRIMARY KEY (channel_name)"),
                                table(
                                        "replication_filter",
                                        // A channel's name has 64 characters at most; a longer one is the global
                                        // filter.
                                        "channel_name " + dialect.stateVarcharType(66) + " NOT NULL",
                                        "filter_name " + dialect.stateVarcharType(64) + " NOT NULL",
                                        "ordinal INTEGER NOT NULL",
                                        "first_name " + text,
                                        "second_name " + text,
                                        "PRIMARY KEY (channel_name, filter_name, ordinal)"),
                                table(
                                        "replication_applier_filters",
                                        channel,
                                        "filter_name " + dialect.stateVarcharType(64) + " NOT NULL",
                                        "filter_rule " + text + " NOT NULL",
                                        "configured_by " + dialect.stateVarcharType(64) + " NOT NULL",
                                        "active_since " + dialect.stateTimestampType() + " NOT NULL",
                                        // Not counted by rule.
                                        "counter BIGINT",
                                        "PRIMARY KEY (channel_name, filter_name)"),
                                table(
                                        "replication_applier_global_filters",
                                        "filter_name " + dialect.stateVarcharType(64) + " NOT NULL PRIMARY KEY",
                                        "filter_rule " + text + " NOT NULL",
                                        "configured_by " + dialect.stateVarcharType(64) + " NOT NULL",
                                        "active_since " + dialect.stateTimestampType() + " NOT NULL"),
                                table(
                                        "replica_variable",
                                        "variable_name " + dialect.stateVarcharType(64) + " NOT NULL PRIMARY KEY",
                                        "variable_value " + dialect.stateVarcharType(255) + " NOT NULL"),
                                table(
                                        "skipped_events",
                                        channel,
                                        "reason " + dialect.stateVarcharType(160) + " NOT NULL",
                                        "events BIGINT NOT NULL",
                                        "PRIMARY KEY (channel_name, reason)"),
                                table(
                                        "schema_change",
                                        channel,
                                        "event_id " + dialect.stateVarcharType(255) + " NOT NULL",
                                        "step INTEGER NOT NULL",
                                        "fingerprint " + text + " NOT NULL",
                                        "statement " + text + " NOT NULL",
                                        "PRIMARY KEY (channel_name)"),
                                table(
                                        "source_table",
                                        channel,
                                        "database_name " + dialect.stateVarcharType(64) + " NOT NULL",
                                        "table_name " + dialect.stateVarcharType(64) + " NOT NULL",
                                        "definition " + text + " NOT NULL",
                                        "PRIMARY KEY (channel_name, database_name, table_name)"),
                                table(
                                        "prepared_transaction",
                                        channel,
                                        "xid " + dialect.stateVarcharType(300) + " NOT NULL",
                                        "part INTEGER NOT NULL",
                                        "events " + dialect.stateBlobType() + " NOT NULL",
                                        "PRIMARY KEY (channel_name, xid, part)")))
                .flatMap(tables -> tables)
                .collect(Collectors.collectingAndThen(Collectors.toList(), this::withReplicationTables));
    }

    private List<String> withReplicationTables(List<String> tables) {
        ReplicationTables replication = new ReplicationTables(dialect);
        tables.addAll(replication.tables());
        tables.add(lease());
        tables.addAll(replication.views());
        return tables;
    }

    /** Who runs the replica. The last of the tables: a state that lacks it is not complete, made by an earlier version or interrupted, and is completed by the first statement that finds it missing. */
    private String lease() {
        return table(
                "replica_lease",
                "singleton INTEGER NOT NULL PRIMARY KEY",
                "holder " + dialect.stateVarcharType(36),
                "who " + dialect.stateVarcharType(255),
                "process " + dialect.stateVarcharType(255),
                "public_key " + dialect.stateVarcharType(255),
                "epoch BIGINT NOT NULL",
                "expires BIGINT NOT NULL");
    }

    /** What others ask of him who runs the replica. */
    private Stream<String> controlTables() {
        return Stream.of(
                table(
                        "control_request",
                        "request_id " + dialect.stateVarcharType(36) + " NOT NULL PRIMARY KEY",
                        "epoch BIGINT NOT NULL",
                        "made BIGINT NOT NULL",
                        "statement " + dialect.stateBlobType() + " NOT NULL"),
                table(
                        "control_response",
                        "request_id " + dialect.stateVarcharType(36) + " NOT NULL PRIMARY KEY",
                        "made BIGINT NOT NULL",
                        "answer " + dialect.stateBlobType() + " NOT NULL"),
                table(
                        "applier_session",
                        "channel_name " + dialect.stateVarcharType(64) + " NOT NULL PRIMARY KEY",
                        "session_identity " + dialect.stateVarcharType(160) + " NOT NULL"));
    }

    private String table(String name, String... definitions) {
        return "CREATE TABLE IF NOT EXISTS " + dialect.stateTable(name) + " (" + String.join(", ", definitions) + ")"
                + dialect.stateTableOptions();
    }
}
