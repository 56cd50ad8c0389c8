package io.github.jdbcreplica.state;

import io.github.jdbcreplica.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the JVM that runs the replica writes of its threads: a row a channel in each of two tables, which {@link ReplicationTables} shows in MySQL's columns. */
public final class ThreadStatusRepository {
    /** What a field of a status holds. */
    enum Kind {
        NAME,
        TEXT,
        NUMBER,
        TIME
    }

    record StatusField(String name, Kind kind) {}

    private static final List<StatusField> ERROR = List.of(
            new StatusField("last_error_number", Kind.NUMBER),
            new StatusField("last_error_message", Kind.TEXT),
            new StatusField("last_error_timestamp", Kind.TIME));

    static final List<StatusField> RECEIVER = Stream.of(
                    List.of(
                            new StatusField("service_state", Kind.NAME),
                            new StatusField("source_uuid", Kind.NAME),
                            new StatusField("count_received_heartbeats", Kind.NUMBER),
                            new StatusField("last_heartbeat_timestamp", Kind.TIME),
                            new StatusField("received_transaction_set", Kind.TEXT)),
                    ERROR,
                    transaction("last"),
                    List.of(new StatusField("last_end_timestamp", Kind.TIME)),
                    transaction("current"))
            .flatMap(List::stream)
            .toList();

    static final List<StatusField> APPLIER = Stream.of(
                    List.of(
                            new StatusField("service_state", Kind.NAME),
                            new StatusField("remaining_delay", Kind.NUMBER),
                            new StatusField("count_transactions_retries", Kind.NUMBER)),
                    ERROR,
                    transaction("last"),
                    List.of(new StatusField("last_end_timestamp", Kind.TIME)),
                    transaction("current"))
            .flatMap(List::stream)
            .toList();

    private final Dialect dialect;

    public ThreadStatusRepository(Dialect dialect) {
        this.dialect = dialect;
    }

    private static List<StatusField> transaction(String prefix) {
        return List.of(
                new StatusField(prefix + "_transaction", Kind.NAME),
                new StatusField(prefix + "_original_commit_timestamp", Kind.TIME),
                new StatusField(prefix + "_immediate_commit_timestamp", Kind.TIME),
                new StatusField(prefix + "_start_timestamp", Kind.TIME));
    }

    /** @param values of {@link #RECEIVER}: a String, a Long, an Instant or null each */
    public void saveReceiver(Connection connection, String channel, List<Object> values) throws SQLException {
        save(connection, dialect.stateTable("receiver_status"), RECEIVER, channel, values);
    }

    /** @param values of {@link #APPLIER}, likewise */
    public void saveApplier(Connection connection, String channel, List<Object> values) throws SQLException {
        save(connection, dialect.stateTable("applier_status"), APPLIER, channel, values);
    }

    /** Unless there is such a channel. */
    public void forget(Connection connection, String channel) throws SQLException {
        for (String table : List.of("receiver_status", "applier_status")) {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + dialect.stateTable(table)
                    + " WHERE channel_name = ? AND NOT EXISTS (SELECT 1 FROM " + dialect.stateTable("replica_channel")
                    + " c WHERE c.channel_name = ?)")) {
                delete.setString(1, channel);
                delete.setString(2, channel);
                delete.executeUpdate();
            }
        }
    }

    private void save(
            Connection connection, String table, List<StatusField> fields, String channel, List<Object> values)
            throws SQLException {
        String assignments = fields.stream().map(field -> field.name() + " = ?").collect(Collectors.joining(", "));
        if (execute(
                        connection,
                        "UPDATE " + table + " SET " + assignments + " WHERE channel_name = ?",
                        fields,
                        channel,
                        values)
                == 0) {
            String names = fields.stream().map(StatusField::name).collect(Collectors.joining(", "));
            execute(
                    connection,
                    "INSERT INTO " + table + " (" + names + ", channel_name) VALUES (" + "?, ".repeat(fields.size())
                            + "?)",
                    fields,
                    channel,
                    values);
        }
    }

    private int execute(
            Connection connection, String sql, List<StatusField> fields, String channel, List<Object> values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < fields.size(); i++) {
                statement.setObject(i + 1, stored(values.get(i)));
            }
            statement.setString(fields.size() + 1, channel);
            return statement.executeUpdate();
        }
    }

    private Object stored(Object value) {
        if (value instanceof Instant instant) {
            return dialect.stateTimestamp(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
        }
        // A message may quote a row's value, and some targets keep no U+0000.
        return value instanceof String text ? text.replace('\0', '\uFFFD') : value;
    }
}
