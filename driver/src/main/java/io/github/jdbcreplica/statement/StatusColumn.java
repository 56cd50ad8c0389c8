package io.github.jdbcreplica.statement;

import java.sql.Types;

/** The columns of SHOW REPLICA STATUS, in order and under their names, with the types and sizes that Connector/J reports for a MySQL 9.7 server. */
public enum StatusColumn {
    Replica_IO_State(Types.VARCHAR, 0),
    Source_Host(Types.VARCHAR, 0),
    Source_User(Types.VARCHAR, 0),
    Source_Port(Types.INTEGER, 10),
    Connect_Retry(Types.INTEGER, 10),
    Source_Log_File(Types.VARCHAR, 0),
    Read_Source_Log_Pos(Types.BIGINT, 20),
    Relay_Log_File(Types.VARCHAR, 0),
    Relay_Log_Pos(Types.BIGINT, 20),
    Relay_Source_Log_File(Types.VARCHAR, 0),
    Replica_IO_Running(Types.VARCHAR, 0),
    Replica_SQL_Running(Types.VARCHAR, 0),
    Replicate_Do_DB(Types.VARCHAR, 0),
    Replicate_Ignore_DB(Types.VARCHAR, 0),
    Replicate_Do_Table(Types.VARCHAR, 0),
    Replicate_Ignore_Table(Types.VARCHAR, 0),
    Replicate_Wild_Do_Table(Types.VARCHAR, 0),
    Replicate_Wild_Ignore_Table(Types.VARCHAR, 0),
    Last_Errno(Types.INTEGER, 10),
    Last_Error(Types.VARCHAR, 0),
    Skip_Counter(Types.INTEGER, 10),
    Exec_Source_Log_Pos(Types.BIGINT, 20),
    Relay_Log_Space(Types.BIGINT, 20),
    Until_Condition(Types.VARCHAR, 0),
    Until_Log_File(Types.VARCHAR, 0),
    Until_Log_Pos(Types.BIGINT, 20),
    Source_SSL_Allowed(Types.VARCHAR, 0),
    Source_SSL_CA_File(Types.VARCHAR, 0),
    Source_SSL_CA_Path(Types.VARCHAR, 0),
    Source_SSL_Cert(Types.VARCHAR, 0),
    Source_SSL_Cipher(Types.VARCHAR, 0),
    Source_SSL_Key(Types.VARCHAR, 0),
    Seconds_Behind_Source(Types.BIGINT, 20),
    Source_SSL_Verify_Server_Cert(Types.VARCHAR, 0),
    Last_IO_Errno(Types.INTEGER, 10),
    Last_IO_Error(Types.VARCHAR, 0),
    Last_SQL_Errno(Types.INTEGER, 10),
    Last_SQL_Error(Types.VARCHAR, 0),
    Replicate_Ignore_Server_Ids(Types.VARCHAR, 0),
    Source_Server_Id(Types.INTEGER, 10),
    Source_UUID(Types.VARCHAR, 0),
    Source_Info_File(Types.VARCHAR, 0),
    SQL_Delay(Types.INTEGER, 10),
    SQL_Remaining_Delay(Types.INTEGER, 10),
    Replica_SQL_Running_State(Types.VARCHAR, 0),
    Source_Retry_Count(Types.BIGINT, 20),
    Source_Bind(Types.VARCHAR, 0),
    Last_IO_Error_Timestamp(Types.VARCHAR, 0),
    Last_SQL_Error_Timestamp(Types.VARCHAR, 0),
    Source_SSL_Crl(Types.VARCHAR, 0),
    Source_SSL_Crlpath(Types.VARCHAR, 0),
    Retrieved_Gtid_Set(Types.VARCHAR, 0),
    Executed_Gtid_Set(Types.VARCHAR, 0),
    Auto_Position(Types.INTEGER, 10),
    Replicate_Rewrite_DB(Types.VARCHAR, 0),
    Channel_Name(Types.VARCHAR, 0),
    Source_TLS_Version(Types.VARCHAR, 0),
    Source_public_key_path(Types.VARCHAR, 0),
    Get_Source_public_key(Types.INTEGER, 10),
    Network_Namespace(Types.VARCHAR, 0);

    private final int jdbcType;
    private final int displaySize;

    StatusColumn(int jdbcType, int displaySize) {
        this.jdbcType = jdbcType;
        this.displaySize = displaySize;
    }

    public String label() {
        return name();
    }

    /** Of {@link Types}. */
    public int jdbcType() {
        return jdbcType;
    }

    public int displaySize() {
        return displaySize;
    }

    public boolean nullable() {
        return this == Seconds_Behind_Source || this == SQL_Remaining_Delay;
    }
}
