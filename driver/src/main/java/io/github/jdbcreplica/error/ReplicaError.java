package io.github.jdbcreplica.error;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Locale;

/**
 * The errors and notes of MySQL's replication statements and threads: number, SQLSTATE and message as a MySQL 9.7 server sends them
 * ({@code share/messages_to_clients.txt} and {@code messages_to_error_log.txt} of its source tree; {@code perror} prints them).
 * The constants carry the server's names without the {@code ER_} prefix; those of the client library, which the receiver meets while it connects, keep their {@code CR_}.
 */
public enum ReplicaError {
    CON_COUNT_ERROR(1040, "08004", "Too many connections"),
    BAD_HOST(1042, "08S01", "Can't get hostname for your address"),
    ACCESS_DENIED(1045, "28000", "Access denied for user '%s'@'%s' (using password: %s)"),
    KEY_NOT_FOUND(1032, "HY000", "%s"),
    SERVER_SHUTDOWN(1053, "08S01", "Server shutdown in progress"),
    DUP_ENTRY(1062, "23000", "%s"),
    PARSE_ERROR(
            1064,
            "42000",
            "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '%s' at line %d"),
    UNKNOWN_ERROR(1105, "HY000", "%s"),
    NO_SUCH_TABLE(1146, "42S02", "Table '%s' doesn't exist"),
    NET_READ_ERROR(1158, "08S01", "Got an error reading communication packets"),
    NET_READ_INTERRUPTED(1159, "08S01", "Got timeout reading communication packets"),
    NET_ERROR_ON_WRITE(1160, "08S01", "Got an error writing communication packets"),
    NET_WRITE_INTERRUPTED(1161, "08S01", "Got timeout writing communication packets"),
    BAD_REPLICA(
            1200,
            "HY000",
            "The server is not configured as replica; fix in config file or with CHANGE REPLICATION SOURCE TO"),
    CONNECTION_METADATA(
            1201,
            "HY000",
            "Could not initialize connection metadata structure; more error messages can be found in the MySQL error log"),
    LOCK_WAIT_TIMEOUT(1205, "HY000", "Lock wait timeout exceeded; try restarting transaction"),
    WRONG_ARGUMENTS(1210, "HY000", "Incorrect arguments to %s"),
    LOCK_DEADLOCK(1213, "40001", "Deadlock found when trying to get lock; try restarting transaction"),
    CONNECT_TO_SOURCE(1218, "08S01", "Error connecting to source: %s"),
    SPECIFIC_ACCESS_DENIED(
            1227, "42000", "Access denied; you need (at least one of) the %s privilege(s) for this operation"),
    NOT_SUPPORTED_YET(1235, "42000", "This version of jdbc-replica doesn't yet support '%s'"),
    MASTER_FATAL_ERROR_READING_BINLOG(
            1236, "HY000", "Got fatal error %d from source when reading data from binary log: '%s'"),
    BAD_REPLICA_UNTIL_COND(1277, "HY000", "Incorrect parameter or combination of parameters for START REPLICA UNTIL"),
    UNTIL_COND_IGNORED(1279, "HY000", "SQL thread is not to be started so UNTIL options are ignored"),
    WARN_DEPRECATED_SYNTAX(
            1287, "HY000", "'%s' is deprecated and will be removed in a future release. Please use %s instead"),
    OPTION_PREVENTS_STATEMENT(
            1290, "HY000", "The MySQL server is running with the %s option so it cannot execute this statement"),
    QUERY_INTERRUPTED(1317, "70100", "Query execution was interrupted"),
    NO_BINARY_LOGGING(1381, "HY000", "You are not using binary logging"),
    CANNOT_USER(1396, "HY000", "Operation %s failed for %s"),
    WRONG_VALUE(1525, "HY000", "Incorrect %s value: '%s'"),
    REPLICA_HEARTBEAT_VALUE_OUT_OF_RANGE(
            1624,
            "HY000",
            "The requested value for the heartbeat period is either negative or exceeds the maximum allowed (%s seconds)."),
    REPLICA_HEARTBEAT_VALUE_OUT_OF_RANGE_MIN(
            1703,
            "HY000",
            "The requested value for the heartbeat period is less than 1 millisecond. The value is reset to 0, meaning that heartbeating will effectively be disabled."),
    REPLICA_HEARTBEAT_VALUE_OUT_OF_RANGE_MAX(
            1704,
            "HY000",
            "The requested value for the heartbeat period exceeds the value of `replica_net_timeout' seconds. A sensible value for the period should be less than the timeout."),
    SOURCE_DELAY_VALUE_OUT_OF_RANGE(
            1729, "HY000", "The requested value %s for the source delay exceeds the maximum %d"),
    RPL_INFO_DATA_TOO_LONG(1742, "HY000", "Data for column '%s' too long"),
    MTA_FEATURE_IS_NOT_SUPPORTED(1753, "HY000", "%s is not supported in multi-threaded replica mode. %s"),
    MTA_CANT_PARALLEL(
            1755,
            "HY000",
            "Cannot execute the current event group in the parallel mode. Encountered event %s, relay-log name %s, position %s which prevents execution of this event group in parallel mode. Reason: %s."),
    MTA_INCONSISTENT_DATA(1756, "HY000", "%s"),
    INSECURE_PLAIN_TEXT(1759, "HY000", "Sending passwords in plain text without SSL/TLS is extremely insecure."),
    INSECURE_CHANGE_SOURCE(
            1760,
            "HY000",
            "Storing MySQL user name or password information in the connection metadata repository is not secure and is therefore not recommended. Please consider using the USER and PASSWORD connection options for START REPLICA; see the 'START REPLICA Syntax' in the MySQL Manual for more information."),
    SQLTHREAD_WITH_SECURE_REPLICA(
            1763,
            "HY000",
            "Setting authentication options is not possible when only the Replica SQL Thread is being started."),
    MALFORMED_GTID_SET_SPECIFICATION(1772, "HY000", "Malformed GTID set specification '%s'."),
    BAD_REPLICA_AUTO_POSITION(
            1776,
            "HY000",
            "Parameters SOURCE_LOG_FILE, SOURCE_LOG_POS, RELAY_LOG_FILE and RELAY_LOG_POS cannot be set when SOURCE_AUTO_POSITION is active."),
    AUTO_POSITION_REQUIRES_GTID_MODE_NOT_OFF(
            1777,
            "HY000",
            "CHANGE REPLICATION SOURCE TO SOURCE_AUTO_POSITION = 1 cannot be executed because @@GLOBAL.GTID_MODE = OFF."),
    SOURCE_HAS_PURGED_REQUIRED_GTIDS(
            1789,
            "HY000",
            "Cannot replicate because the source purged required binary logs. Replicate the missing transactions from elsewhere, or provision a new replica from backup. Consider increasing the source's binary log expiration period. %s"),
    REPLICA_CONFIGURATION(
            1794,
            "HY000",
            "Replica is not configured or failed to initialize properly. You must at least set --server-id to enable either a source or a replica. Additional error messages can be found in the MySQL error log."),
    MTA_CHANGE_SOURCE_CANT_RUN_WITH_GAPS(
            1802,
            "HY000",
            "CHANGE REPLICATION SOURCE cannot be executed when the replica was stopped with an error or killed in MTA mode. Consider using RESET REPLICA or START REPLICA UNTIL."),
    REPLICA_CM_INIT_REPOSITORY(
            1871, "HY000", "Replica failed to initialize connection metadata structure from the repository"),
    REPLICA_AM_INIT_REPOSITORY(
            1872, "HY000", "Replica failed to initialize applier metadata structure from the repository"),
    STOP_REPLICA_SQL_THREAD_TIMEOUT(
            1875,
            "HY000",
            "STOP REPLICA command execution is incomplete: Replica SQL thread got the stop signal, thread is busy, SQL thread will stop once the current task is complete."),
    STOP_REPLICA_IO_THREAD_TIMEOUT(
            1876,
            "HY000",
            "STOP REPLICA command execution is incomplete: Replica IO thread got the stop signal, thread is busy, IO thread will stop once the current task is complete."),
    CR_CONN_HOST_ERROR(2003, "HY000", "Can't connect to MySQL server on '%s:%d' (%d)"),
    CR_UNKNOWN_HOST(2005, "HY000", "Unknown MySQL server host '%s' (%d)"),
    CR_SERVER_GONE_ERROR(2006, "HY000", "MySQL server has gone away"),
    CR_SERVER_LOST(2013, "HY000", "Lost connection to MySQL server during query"),
    CR_SSL_CONNECTION_ERROR(2026, "HY000", "SSL connection error: %s"),
    CR_AUTH_PLUGIN_CANNOT_LOAD(2059, "HY000", "Authentication plugin '%s' cannot be loaded: %s"),
    CR_AUTH_PLUGIN_ERR(2061, "HY000", "Authentication plugin '%s' reported error: %s"),
    REPLICA_CHANNEL_IO_THREAD_MUST_STOP(
            3021,
            "HY000",
            "This operation cannot be performed with a running replica io thread; run STOP REPLICA IO_THREAD FOR CHANNEL '%s' first."),
    WARN_ONLY_SOURCE_LOG_FILE_NO_POS(
            3023,
            "HY000",
            "CHANGE REPLICATION SOURCE TO with a SOURCE_LOG_FILE clause but no SOURCE_LOG_POS clause may not be safe. The old position value may not be valid for the new binary log file."),
    CHANGE_SOURCE_PASSWORD_LENGTH(
            3056,
            "HY000",
            "The password provided for the replication user exceeds the maximum length of 32 characters"),
    INVALID_RPL_WILD_TABLE_FILTER_PATTERN(
            3067,
            "HY000",
            "Supplied filter list contains a value which is not in the required format 'db_pattern.table_pattern'"),
    REPLICA_CHANNEL_DOES_NOT_EXIST(3074, "HY000", "Replica channel '%s' does not exist."),
    REPLICA_CHANNEL_NAME_INVALID_OR_TOO_LONG(
            3076, "HY000", "Couldn't create channel: Channel name is either invalid or too long."),
    REPLICA_MULTIPLE_CHANNELS_CMD(
            3079, "HY000", "Multiple channels exist on the replica. Please provide channel name as an argument."),
    REPLICA_MAX_CHANNELS_EXCEEDED(3080, "HY000", "Maximum number of replication channels allowed exceeded."),
    REPLICA_CHANNEL_MUST_STOP(
            3081,
            "HY000",
            "This operation cannot be performed with running replication threads; run STOP REPLICA FOR CHANNEL '%s' first"),
    REPLICA_CHANNEL_NOT_RUNNING(
            3082,
            "HY000",
            "This operation requires running replication threads; configure replica and run START REPLICA FOR CHANNEL '%s'"),
    REPLICA_CHANNEL_WAS_RUNNING(3083, "HY000", "Replication thread(s) for channel '%s' are already runnning."),
    REPLICA_CHANNEL_WAS_NOT_RUNNING(3084, "HY000", "Replication thread(s) for channel '%s' are already stopped."),
    REPLICA_CHANNEL_SQL_THREAD_MUST_STOP(
            3085,
            "HY000",
            "This operation cannot be performed with a running replica sql thread; run STOP REPLICA SQL_THREAD FOR CHANNEL '%s' first."),
    CANT_USE_AUTO_POSITION_WITH_GTID_MODE_OFF(
            3112,
            "HY000",
            "The replication receiver thread%s cannot start in AUTO_POSITION mode: this server uses @@GLOBAL.GTID_MODE = OFF."),
    REPLICA_CHANNEL_OPERATION_NOT_ALLOWED(3139, "HY000", "%s cannot be performed on channel '%s'."),
    SERVER_SOURCE_FATAL_ERROR_READING_BINLOG(
            13114, "HY000", "Got fatal error %d from source when reading data from binary log: '%s'"),
    NETWORK_READ_EVENT_CHECKSUM_FAILURE(
            13115, "HY000", "Replication event checksum verification failed while reading from network."),
    REPLICA_FATAL_ERROR(13117, "HY000", "Fatal error: %s"),
    REPLICA_HEARTBEAT_FAILURE(13118, "HY000", "Unexpected source's heartbeat data: %s"),
    REPLICA_INCIDENT(13119, "HY000", "The incident %s occurred on the source. Message: %s"),
    REPLICA_SOURCE_COM_FAILURE(13120, "HY000", "Source command %s failed: %s"),
    REPLICA_RELAY_LOG_READ_FAILURE(13121, "HY000", "Relay log read failure: %s"),
    REPLICA_RELAY_LOG_WRITE_FAILURE(13122, "HY000", "Relay log write failure: %s"),
    SERVER_NET_PACKET_TOO_LARGE(13125, "HY000", "Got a packet bigger than 'max_allowed_packet' bytes"),
    SERVER_REPLICA_CONVERSION_FAILED(
            13146,
            "HY000",
            "Column %d (counting the first column as number 1) of table '%s.%s' cannot be converted from type '%s' to type '%s'"),
    CANT_REPLICATE_ANONYMOUS_WITH_AUTO_POSITION(
            13148, "HY000", "Cannot replicate anonymous transaction when AUTO_POSITION = 1, at file %s, position %d."),
    CANT_REPLICATE_ANONYMOUS_WITH_GTID_MODE_ON(
            13149,
            "HY000",
            "Cannot replicate anonymous transaction when @@GLOBAL.GTID_MODE = ON, at file %s, position %d."),
    CANT_REPLICATE_GTID_WITH_GTID_MODE_OFF(
            13150,
            "HY000",
            "Cannot replicate GTID-transaction when @@GLOBAL.GTID_MODE = OFF, at file %s, position %d.");

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
