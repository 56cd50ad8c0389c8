package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.StatementCases.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Brings a replica, native or ours, into the state a case begins with. */
public final class ReplicaState {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Of the first event behind the header of a source that has just been set up with {@code --log-bin=binlog}. */
    static final String POSITION = "SOURCE_LOG_FILE='binlog.000001', SOURCE_LOG_POS=158";

    private final String source;

    /** @param sourcePort of a server on 127.0.0.1 that lets root in without a password */
    public ReplicaState(int sourcePort) {
        this.source = "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + sourcePort
                + ", SOURCE_USER='root', SOURCE_SSL=0, GET_SOURCE_PUBLIC_KEY=1, ";
    }

    private static final String NO_FILTER = "CHANGE REPLICATION FILTER REPLICATE_DO_DB=(), REPLICATE_IGNORE_DB=(),"
            + " REPLICATE_DO_TABLE=(), REPLICATE_IGNORE_TABLE=(), REPLICATE_WILD_DO_TABLE=(),"
            + " REPLICATE_WILD_IGNORE_TABLE=(), REPLICATE_REWRITE_DB=()";

    private static final String FILTER = "CHANGE REPLICATION FILTER REPLICATE_DO_DB=(d,c), REPLICATE_IGNORE_DB=(i),"
            + " REPLICATE_DO_TABLE=(d.t), REPLICATE_IGNORE_TABLE=(d.i), REPLICATE_WILD_DO_TABLE=('w.%'),"
            + " REPLICATE_WILD_IGNORE_TABLE=('v.%'), REPLICATE_REWRITE_DB=((a,b),(c,d))";

    public void enter(State state, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("STOP REPLICA");
            statement.execute("RESET REPLICA ALL");
            statement.execute(NO_FILTER);
            statement.execute("SET GLOBAL sql_replica_skip_counter=0, replica_exec_mode=STRICT");
            switch (state) {
                case UNCONFIGURED -> {}
                case STOPPED -> statement.execute(source + POSITION);
                case STOPPED_AUTO_POSITION -> configure(statement);
                case TWO_CHANNELS -> {
                    statement.execute(source + POSITION);
                    statement.execute(source + "SOURCE_AUTO_POSITION=1 FOR CHANNEL 'two'");
                }
                case FILTERED -> {
                    statement.execute(source + POSITION);
                    statement.execute(FILTER);
                }
                case RUNNING -> {
                    configure(statement);
                    statement.execute("START REPLICA");
                    await(statement, "Yes", "Yes");
                }
                case ONLY_IO_RUNNING -> {
                    configure(statement);
                    statement.execute("START REPLICA IO_THREAD");
                    await(statement, "Yes", "No");
                }
                case ONLY_SQL_RUNNING -> {
                    configure(statement);
                    statement.execute("START REPLICA SQL_THREAD");
                    await(statement, "No", "Yes");
                }
            }
        }
    }

    private void configure(Statement statement) throws SQLException {
        statement.execute(source + "SOURCE_AUTO_POSITION=1");
    }

    private static void await(Statement statement, String io, String sql) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isRunning(statement, io, sql)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not IO " + io + ", SQL " + sql + " within " + PATIENCE);
            }
            Thread.onSpinWait();
        }
    }

    private static boolean isRunning(Statement statement, String io, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery("SHOW REPLICA STATUS")) {
            return result.next()
                    && result.getString(StatusColumn.REPLICA_IO_RUNNING.label()).equals(io)
                    && result.getString(StatusColumn.REPLICA_SQL_RUNNING.label())
                            .equals(sql);
        }
    }
}
