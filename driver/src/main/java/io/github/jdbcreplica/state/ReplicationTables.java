package io.github.jdbcreplica.state;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.statement.SourceOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The state with the names and columns of MySQL's {@code performance_schema.replication_*}, so that clients without this driver can read it. The configuration views read what the statements have stored; those of the threads read
 * what the JVM that runs the replica writes of them about every second, and show a thread as OFF when that JVM is gone. What is not known here (thread numbers, points in time of single steps) is NULL.
 */
final class ReplicationTables {
    private final Dialect dialect;

    ReplicationTables(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Statements that make those that are missing. */
    List<String> tables() {
        return List.of(
                table("receiver_status", ThreadStatusRepository.RECEIVER),
                table("applier_status", ThreadStatusRepository.APPLIER));
    }

    /** Statements that make them anew; they read the lease too. */
    List<String> views() {
        List<String> statements = new ArrayList<>();
        statements.addAll(view("replication_connection_configuration", configuration()));
        statements.addAll(view("replication_connection_status", connectionStatus()));
        statements.addAll(view("replication_applier_configuration", applierConfiguration()));
        statements.addAll(view("replication_applier_status", applierStatus()));
        statements.addAll(view("replication_applier_status_by_coordinator", byCoordinator()));
        statements.addAll(view("replication_applier_status_by_worker", byWorker()));
        return statements;
    }

    private String table(String name, List<ThreadStatusRepository.StatusField> fields) {
        List<String> definitions = new ArrayList<>();
        definitions.add("channel_name " + dialect.stateVarcharType(64) + " NOT NULL PRIMARY KEY");
        for (ThreadStatusRepository.StatusField field : fields) {
            definitions.add(field.name() + " " + type(field.kind()));
        }
        return "CREATE TABLE IF NOT EXISTS " + dialect.stateTable(name) + " (" + String.join(", ", definitions) + ")"
                + dialect.stateTableOptions();
    }

    private String type(ThreadStatusRepository.Kind kind) {
        return switch (kind) {
            case NAME -> dialect.stateVarcharType(255);
            case TEXT -> dialect.stateTextType();
            case NUMBER -> "BIGINT";
            case TIME -> dialect.stateTimestampType();
        };
    }

    private List<String> view(String name, String select) {
        return dialect.stateView(dialect.stateTable(name), select);
    }

    private String configuration() {
        return "SELECT c.channel_name AS CHANNEL_NAME, " + text(SourceOption.SOURCE_HOST) + " AS HOST, "
                + number(SourceOption.SOURCE_PORT) + " AS PORT, " + text(SourceOption.SOURCE_USER) + " AS "
                // A word of their own on some targets.
                + dialect.stateColumn("USER") + ", "
                + text(SourceOption.SOURCE_BIND) + " AS NETWORK_INTERFACE, "
                + flag(SourceOption.SOURCE_AUTO_POSITION, "1", "0") + " AS AUTO_POSITION, "
                + yesNo(SourceOption.SOURCE_SSL) + " AS SSL_ALLOWED, " + text(SourceOption.SOURCE_SSL_CA)
                + " AS SSL_CA_FILE, " + text(SourceOption.SOURCE_SSL_CAPATH) + " AS SSL_CA_PATH, "
                + text(SourceOption.SOURCE_SSL_CERT) + " AS SSL_CERTIFICATE, " + text(SourceOption.SOURCE_SSL_CIPHER)
                + " AS SSL_CIPHER, " + text(SourceOption.SOURCE_SSL_KEY) + " AS SSL_KEY, "
                + yesNo(SourceOption.SOURCE_SSL_VERIFY_SERVER_CERT) + " AS SSL_VERIFY_SERVER_CERTIFICATE, "
                + text(SourceOption.SOURCE_SSL_CRL) + " AS SSL_CRL_FILE, " + text(SourceOption.SOURCE_SSL_CRLPATH)
                + " AS SSL_CRL_PATH, " + number(SourceOption.SOURCE_CONNECT_RETRY) + " AS CONNECTION_RETRY_INTERVAL, "
                + number(SourceOption.SOURCE_RETRY_COUNT) + " AS CONNECTION_RETRY_COUNT, "
                + dialect.stateSeconds(text(SourceOption.SOURCE_HEARTBEAT_PERIOD)) + " AS HEARTBEAT_INTERVAL, "
                + text(SourceOption.SOURCE_TLS_VERSION) + " AS TLS_VERSION, "
                + text(SourceOption.SOURCE_PUBLIC_KEY_PATH) + " AS PUBLIC_KEY_PATH, "
                + yesNo(SourceOption.GET_SOURCE_PUBLIC_KEY) + " AS GET_PUBLIC_KEY, '' AS NETWORK_NAMESPACE, "
                + text(SourceOption.SOURCE_COMPRESSION_ALGORITHMS) + " AS COMPRESSION_ALGORITHM, "
                + number(SourceOption.SOURCE_ZSTD_COMPRESSION_LEVEL) + " AS ZSTD_COMPRESSION_LEVEL, "
                + text(SourceOption.SOURCE_TLS_CIPHERSUITES) + " AS TLS_CIPHERSUITES, "
                + flag(SourceOption.SOURCE_CONNECTION_AUTO_FAILOVER, "1", "0")
                + " AS SOURCE_CONNECTION_AUTO_FAILOVER, " + flag(SourceOption.GTID_ONLY, "1", "0")
                + " AS GTID_ONLY FROM " + dialect.stateTable("replica_channel") + " c";
    }

    private String applierConfiguration() {
        String assign = text(SourceOption.ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS);
        return "SELECT c.channel_name AS CHANNEL_NAME, " + number(SourceOption.SOURCE_DELAY)
                + " AS DESIRED_DELAY, " + nothing(ThreadStatusRepository.Kind.NAME) + " AS PRIVILEGE_CHECKS_USER, "
                + yesNo(SourceOption.REQUIRE_ROW_FORMAT) + " AS REQUIRE_ROW_FORMAT, "
                + text(SourceOption.REQUIRE_TABLE_PRIMARY_KEY_CHECK) + " AS REQUIRE_TABLE_PRIMARY_KEY_CHECK, " + assign
                + " AS ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS_TYPE, "
                + nothing(ThreadStatusRepository.Kind.NAME)
                + " AS ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS_VALUE FROM " + dialect.stateTable("replica_channel")
                + " c";
    }

    private String connectionStatus() {
        return "SELECT s.channel_name AS CHANNEL_NAME, '' AS GROUP_NAME, s.source_uuid AS SOURCE_UUID, "
                + nothing(ThreadStatusRepository.Kind.NUMBER) + " AS THREAD_ID, " + serviceState()
                + " AS SERVICE_STATE, s.count_received_heartbeats AS COUNT_RECEIVED_HEARTBEATS, s.last_heartbeat_timestamp AS LAST_HEARTBEAT_TIMESTAMP, s.received_transaction_set AS RECEIVED_TRANSACTION_SET, "
                + lastError() + ", " + transaction("LAST_QUEUED", "QUEUE") + ", " + running("QUEUEING", "QUEUE")
                + " FROM " + dialect.stateTable("receiver_status") + " s";
    }

    private String applierStatus() {
        return "SELECT s.channel_name AS CHANNEL_NAME, " + serviceState()
                + " AS SERVICE_STATE, s.remaining_delay AS REMAINING_DELAY, s.count_transactions_retries AS COUNT_TRANSACTIONS_RETRIES FROM "
                + dialect.stateTable("applier_status") + " s";
    }

    /** One thread applies, so there is no coordinator, as on a server with replica_parallel_workers = 0. */
    private String byCoordinator() {
        return "SELECT s.channel_name AS CHANNEL_NAME, " + nothing(ThreadStatusRepository.Kind.NUMBER)
                + " AS THREAD_ID, s.service_state AS SERVICE_STATE, " + lastError() + ", "
                + transaction("LAST_PROCESSED", "BUFFER") + ", " + running("PROCESSING", "BUFFER") + " FROM "
                + dialect.stateTable("applier_status") + " s WHERE 1 = 0";
    }

    private String byWorker() {
        return "SELECT s.channel_name AS CHANNEL_NAME, 0 AS WORKER_ID, " + nothing(ThreadStatusRepository.Kind.NUMBER)
                + " AS THREAD_ID, " + serviceState() + " AS SERVICE_STATE, " + lastError() + ", "
                + transaction("LAST_APPLIED", "APPLY") + ", " + running("APPLYING", "APPLY")
                + ", " + retries("LAST_APPLIED") + ", " + retries("APPLYING") + " FROM "
                + dialect.stateTable("applier_status") + " s";
    }

    private String retries(String prefix) {
        String column = prefix + "_TRANSACTION_";
        String error = column + "LAST_TRANSIENT_ERROR_";
        return nothing(ThreadStatusRepository.Kind.NUMBER) + " AS " + column + "RETRIES_COUNT, "
                + nothing(ThreadStatusRepository.Kind.NUMBER) + " AS " + error + "NUMBER, "
                + nothing(ThreadStatusRepository.Kind.NAME) + " AS " + error + "MESSAGE, "
                + nothing(ThreadStatusRepository.Kind.NAME) + " AS " + error + "TIMESTAMP";
    }

    private static String lastError() {
        return "s.last_error_number AS LAST_ERROR_NUMBER, s.last_error_message AS LAST_ERROR_MESSAGE, s.last_error_timestamp AS LAST_ERROR_TIMESTAMP";
    }

    private static String transaction(String prefix, String verb) {
        return running(prefix, verb) + ", s.last_end_timestamp AS " + prefix + "_TRANSACTION_END_" + verb
                + "_TIMESTAMP";
    }

    private static String running(String prefix, String verb) {
        String of = prefix.startsWith("LAST_") ? "last" : "current";
        String column = prefix + "_TRANSACTION";
        return "s." + of + "_transaction AS " + column + ", s." + of + "_original_commit_timestamp AS " + column
                + "_ORIGINAL_COMMIT_TIMESTAMP, s." + of + "_immediate_commit_timestamp AS " + column
                + "_IMMEDIATE_COMMIT_TIMESTAMP, s." + of + "_start_timestamp AS " + column + "_START_" + verb
                + "_TIMESTAMP";
    }

    /** What a JVM wrote that is gone since is no longer so. */
    private String serviceState() {
        return "CASE WHEN EXISTS (SELECT 1 FROM " + dialect.stateTable("replica_lease") + " l WHERE l.expires > "
                + dialect.currentMillis() + ") THEN s.service_state ELSE 'OFF' END";
    }

    private String stored(SourceOption option) {
        return "(SELECT m.option_value FROM " + dialect.stateTable("connection_metadata")
                + " m WHERE m.channel_name = c.channel_name AND m.option_name = '" + option.name()
                + "')";
    }

    private String text(SourceOption option) {
        return "COALESCE(" + stored(option) + ", '" + option.defaultValue() + "')";
    }

    private String number(SourceOption option) {
        return dialect.stateNumber(text(option));
    }

    private String yesNo(SourceOption option) {
        return flag(option, "YES", "NO");
    }

    private String flag(SourceOption option, String yes, String no) {
        return "CASE WHEN " + text(option) + " = 'true' THEN '" + yes + "' ELSE '" + no + "' END";
    }

    private String nothing(ThreadStatusRepository.Kind kind) {
        return kind == ThreadStatusRepository.Kind.NUMBER ? dialect.stateNumber("NULL") : "CAST(NULL AS CHAR(1))";
    }
}
