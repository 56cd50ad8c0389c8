package io.github.jdbcreplica.binlog;

import java.util.Map;

/** Event types by their number, with the names that SHOW BINLOG EVENTS gives them (MySQL: libbinlogevents, Log_event_type; MariaDB: from 160 on, sql/log_event.h). */
final class EventNames {
    static final int QUERY = 2;
    static final int ROTATE = 4;
    static final int INTVAR = 5;
    static final int RAND = 13;
    static final int USER_VAR = 14;
    static final int FORMAT_DESCRIPTION = 15;
    static final int XID = 16;
    static final int BEGIN_LOAD_QUERY = 17;
    static final int EXECUTE_LOAD_QUERY = 18;
    static final int TABLE_MAP = 19;
    static final int WRITE_ROWS_V1 = 23;
    static final int UPDATE_ROWS_V1 = 24;
    static final int DELETE_ROWS_V1 = 25;
    static final int INCIDENT = 26;
    static final int HEARTBEAT = 27;
    static final int WRITE_ROWS = 30;
    static final int UPDATE_ROWS = 31;
    static final int DELETE_ROWS = 32;
    static final int GTID = 33;
    static final int ANONYMOUS_GTID = 34;
    static final int XA_PREPARE = 38;
    static final int PARTIAL_UPDATE_ROWS = 39;
    static final int TRANSACTION_PAYLOAD = 40;
    static final int HEARTBEAT_V2 = 41;
    static final int GTID_TAGGED = 42;
    static final int MARIADB_GTID = 162;
    static final int START_ENCRYPTION = 164;
    static final int QUERY_COMPRESSED = 165;
    static final int WRITE_ROWS_COMPRESSED_V1 = 166;
    static final int UPDATE_ROWS_COMPRESSED_V1 = 167;
    static final int DELETE_ROWS_COMPRESSED_V1 = 168;
    static final int WRITE_ROWS_COMPRESSED = 169;
    static final int UPDATE_ROWS_COMPRESSED = 170;
    static final int DELETE_ROWS_COMPRESSED = 171;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(2, "Query"),
            Map.entry(3, "Stop"),
            Map.entry(4, "Rotate"),
            Map.entry(5, "Intvar"),
            Map.entry(13, "RAND"),
            Map.entry(14, "User var"),
            Map.entry(15, "Format_desc"),
            Map.entry(16, "Xid"),
            Map.entry(17, "Begin_load_query"),
            Map.entry(18, "Execute_load_query"),
            Map.entry(19, "Table_map"),
            Map.entry(23, "Write_rows_v1"),
            Map.entry(24, "Update_rows_v1"),
            Map.entry(25, "Delete_rows_v1"),
            Map.entry(26, "Incident"),
            Map.entry(27, "Heartbeat"),
            Map.entry(28, "Ignorable"),
            Map.entry(29, "Rows_query"),
            Map.entry(30, "Write_rows"),
            Map.entry(31, "Update_rows"),
            Map.entry(32, "Delete_rows"),
            Map.entry(33, "Gtid"),
            Map.entry(34, "Anonymous_Gtid"),
            Map.entry(35, "Previous_gtids"),
            Map.entry(36, "Transaction_context"),
            Map.entry(37, "View_change"),
            Map.entry(38, "XA_prepare"),
            Map.entry(39, "Update_rows_partial"),
            Map.entry(40, "Transaction_payload"),
            Map.entry(41, "Heartbeat_v2"),
            Map.entry(42, "Gtid_tagged_log"),
            Map.entry(160, "Annotate_rows"),
            Map.entry(161, "Binlog_checkpoint"),
            Map.entry(162, "Gtid"),
            Map.entry(163, "Gtid_list"),
            Map.entry(164, "Start_encryption"),
            Map.entry(165, "Query_compressed"),
            Map.entry(166, "Write_rows_compressed_v1"),
            Map.entry(167, "Update_rows_compressed_v1"),
            Map.entry(168, "Delete_rows_compressed_v1"),
            Map.entry(169, "Write_rows_compressed"),
            Map.entry(170, "Update_rows_compressed"),
            Map.entry(171, "Delete_rows_compressed"));

    private EventNames() {}

    static String of(int type) {
        return NAMES.getOrDefault(type, "Unknown");
    }

    static boolean isKnown(int type) {
        return NAMES.containsKey(type);
    }
}
