package io.github.jdbcreplica.state;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.TargetError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements on their way to the JVM that runs the replica, and its answers.
 *
 * <p>A request is removed by exactly one of two: by the holder, who then executes it and answers, or by the one who asked, who then knows that it was not executed and never will be. The row's deletion decides.
 */
public final class ControlRepository {
    /** What nobody fetches any more. */
    private static final long STALE_MILLIS = 600_000;

    private final Dialect dialect;
    private final String requests;
    private final String responses;

    public ControlRepository(Dialect dialect) {
        this.dialect = dialect;
        this.requests = dialect.stateTable("control_request");
        this.responses = dialect.stateTable("control_response");
    }

    /** @param statement sealed for the holder of that epoch */
    public record Request(String id, byte[] statement) {}

    public void ask(Connection connection, long epoch, Request request) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + requests
                + " (request_id, epoch, made, statement) VALUES (?, ?, " + dialect.currentMillis() + ", ?)")) {
            insert.setString(1, request.id());
            insert.setLong(2, epoch);
            insert.setBytes(3, request.statement());
            insert.executeUpdate();
        }
    }

    /** In the order in which they were made. */
    public List<Request> pending(Connection connection, long epoch) throws SQLException {
        List<Request> pending = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT request_id, statement FROM " + requests + " WHERE epoch = ? ORDER BY made, request_id")) {
            select.setLong(1, epoch);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    pending.add(new Request(rows.getString(1), rows.getBytes(2)));
                }
            }
        }
        return pending;
    }

    /** @return whether it was still there: it belongs to the caller now */
    public boolean remove(Connection connection, String id) throws SQLException {
        return delete(connection, requests, id) == 1;
    }

    /** In auto-commit mode. One that is there already was written when the target's word on it was lost. */
    public void answer(Connection connection, String id, byte[] answer) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + responses
                + " (request_id, made, answer) VALUES (?, " + dialect.currentMillis() + ", ?)")) {
            insert.setString(1, id);
            insert.setBytes(2, answer);
            insert.executeUpdate();
        } catch (SQLException e) {
            if (dialect.classify(e) != TargetError.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    public Optional<byte[]> fetch(Connection connection, String id) throws SQLException {
        byte[] answer;
        try (PreparedStatement select =
                connection.prepareStatement("SELECT answer FROM " + responses + " WHERE request_id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                answer = row.getBytes(1);
            }
        }
        delete(connection, responses, id);
        return Optional.of(answer);
    }

    /** What its maker is gone for. */
    public void removeStale(Connection connection) throws SQLException {
        for (String table : List.of(requests, responses)) {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM " + table + " WHERE made < " + dialect.currentMillis() + " - " + STALE_MILLIS)) {
                delete.executeUpdate();
            }
        }
    }

    private static int delete(Connection connection, String table, String id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + " WHERE request_id = ?")) {
            delete.setString(1, id);
            return delete.executeUpdate();
        }
    }
}
