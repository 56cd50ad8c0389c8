package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.ReplicaStatement.StatusForm;
import java.sql.Types;

/**
 * The columns of SHOW REPLICA STATUS in order, as Connector/J describes them for a configured MySQL 9.7 replica. INTEGER and BIGINT are unsigned there
 * ({@code INT UNSIGNED} as Long, {@code BIGINT UNSIGNED} as BigInteger). The server declares every column NOT NULL (measured), and yet sends NULL in
 * {@link #SECONDS_BEHIND_SOURCE} and {@link #SQL_REMAINING_DELAY}. The display sizes of a few texts vary with their contents; these are of a stopped replica.
 */
public enum StatusColumn {
    REPLICA_IO_STATE("Replica_IO_State", Types.VARCHAR, 14),
    SOURCE_HOST("Source_Host", Types.VARCHAR, 256),
    SOURCE_USER("Source_User", Types.VARCHAR, 97),
    SOURCE_PORT("Source_Port", Types.INTEGER, 10),
    CONNECT_RETRY("Connect_Retry", Types.INTEGER, 10),
    SOURCE_LOG_FILE("Source_Log_File", Types.VARCHAR, 512),
    READ_SOURCE_LOG_POS("Read_Source_Log_Pos", Types.BIGINT, 20),
    RELAY_LOG_FILE("Relay_Log_File", Types.VARCHAR, 512),
    RELAY_LOG_POS("Relay_Log_Pos", Types.BIGINT, 20),
    RELAY_SOURCE_LOG_FILE("Relay_Source_Log_File", Types.VARCHAR, 512),
    REPLICA_IO_RUNNING("Replica_IO_Running", Types.VARCHAR, 3),
    REPLICA_SQL_RUNNING("Replica_SQL_Running", Types.VARCHAR, 3),
    REPLICATE_DO_DB("Replicate_Do_DB", Types.VARCHAR, 20),
    REPLICATE_IGNORE_DB("Replicate_Ignore_DB", Types.VARCHAR, 20),
    REPLICATE_DO_TABLE("Replicate_Do_Table", Types.VARCHAR, 20),
    REPLICATE_IGNORE_TABLE("Replicate_Ignore_Table", Types.VARCHAR, 23),
    REPLICATE_WILD_DO_TABLE("Replicate_Wild_Do_Table", Types.VARCHAR, 24),
    REPLICATE_WILD_IGNORE_TABLE("Replicate_Wild_Ignore_Table", Types.VARCHAR, 28),
    LAST_ERRNO("Last_Errno", Types.INTEGER, 10),
    LAST_ERROR("Last_Error", Types.VARCHAR, 20),
    SKIP_COUNTER("Skip_Counter", Types.INTEGER, 10),
    EXEC_SOURCE_LOG_POS("Exec_Source_Log_Pos", Types.BIGINT, 20),
    RELAY_LOG_SPACE("Relay_Log_Space", Types.BIGINT, 20),
    UNTIL_CONDITION("Until_Condition", Types.VARCHAR, 6),
    UNTIL_LOG_FILE("Until_Log_File", Types.VARCHAR, 512),
    UNTIL_LOG_POS("Until_Log_Pos", Types.BIGINT, 20),
    SOURCE_SSL_ALLOWED("Source_SSL_Allowed", Types.VARCHAR, 7),
    SOURCE_SSL_CA_FILE("Source_SSL_CA_File", Types.VARCHAR, 512),
    SOURCE_SSL_CA_PATH("Source_SSL_CA_Path", Types.VARCHAR, 512),
    SOURCE_SSL_CERT("Source_SSL_Cert", Types.VARCHAR, 512),
    SOURCE_SSL_CIPHER("Source_SSL_Cipher", Types.VARCHAR, 512),
    SOURCE_SSL_KEY("Source_SSL_Key", Types.VARCHAR, 512),
    SECONDS_BEHIND_SOURCE("Seconds_Behind_Source", Types.BIGINT, 20),
    SOURCE_SSL_VERIFY_SERVER_CERT("Source_SSL_Verify_Server_Cert", Types.VARCHAR, 3),
    LAST_IO_ERRNO("Last_IO_Errno", Types.INTEGER, 10),
    LAST_IO_ERROR("Last_IO_Error", Types.VARCHAR, 20),
    LAST_SQL_ERRNO("Last_SQL_Errno", Types.INTEGER, 10),
    LAST_SQL_ERROR("Last_SQL_Error", Types.VARCHAR, 20),
    REPLICATE_IGNORE_SERVER_IDS("Replicate_Ignore_Server_Ids", Types.VARCHAR, 512),
    SOURCE_SERVER_ID("Source_Server_Id", Types.INTEGER, 10),
    SOURCE_UUID("Source_UUID", Types.VARCHAR, 36),
    SOURCE_INFO_FILE("Source_Info_File", Types.VARCHAR, 1024),
    SQL_DELAY("SQL_Delay", Types.INTEGER, 10),
    SQL_REMAINING_DELAY("SQL_Remaining_Delay", Types.INTEGER, 10),
    REPLICA_SQL_RUNNING_STATE("Replica_SQL_Running_State", Types.VARCHAR, 20),
    SOURCE_RETRY_COUNT("Source_Retry_Count", Types.BIGINT, 20),
    SOURCE_BIND("Source_Bind", Types.VARCHAR, 256),
    LAST_IO_ERROR_TIMESTAMP("Last_IO_Error_Timestamp", Types.VARCHAR, 20),
    LAST_SQL_ERROR_TIMESTAMP("Last_SQL_Error_Timestamp", Types.VARCHAR, 20),
    SOURCE_SSL_CRL("Source_SSL_Crl", Types.VARCHAR, 512),
    SOURCE_SSL_CRLPATH("Source_SSL_Crlpath", Types.VARCHAR, 512),
    RETRIEVED_GTID_SET("Retrieved_Gtid_Set", Types.VARCHAR, 0),
    EXECUTED_GTID_SET("Executed_Gtid_Set", Types.VARCHAR, 0),
    AUTO_POSITION("Auto_Position", Types.INTEGER, 10),
    REPLICATE_REWRITE_DB("Replicate_Rewrite_DB", Types.VARCHAR, 24),
    CHANNEL_NAME("Channel_Name", Types.VARCHAR, 192),
    SOURCE_TLS_VERSION("Source_TLS_Version", Types.VARCHAR, 512),
    SOURCE_PUBLIC_KEY_PATH("Source_public_key_path", Types.VARCHAR, 512),
    GET_SOURCE_PUBLIC_KEY("Get_Source_public_key", Types.INTEGER, 10),
    NETWORK_NAMESPACE("Network_Namespace", Types.VARCHAR, 193);

    private final String label;
    private final int jdbcType;
    private final int displaySize;

    StatusColumn(String label, int jdbcType, int displaySize) {
        this.label = label;
        this.jdbcType = jdbcType;
        this.displaySize = displaySize;
    }

    public String label() {
        return label;
    }

    /** MySQL 8.0 and MariaDB call the two servers slave and master, and write one of them small. */
    public String label(StatusForm form) {
        if (form == StatusForm.SOURCE) {
            return label;
        }
        return this == GET_SOURCE_PUBLIC_KEY
                ? "Get_master_public_key"
                : label.replace("Source", "Master").replaceAll("Replica_", "Slave_");
    }

    /** One of {@link Types}: VARCHAR, INTEGER or BIGINT. */
    public int jdbcType() {
        return jdbcType;
    }

    /** In characters. */
    public int displaySize() {
        return displaySize;
    }
}
