package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventSource.SourceIdentity;
import io.github.jdbcreplica.statement.FilterRule;
import io.github.jdbcreplica.statement.ReplicaStatement.StatusForm;
import io.github.jdbcreplica.statement.SourceOption;
import io.github.jdbcreplica.statement.StatusColumn;
import io.github.jdbcreplica.statement.Until;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** SHOW REPLICA STATUS: a row of MySQL's 60 columns from the state of a channel. */
final class StatusReport {
    private static final DateTimeFormatter ERROR_TIME =
            DateTimeFormatter.ofPattern("yyMMdd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private StatusReport() {}

    static StatementResult.Table of(StatusForm form, List<ChannelStatus> channels) {
        if (form == StatusForm.MARIADB) {
            return MariaDbStatusReport.of(channels);
        }
        List<StatementResult.ResultColumn> columns = new ArrayList<>();
        for (StatusColumn column : StatusColumn.values()) {
            columns.add(new StatementResult.ResultColumn(
                    column.label(form), column.jdbcType(), column.displaySize(), false, false));
        }
        List<List<Object>> rows = channels.stream()
                .filter(StatusReport::hasSource)
                .map(status -> row(form, status))
                .toList();
        return new StatementResult.Table(columns, rows, List.of());
    }

    /** A native server shows nothing either while SOURCE_HOST is not set. */
    static boolean hasSource(ChannelStatus channel) {
        return !text(channel, SourceOption.SOURCE_HOST).isEmpty();
    }

    private static List<Object> row(StatusForm form, ChannelStatus status) {
        List<Object> row = new ArrayList<>();
        for (StatusColumn column : StatusColumn.values()) {
            row.add(value(column, form, status));
        }
        return row;
    }

    static Object value(StatusColumn column, StatusForm form, ChannelStatus s) {
        BinlogCoordinates read = s.receiver().read();
        BinlogCoordinates executed = s.committed().position().coordinates();
        ThreadError io = s.receiver().error();
        ThreadError sql = s.applier().error();
        return switch (column) {
            case REPLICA_IO_STATE -> s.receiverRuns() ? s.receiver().state().text() : "";
            case SOURCE_HOST -> text(s, SourceOption.SOURCE_HOST);
            case SOURCE_USER -> s.receiverRuns() ? s.receiver().user() : text(s, SourceOption.SOURCE_USER);
            case SOURCE_PORT -> number(s, SourceOption.SOURCE_PORT);
            case CONNECT_RETRY -> number(s, SourceOption.SOURCE_CONNECT_RETRY);
            case SOURCE_LOG_FILE -> read.file();
            case READ_SOURCE_LOG_POS -> read.position();
            case RELAY_LOG_FILE, RELAY_SOURCE_LOG_FILE -> column == StatusColumn.RELAY_LOG_FILE ? "" : executed.file();
            case RELAY_LOG_POS, RELAY_LOG_SPACE -> 0L;
            case REPLICA_IO_RUNNING -> !s.receiverRuns() ? "No" : s.receiver().connected() ? "Yes" : "Connecting";
            case REPLICA_SQL_RUNNING -> s.applierRuns() ? "Yes" : "No";
            case REPLICATE_DO_DB -> s.filter().text(FilterRule.REPLICATE_DO_DB);
            case REPLICATE_IGNORE_DB -> s.filter().text(FilterRule.REPLICATE_IGNORE_DB);
            case REPLICATE_DO_TABLE -> s.filter().text(FilterRule.REPLICATE_DO_TABLE);
            case REPLICATE_IGNORE_TABLE -> s.filter().text(FilterRule.REPLICATE_IGNORE_TABLE);
            case REPLICATE_WILD_DO_TABLE -> s.filter().text(FilterRule.REPLICATE_WILD_DO_TABLE);
            case REPLICATE_WILD_IGNORE_TABLE -> s.filter().text(FilterRule.REPLICATE_WILD_IGNORE_TABLE);
            case REPLICATE_REWRITE_DB -> s.filter().text(FilterRule.REPLICATE_REWRITE_DB);
            case REPLICATE_IGNORE_SERVER_IDS -> text(s, SourceOption.IGNORE_SERVER_IDS);
            case SOURCE_BIND -> text(s, SourceOption.SOURCE_BIND);
            case NETWORK_NAMESPACE -> "";
            case LAST_ERRNO, LAST_SQL_ERRNO -> sql.code();
            case LAST_ERROR, LAST_SQL_ERROR -> sql.message();
            case SKIP_COUNTER -> (int) s.applier().skipCounter();
            case SQL_DELAY -> number(s, SourceOption.SOURCE_DELAY);
            case SQL_REMAINING_DELAY ->
                s.applier().remainingDelaySeconds(s.now()).map(Long::intValue).orElse(null);
            case EXEC_SOURCE_LOG_POS -> executed.position();
            case UNTIL_CONDITION ->
                s.settings()
                        .until()
                        .map(until -> untilCondition(until, s, form))
                        .orElse("None");
            case UNTIL_LOG_FILE -> untilPosition(s).map(BinlogCoordinates::file).orElse("");
            case UNTIL_LOG_POS ->
                untilPosition(s).map(BinlogCoordinates::position).orElse(0L);
            case SOURCE_SSL_ALLOWED -> yesNo(s, SourceOption.SOURCE_SSL);
            case SOURCE_SSL_CA_FILE -> text(s, SourceOption.SOURCE_SSL_CA);
            case SOURCE_SSL_CA_PATH -> text(s, SourceOption.SOURCE_SSL_CAPATH);
            case SOURCE_SSL_CERT -> text(s, SourceOption.SOURCE_SSL_CERT);
            case SOURCE_SSL_CIPHER -> text(s, SourceOption.SOURCE_SSL_CIPHER);
            case SOURCE_SSL_KEY -> text(s, SourceOption.SOURCE_SSL_KEY);
            case SOURCE_SSL_CRL -> text(s, SourceOption.SOURCE_SSL_CRL);
            case SOURCE_SSL_CRLPATH -> text(s, SourceOption.SOURCE_SSL_CRLPATH);
            case SOURCE_SSL_VERIFY_SERVER_CERT -> yesNo(s, SourceOption.SOURCE_SSL_VERIFY_SERVER_CERT);
            case SOURCE_TLS_VERSION -> text(s, SourceOption.SOURCE_TLS_VERSION);
            case SOURCE_PUBLIC_KEY_PATH -> text(s, SourceOption.SOURCE_PUBLIC_KEY_PATH);
            case GET_SOURCE_PUBLIC_KEY -> s.configuration().flag(SourceOption.GET_SOURCE_PUBLIC_KEY) ? 1 : 0;
            case SECONDS_BEHIND_SOURCE -> secondsBehind(s);
            case LAST_IO_ERRNO -> io.code();
            case LAST_IO_ERROR -> io.message();
            case LAST_IO_ERROR_TIMESTAMP -> time(io);
            case LAST_SQL_ERROR_TIMESTAMP -> time(sql);
            case SOURCE_SERVER_ID ->
                s.receiver().source().map(SourceIdentity::serverId).orElse(0L).intValue();
            case SOURCE_UUID ->
                s.receiver().source().flatMap(SourceIdentity::uuid).orElse("");
            case SOURCE_INFO_FILE -> s.settingsTable();
            case REPLICA_SQL_RUNNING_STATE ->
                s.applierRuns() ? s.applier().state().text() : "";
            case SOURCE_RETRY_COUNT -> s.configuration().number(SourceOption.SOURCE_RETRY_COUNT);
            case RETRIEVED_GTID_SET -> s.receiver().retrieved().toString();
            case EXECUTED_GTID_SET -> s.committed().position().gtids().toString();
            case AUTO_POSITION -> s.configuration().flag(SourceOption.SOURCE_AUTO_POSITION) ? 1 : 0;
            case CHANNEL_NAME -> s.channel();
        };
    }

    private static String untilCondition(Until until, ChannelStatus s, StatusForm form) {
        if (until instanceof Until.SqlBeforeGtids) {
            return "SQL_BEFORE_GTIDS";
        }
        if (until instanceof Until.SqlAfterGtids) {
            return "SQL_AFTER_GTIDS";
        }
        if (until instanceof Until.SqlAfterMtsGaps) {
            return s.applier().isUntilReached() ? "DONE" : "SQL_AFTER_MTS_GAPS";
        }
        if (until instanceof Until.RelayLogPosition) {
            return "Relay";
        }
        return form == StatusForm.SOURCE ? "Source" : "Master";
    }

    private static Optional<BinlogCoordinates> untilPosition(ChannelStatus s) {
        return s.settings()
                .until()
                .filter(Until.SourceLogPosition.class::isInstance)
                .map(until -> ((Until.SourceLogPosition) until).position());
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
        long difference = s.receiver().clockDifferenceSeconds();
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
