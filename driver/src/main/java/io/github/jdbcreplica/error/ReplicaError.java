package io.github.jdbcreplica.error;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Locale;

/**
 * The errors and notes of MySQL's replication statements and threads: number, SQLSTATE and message as a MySQL 9.7 server sends them
 * ({@code share/messages_to_clients.txt} and {@code messages_to_error_log.txt} of its source tree; {@code perror} prints them).
 * The constants carry the server's names without the {@code ER_} prefix.
 */
public enum ReplicaError {
    PARSE_ERROR(
            1064,
            "42000",
            "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '%s' at line %d"),
    GTID_ONLY_PARSE_ERROR(
            1064,
            "42000",
            "You have an error in your CHANGE REPLICATION SOURCE syntax; GTID_ONLY only accepts values 0 or 1 near '%s' at line %d"),
    CANT_INITIALIZE_UDF(1123, "HY000", "Can't initialize function '%s'; %s"),
    NO_SUCH_TABLE(1146, "42S02", "Table '%s' doesn't exist"),
    BAD_REPLICA(
            1200,
            "HY000",
            "The server is not configured as replica; fix in config file or with CHANGE REPLICATION SOURCE TO"),
    LOCK_WAIT_TIMEOUT(1205, "HY000", "Lock wait timeout exceeded; try restarting transaction"),
    WRONG_ARGUMENTS(1210, "HY000", "Incorrect arguments to %s"),
    GLOBAL_VARIABLE(1229, "HY000", "Variable '%s' is a GLOBAL variable and should be set with SET GLOBAL"),
    WRONG_VALUE_FOR_VAR(1231, "42000", "Variable '%s' can't be set to the value of '%s'"),
    WRONG_TYPE_FOR_VAR(1232, "42000", "Incorrect argument type to variable '%s'"),
    NOT_SUPPORTED_YET(1235, "42000", "This version of jdbc-replica doesn't yet support '%s'"),
    BAD_REPLICA_UNTIL_COND(1277, "HY000", "Incorrect parameter or combination of parameters for START REPLICA UNTIL"),
    UNTIL_COND_IGNORED(1279, "HY000", "SQL thread is not to be started so UNTIL options are ignored"),
    WARN_DEPRECATED_SYNTAX(
            1287, "HY000", "'%s' is deprecated and will be removed in a future release. Please use %s instead"),
    WARN_DEPRECATED_VARIABLE(
            1287, "HY000", "'%s' is deprecated and will be removed in a future release. Please use %s instead."),
    TRUNCATED_WRONG_VALUE(1292, "22007", "Truncated incorrect %s value: '%s'"),
    QUERY_INTERRUPTED(1317, "70100", "Query execution was interrupted"),
    WRONG_VALUE(1525, "HY000", "Incorrect %s value: '%s'"),
    WRONG_PARAMCOUNT_TO_NATIVE_FCT(1582, "42000", "Incorrect parameter count in the call to native function '%s'"),
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
            1729, "HY000", "The requested value %s for the source delay exceeds the maximum %s"),
    RPL_INFO_DATA_TOO_LONG(1742, "HY000", "Data for column '%s' too long"),
    INSECURE_PLAIN_TEXT(1759, "HY000", "Sending passwords in plain text without SSL/TLS is extremely insecure."),
    INSECURE_CHANGE_SOURCE(
            1760,
            "HY000",
            "Storing MySQL user name or password information in the connection metadata repository is not secure and is therefore not recommended. Please consider using the USER and PASSWORD connection options for START REPLICA; see the 'START REPLICA Syntax' in the MySQL Manual for more information."),
    SQLTHREAD_WITH_SECURE_REPLICA(
            1763,
            "HY000",
            "Setting authentication options is not possible when only the Replica SQL Thread is being started."),
    VARIABLE_NOT_SETTABLE_IN_TRANSACTION(
            1766, "HY000", "The system variable %s cannot be set when there is an ongoing transaction."),
    MALFORMED_GTID_SET_SPECIFICATION(1772, "HY000", "Malformed GTID set specification '%s'."),
    MALFORMED_GTID_SPECIFICATION(1774, "HY000", "Malformed GTID specification '%s'."),
    BAD_REPLICA_AUTO_POSITION(
            1776,
            "HY000",
            "Parameters SOURCE_LOG_FILE, SOURCE_LOG_POS, RELAY_LOG_FILE and RELAY_LOG_POS cannot be set when SOURCE_AUTO_POSITION is active."),
    REPLICA_CONFIGURATION(
            1794,
            "HY000",
            "Replica is not configured or failed to initialize properly. You must at least set --server-id to enable either a source or a replica. Additional error messages can be found in the MySQL error log."),
    GTID_NEXT_TYPE_UNDEFINED_GTID(
            1837,
            "HY000",
            "When @@SESSION.GTID_NEXT is set to a GTID, you must explicitly set it to a different value after a COMMIT or ROLLBACK. Please check GTID_NEXT variable manual page for detailed explanation. Current @@SESSION.GTID_NEXT is '%s'."),
    REPLICA_CM_INIT_REPOSITORY(
            1871, "HY000", "Replica failed to initialize connection metadata structure from the repository"),
    STOP_REPLICA_SQL_THREAD_TIMEOUT(
            1875,
            "HY000",
            "STOP REPLICA command execution is incomplete: Replica SQL thread got the stop signal, thread is busy, SQL thread will stop once the current task is complete."),
    STOP_REPLICA_IO_THREAD_TIMEOUT(
            1876,
            "HY000",
            "STOP REPLICA command execution is incomplete: Replica IO thread got the stop signal, thread is busy, IO thread will stop once the current task is complete."),
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
    REPLICA_CHANNEL_SQL_SKIP_COUNTER(
            3086,
            "HY000",
            "When sql_replica_skip_counter > 0, it is not allowed to start more than one SQL thread by using 'START REPLICA [SQL_THREAD]'. Value of sql_replica_skip_counter can only be used by one SQL thread at a time. Please use 'START REPLICA [SQL_THREAD] FOR CHANNEL' to start the SQL thread which will use the value of sql_replica_skip_counter."),
    REPLICA_CHANNEL_OPERATION_NOT_ALLOWED(3139, "HY000", "%s cannot be performed on channel '%s'."),
    UDF_ERROR(3200, "HY000", "%s UDF failed; %s"),
    CHANGE_SOURCE_WRONG_COMPRESSION_ALGORITHM(
            3920, "HY000", "Invalid SOURCE_COMPRESSION_ALGORITHMS '%s' for channel '%s'."),
    CHANGE_SOURCE_WRONG_COMPRESSION_LEVEL(3921, "HY000", "Invalid SOURCE_ZSTD_COMPRESSION_LEVEL %s for channel '%s'."),
    WRONG_COMPRESSION_ALGORITHM_COUNT(
            3924, "HY000", "Specified compression algorithm list '%s' exceeds total count of %s for channel '%s'."),
    CLIENT_PRIVILEGE_CHECKS_USER_CANNOT_BE_ANONYMOUS(
            3925,
            "HY000",
            "PRIVILEGE_CHECKS_USER for replication channel '%s' was set to `%s`@`%s`, but anonymous users are disallowed for PRIVILEGE_CHECKS_USER."),
    REQUIRE_ROW_FORMAT_INVALID_VALUE(
            3945, "HY000", "The requested value %s is invalid for REQUIRE_ROW_FORMAT, must be either 0 or 1."),
    RPL_ASYNC_RECONNECT_AUTO_POSITION_OFF(
            3991,
            "HY000",
            "Failed to enable Asynchronous Replication Connection Failover feature. The CHANGE REPLICATION SOURCE TO SOURCE_CONNECTION_AUTO_FAILOVER = 1 can only be set when SOURCE_AUTO_POSITION option of CHANGE REPLICATION SOURCE TO is enabled."),
    DISABLE_AUTO_POSITION_REQUIRES_ASYNC_RECONNECT_OFF(
            3993,
            "HY000",
            "CHANGE REPLICATION SOURCE TO SOURCE_AUTO_POSITION = 0 cannot be executed because Asynchronous Replication Connection Failover is enabled i.e. CHANGE REPLICATION SOURCE TO SOURCE_CONNECTION_AUTO_FAILOVER = 1."),
    SQL_REPLICA_SKIP_COUNTER_USED_WITH_GTID_MODE_ON(
            4016,
            "HY000",
            "The value of sql_replica_skip_counter will only take effect for channels running with ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS <> OFF."),
    WARN_NETWORK_NAMESPACE(
            4030,
            "HY000",
            "The parameter network_namespace is reserved for future use. Please use the CHANGE REPLICATION SOURCE command to set channel network_namespace parameter."),
    WARN_SQL_AFTER_MTS_GAPS_GAP_NOT_CALCULATED(
            4047,
            "HY000",
            "The until clause SQL_AFTER_MTS_GAPS is being used for channel '%s' when GTID_MODE = ON and SOURCE_AUTO_POSITION=1 meaning the server did not compute internally what gaps may exist in the relay log transaction execution. To close any execution gaps use either the SQL_BEFORE_GTIDS or SQL_AFTER_GTIDS until clause."),
    CANT_SET_GTID_ONLY_FOR_CHANNEL(
            4065,
            "HY000",
            "GTID_ONLY cannot be enabled for replication channel '%s'. You need GTID_MODE = ON, SOURCE_AUTO_POSITION = 1 and REQUIRE_ROW_FORMAT = 1."),
    CANT_DISABLE_REQUIRE_ROW_FORMAT_WITH_GTID_ONLY(
            4066, "HY000", "REQUIRE_ROW_FORMAT cannot be disabled for replication channel '%s' when GTID_ONLY=1."),
    CANT_DISABLE_SOURCE_AUTO_POSITION_WITH_GTID_ONLY(
            4067, "HY000", "SOURCE_AUTO_POSITION cannot be disabled for replication channel '%s' when GTID_ONLY=1.");

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
