package io.github.jdbcreplica.error;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Locale;

/**
 * The errors and notes of MySQL's replication statements and threads: number, SQLSTATE and message as a MySQL 9.7 server sends them
 * ({@code share/messages_to_clients.txt} and {@code messages_to_error_log.txt} of its source tree). The constants carry the server's names without the {@code ER_} prefix.
 */
public enum ReplicaError {
    CON_COUNT_ERROR(1040, "08004", "Too many connections"),
    ACCESS_DENIED(1045, "28000", "Access denied for user '%s'@'%s' (using password: %s)"),
    BAD_HOST(1042, "08S01", "Can't get hostname for your address"),
    DUP_ENTRY(1062, "23000", "%s"),
    PARSE_ERROR(
            1064,
            "42000",
            "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '%s' at line %d"),
    UNKNOWN_ERROR(1105, "HY000", "%s"),
    KEY_NOT_FOUND(1032, "HY000", "%s"),
    NO_SUCH_TABLE(1146, "42S02", "Table '%s' doesn't exist"),
    BAD_REPLICA(
            1200,
            "HY000",
            "The server is not configured as replica; fix in config file or with CHANGE REPLICATION SOURCE TO"),
    LOCK_WAIT_TIMEOUT(1205, "HY000", "Lock wait timeout exceeded; try restarting transaction"),
    WRONG_ARGUMENTS(1210, "HY000", "Incorrect arguments to %s"),
    LOCK_DEADLOCK(1213, "40001", "Deadlock found when trying to get lock; try restarting transaction"),
    SPECIFIC_ACCESS_DENIED(
            1227, "42000", "Access denied; you need (at least one of) the %s privilege(s) for this operation"),
    MASTER_FATAL_ERROR_READING_BINLOG(
            1236, "HY000", "Got fatal error %d from source when reading data from binary log: '%s'"),
    BAD_REPLICA_UNTIL_COND(1277, "HY000", "Incorrect parameter or combination of parameters for START REPLICA UNTIL"),
    UNTIL_COND_IGNORED(1279, "HY000", "SQL thread is not to be started so UNTIL options are ignored"),
    WARN_DEPRECATED_SYNTAX(
            1287, "HY000", "'%s' is deprecated and will be removed in a future release. Please use %s instead"),
    REPLICA_HEARTBEAT_VALUE_OUT_OF_RANGE(
            1624,
            "HY000",
            "The requested value for the heartbeat period is either negative or exceeds the maximum allowed (%s seconds)."),
    NOT_SUPPORTED_YET(1235, "42000", "This version of jdbc-replica doesn't yet support '%s'"),
    WRONG_STRING_LENGTH(1470, "HY000", "String '%s' is too long for %s (should be no longer than %d)"),
    REPLICA_HEARTBEAT_VALUE_OUT_OF_RANGE_MIN(
            1703,
            "HY000",
            "The requested value for the heartbeat period is less than 1 millisecond. The value is reset to 0, meaning that heartbeating will effectively be disabled."),
    REPLICA_HEARTBEAT_VALUE_OUT_OF_RANGE_MAX(
            1704,
            "HY000",
            "The requested value for the heartbeat period exceeds the value of `replica_net_timeout' seconds. A sensible value for the period should be less than the timeout."),
    INSECURE_PLAIN_TEXT(1759, "HY000", "Sending passwords in plain text without SSL/TLS is extremely insecure."),
    INSECURE_CHANGE_SOURCE(
            1760,
            "HY000",
            "Storing MySQL user name or password information in the connection metadata repository is not secure and is therefore not recommended. Please consider using the USER and PASSWORD connection options for START REPLICA; see the 'START REPLICA Syntax' in the MySQL Manual for more information."),
    SQLTHREAD_WITH_SECURE_REPLICA(
            1763,
            "HY000",
            "It is not allowed to set START REPLICA IO_THREAD options when starting only the SQL thread"),
    BAD_REPLICA_AUTO_POSITION(
            1776,
            "HY000",
            "Parameters SOURCE_LOG_FILE, SOURCE_LOG_POS, RELAY_LOG_FILE and RELAY_LOG_POS cannot be set when SOURCE_AUTO_POSITION is active."),
    STOP_REPLICA_IO_THREAD_TIMEOUT(
            1876,
            "HY000",
            "STOP REPLICA command execution is incomplete: Replica IO thread got the stop signal, thread is busy, IO thread will stop once the current task is complete."),
    REPLICA_CHANNEL_IO_THREAD_MUST_STOP(
            3021,
            "HY000",
            "This operation cannot be performed with a running replica io thread; run STOP REPLICA IO_THREAD FOR CHANNEL '%s' first."),
    REPLICA_CHANNEL_DOES_NOT_EXIST(3074, "HY000", "Replica channel '%s' does not exist."),
    REPLICA_MULTIPLE_CHANNELS_CMD(
            3079, "HY000", "Multiple channels exist on the replica. Please provide channel name as an argument."),
    REPLICA_CHANNEL_MUST_STOP(
            3081,
            "HY000",
            "This operation cannot be performed with running replication threads; run STOP REPLICA FOR CHANNEL '%s' first"),
    REPLICA_CHANNEL_WAS_RUNNING(3083, "HY000", "Replication thread(s) for channel '%s' are already runnning."),
    REPLICA_CHANNEL_WAS_NOT_RUNNING(3084, "HY000", "Replication thread(s) for channel '%s' are already stopped."),
    REPLICA_CHANNEL_SQL_THREAD_MUST_STOP(
            3085,
            "HY000",
            "This operation cannot be performed with a running replica sql thread; run STOP REPLICA SQL_THREAD FOR CHANNEL '%s' first."),
    OPTION_PREVENTS_STATEMENT(
            1290, "HY000", "The MySQL server is running with the %s option so it cannot execute this statement");

    private final int code;
    private final String sqlState;
    private final String template;

    ReplicaError(int code, String sqlState, String template) {
        this.code = code;
        this.sqlState = sqlState;
        this.template = template;
    }

    public int code() {
        return code;
    }

    public String sqlState() {
        return sqlState;
    }

    public String message(Object... arguments) {
        return String.format(Locale.ROOT, template, arguments);
    }

    public SQLException exception(Object... arguments) {
        return new SQLException(message(arguments), sqlState, code);
    }

    /** A note, as MySQL attaches it to a statement that succeeded; without a stack trace, since tools print warnings with theirs. */
    public SQLWarning note(Object... arguments) {
        return new SQLWarning(message(arguments), sqlState, code) {
            @Override
            public synchronized Throwable fillInStackTrace() {
                return this;
            }
        };
    }
}
