package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventSource.SourceIdentity;
import io.github.jdbcreplica.statement.SourceOption;
import io.github.jdbcreplica.statement.StatusColumn;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** SHOW REPLICA STATUS: a row of MySQL's 60 columns from the state of a channel. */
final class StatusReport {
    private static final DateTimeFormatter ERROR_TIME =
            DateTimeFormatter.ofPattern("yyMMdd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private StatusReport() {}

    static StatementResult.Table of(List<ChannelStatus> channels) {
        List<StatementResult.ResultColumn> columns = new ArrayList<>();
        for (StatusColumn column : StatusColumn.values()) {
            columns.add(new StatementResult.ResultColumn(
                    column.label(), column.jdbcType(), column.displaySize(), column.nullable()));
        }
        return new StatementResult.Table(
                columns, channels.stream().map(StatusReport::row).toList(), List.of());
    }

    private static List<Object> row(ChannelStatus status) {
        List<Object> row = new ArrayList<>();
        for (StatusColumn column : StatusColumn.values()) {
            row.add(value(column, status));
        }
        return row;
    }

    private static Object value(StatusColumn column, ChannelStatus s) {
        BinlogCoordinates read = s.receiver().read();
        BinlogCoordinates executed = s.applier().metadata().position().coordinates();
        ThreadError io = s.receiver().error();
        ThreadError sql = s.applier().error();
        return switch (column) {
            case Replica_IO_State -> s.receiverRuns() ? s.receiver().state().text() : "";
            case Source_Host -> text(s, SourceOption.SOURCE_HOST);
            case Source_User -> text(s, SourceOption.SOURCE_USER);
            case Source_Port -> number(s, SourceOption.SOURCE_PORT);
            case Connect_Retry -> number(s, SourceOption.SOURCE_CONNECT_RETRY);
            case Source_Log_File -> read.file();
            case Read_Source_Log_Pos -> read.position();
            case Relay_Log_File, Relay_Source_Log_File -> column == StatusColumn.Relay_Log_File ? "" : executed.file();
            case Relay_Log_Pos, Relay_Log_Space -> 0L;
            case Replica_IO_Running -> !s.receiverRuns() ? "No" : s.receiver().connected() ? "Yes" : "Connecting";
            case Replica_SQL_Running -> s.applierRuns() ? "Yes" : "No";
            case Replicate_Do_DB,
                    Replicate_Ignore_DB,
                    Replicate_Do_Table,
                    Replicate_Ignore_Table,
                    Replicate_Wild_Do_Table,
                    Replicate_Wild_Ignore_Table,
                    Replicate_Ignore_Server_Ids,
                    Replicate_Rewrite_DB,
                    Until_Log_File,
                    Source_Bind,
                    Network_Namespace -> "";
            case Last_Errno, Last_SQL_Errno -> sql.code();
            case Last_Error, Last_SQL_Error -> sql.message();
            case Skip_Counter, SQL_Delay -> 0;
            case SQL_Remaining_Delay -> null;
            case Exec_Source_Log_Pos -> executed.position();
            case Until_Condition -> "None";
            case Until_Log_Pos -> 0L;
            case Source_SSL_Allowed -> yesNo(s, SourceOption.SOURCE_SSL);
            case Source_SSL_CA_File -> text(s, SourceOption.SOURCE_SSL_CA);
            case Source_SSL_CA_Path -> text(s, SourceOption.SOURCE_SSL_CAPATH);
            case Source_SSL_Cert -> text(s, SourceOption.SOURCE_SSL_CERT);
            case Source_SSL_Cipher -> text(s, SourceOption.SOURCE_SSL_CIPHER);
            case Source_SSL_Key -> text(s, SourceOption.SOURCE_SSL_KEY);
            case Source_SSL_Crl -> text(s, SourceOption.SOURCE_SSL_CRL);
            case Source_SSL_Crlpath -> text(s, SourceOption.SOURCE_SSL_CRLPATH);
            case Source_SSL_Verify_Server_Cert -> yesNo(s, SourceOption.SOURCE_SSL_VERIFY_SERVER_CERT);
            case Source_TLS_Version -> text(s, SourceOption.SOURCE_TLS_VERSION);
            case Source_public_key_path -> text(s, SourceOption.SOURCE_PUBLIC_KEY_PATH);
            case Get_Source_public_key -> s.configuration().flag(SourceOption.GET_SOURCE_PUBLIC_KEY) ? 1 : 0;
            case Seconds_Behind_Source -> secondsBehind(s);
            case Last_IO_Errno -> io.code();
            case Last_IO_Error -> io.message();
            case Last_IO_Error_Timestamp -> time(io);
            case Last_SQL_Error_Timestamp -> time(sql);
            case Source_Server_Id ->
                s.receiver().source().map(SourceIdentity::serverId).orElse(0L).intValue();
            case Source_UUID ->
                s.receiver().source().flatMap(SourceIdentity::uuid).orElse("");
            case Source_Info_File -> "jdbc_replica.connection_metadata";
            case Replica_SQL_Running_State ->
                s.applierRuns() ? s.applier().state().text() : "";
            case Source_Retry_Count -> s.configuration().number(SourceOption.SOURCE_RETRY_COUNT);
            case Retrieved_Gtid_Set -> s.receiver().retrieved().toString();
            case Executed_Gtid_Set -> s.applier().metadata().position().gtids().toString();
            case Auto_Position -> s.configuration().flag(SourceOption.SOURCE_AUTO_POSITION) ? 1 : 0;
            case Channel_Name -> s.channel();
        };
    }

    /** NULL while the applier is down, and while nobody can know since the receiver is not connected; 0 when all that was received is applied. */
    private static Object secondsBehind(ChannelStatus s) {
        boolean caughtUp = s.applier().state() == ApplierStatus.State.READ_ALL;
        if (!s.applierRuns() || caughtUp && !(s.receiverRuns() && s.receiver().connected())) {
            return null;
        }
        if (caughtUp || s.applier().applyingTimestamp() == 0) {
            return 0L;
        }
        long difference = s.receiver()
                .source()
                .map(SourceIdentity::clockDifferenceSeconds)
                .orElse(0L);
        return Math.max(0L, s.now().getEpochSecond() - s.applier().applyingTimestamp() - difference);
    }

    private static String text(ChannelStatus s, SourceOption option) {
        return s.configuration().text(option);
    }

    private static int number(ChannelStatus s, SourceOption option) {
        return (int) s.configuration().number(option);
    }

    private static String yesNo(ChannelStatus s, SourceOption option) {
        return s.configuration().flag(option) ? "Yes" : "No";
    }

    private static String time(ThreadError error) {
        return error.code() == 0 ? "" : ERROR_TIME.format(error.at());
    }
}
