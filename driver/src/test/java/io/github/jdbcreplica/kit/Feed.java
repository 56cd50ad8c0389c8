package io.github.jdbcreplica.kit;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MySqlServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A session on a source that nobody else writes to, which remembers which statement is which transaction of the log. */
final class Feed implements AutoCloseable {
    private final DatabaseServer server;
    private final Map<Long, String> transactions;
    private final Connection connection;
    private final Statement statement;
    private final String gtids;

    private Feed(DatabaseServer server, Map<Long, String> transactions) throws SQLException {
        this.server = server;
        this.transactions = transactions;
        this.gtids =
                server instanceof MySqlServer ? "SELECT @@global.gtid_executed" : "SELECT @@global.gtid_binlog_pos";
        this.connection = server.connect();
        this.statement = connection.createStatement();
        statement.setEscapeProcessing(false);
    }

    static Feed of(DatabaseServer server) throws SQLException {
        return new Feed(server, new TreeMap<>());
    }

    /** Another session, with the same memory. */
    Feed another() throws SQLException {
        return new Feed(server, transactions);
    }

    DatabaseServer server() {
        return server;
    }

    Connection connection() {
        return connection;
    }

    /** @param what the name under which {@link #of(long)} finds the transactions of the statement */
    void execute(String what, String sql) throws SQLException {
        statement.execute(sql);
        for (long number = last(); number > 0 && transactions.putIfAbsent(number, what) == null; number--) {
            // A statement may be several transactions.
        }
    }

    void execute(String sql) throws SQLException {
        execute(sql, sql);
    }

    /** A statement that commits nothing. */
    void executeInside(String sql) throws SQLException {
        statement.execute(sql);
    }

    /** The last transaction of the log. */
    long last() throws SQLException {
        try (ResultSet row = statement.executeQuery(gtids)) {
            row.next();
            return number(row.getString(1));
        }
    }

    Optional<String> of(long transaction) {
        return Optional.ofNullable(transactions.get(transaction));
    }

    /** The end of a set of one interval, in MySQL's notation or MariaDB's: {@code uuid:1-57}, {@code 0-1-57}. */
    static long number(String gtids) {
        return gtids.isEmpty() ? 0 : Long.parseLong(gtids.replaceFirst("(?s).*[:-]", ""));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
