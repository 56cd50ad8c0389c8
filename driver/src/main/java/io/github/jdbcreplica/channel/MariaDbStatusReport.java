package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.statement.ReplicaStatement.StatusForm;
import io.github.jdbcreplica.statement.SourceOption;
import io.github.jdbcreplica.statement.StatusColumn;
import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;

/** SHOW ALL SLAVES STATUS: the columns of MariaDB 11.4 in its order. Those of its parallel applier and of its domains have the values of a replica that has neither. */
final class MariaDbStatusReport {
    private static final List<Column> COLUMNS = columns();

    private MariaDbStatusReport() {}

    private record Column(String label, int jdbcType, int displaySize, Function<ChannelStatus, Object> value) {
        static Column of(StatusColumn column) {
            return new Column(
                    column.label(StatusForm.MARIADB),
                    column.jdbcType(),
                    column.displaySize(),
                    status -> StatusReport.value(column, StatusForm.MARIADB, status));
        }

        static Column text(String label, int displaySize, Function<ChannelStatus, Object> value) {
            return new Column(label, Types.VARCHAR, displaySize, value);
        }

        static Column count(String label, int jdbcType, Function<ChannelStatus, Object> value) {
            return new Column(label, jdbcType, jdbcType == Types.INTEGER ? 10 : 20, value);
        }

        StatementResult.ResultColumn described() {
            return new StatementResult.ResultColumn(label, jdbcType, displaySize, false, false);
        }
    }

    static StatementResult.Table of(List<ChannelStatus> channels) {
        List<List<Object>> rows = channels.stream()
                .filter(StatusReport::hasSource)
                .map(MariaDbStatusReport::row)
                .toList();
        return new StatementResult.Table(COLUMNS.stream().map(Column::described).toList(), rows, List.of());
    }

    private static List<Object> row(ChannelStatus status) {
        List<Object> row = new ArrayList<>();
        COLUMNS.forEach(column -> row.add(column.value().apply(status)));
        return row;
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("Connection_name", 192, ChannelStatus::channel));
        columns.add(Column.text("Slave_SQL_State", 30, status -> sqlState(status)));
        for (StatusColumn column :
                EnumSet.range(StatusColumn.REPLICA_IO_STATE, StatusColumn.REPLICATE_IGNORE_SERVER_IDS)) {
            columns.add(Column.of(column));
        }
        columns.add(Column.of(StatusColumn.SOURCE_SERVER_ID));
        columns.add(Column.of(StatusColumn.SOURCE_SSL_CRL));
        columns.add(Column.of(StatusColumn.SOURCE_SSL_CRLPATH));
        columns.add(Column.text(
                "Using_Gtid",
                11,
                status -> status.configuration().flag(SourceOption.SOURCE_AUTO_POSITION) ? "Slave_Pos" : "No"));
        columns.add(Column.text(
                "Gtid_IO_Pos", 30, status -> status.receiver().retrieved().toString()));
        columns.add(Column.text("Replicate_Do_Domain_Ids", 512, status -> ""));
        columns.add(Column.text("Replicate_Ignore_Domain_Ids", 512, status -> ""));
        columns.add(Column.text("Parallel_Mode", 12, status -> "none"));
        columns.add(Column.of(StatusColumn.SQL_DELAY));
        columns.add(Column.of(StatusColumn.SQL_REMAINING_DELAY));
        columns.add(Column.of(StatusColumn.REPLICA_SQL_RUNNING_STATE));
        columns.add(Column.count("Slave_DDL_Groups", Types.BIGINT, status -> 0L));
        columns.add(Column.count("Slave_Non_Transactional_Groups", Types.BIGINT, status -> 0L));
        columns.add(Column.count(
                "Slave_Transactional_Groups",
                Types.BIGINT,
                status -> status.committed().counters().sourceTransactions()));
        columns.add(Column.of(StatusColumn.REPLICATE_REWRITE_DB));
        columns.add(Column.count("Retried_transactions", Types.INTEGER, status -> 0));
        columns.add(Column.count("Max_relay_log_size", Types.BIGINT, status -> 0L));
        columns.add(Column.count("Executed_log_entries", Types.INTEGER, status ->
                (int) status.committed().counters().eventsApplied()));
        columns.add(Column.count("Slave_received_heartbeats", Types.INTEGER, status -> 0));
        columns.add(Column.text(
                "Slave_heartbeat_period",
                10,
                status -> status.configuration()
                        .decimal(SourceOption.SOURCE_HEARTBEAT_PERIOD)
                        .toPlainString()));
        columns.add(Column.text(
                "Gtid_Slave_Pos",
                30,
                status -> status.committed().position().gtids().toString()));
        return List.copyOf(columns);
    }

    private static Object sqlState(ChannelStatus status) {
        return StatusReport.value(StatusColumn.REPLICA_SQL_RUNNING_STATE, StatusForm.MARIADB, status);
    }
}
