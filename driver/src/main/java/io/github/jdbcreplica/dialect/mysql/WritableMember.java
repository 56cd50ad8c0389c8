package io.github.jdbcreplica.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks behind one URL for a member of the group that takes writes. A driver with several hosts stays at the first that answers, which may be a secondary, or a member that has lost its group; both are read-only. When it loses
 * the connection it goes on to the next host, under the same {@link Connection}: so the session at a read-only member ends itself.
 */
final class WritableMember {
    private static final int READ_ONLY = 1290;

    private final Connection connection;

    /** @param connection that was just opened: nothing of its session is needed any more */
    WritableMember(Connection connection) {
        this.connection = connection;
    }

    void reach() throws SQLException {
        Set<String> seen = new HashSet<>();
        Optional<String> member = readOnlyMember();
        while (member.isPresent()) {
            if (!seen.add(member.get())) {
                throw none(member.get(), null);
            }
            leave();
            try {
                member = readOnlyMember();
            } catch (SQLException e) {
                throw none(member.get(), e);
            }
        }
    }

    private Optional<String> readOnlyMember() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@hostname, @@port, @@super_read_only")) {
            row.next();
            return row.getBoolean(3) ? Optional.of(row.getString(1) + ":" + row.getInt(2)) : Optional.empty();
        }
    }

    /** The KILL of the own session is answered with an error; the statement after it finds the connection gone, and by the time it says so the driver has the next one. */
    private void leave() {
        for (String last : new String[] {"KILL CONNECTION_ID()", "DO 1"}) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(last);
            } catch (SQLException e) {
                // As intended.
            }
        }
    }

    private static SQLException none(String member, SQLException cause) {
        return new SQLTransientConnectionException(
                "No server behind the URL takes writes now: " + member
                        + " is read-only, as a secondary of its group is, or a member that has lost it. Name all members in the URL, or a router that leads to the primary",
                "HY000",
                READ_ONLY,
                cause);
    }
}
