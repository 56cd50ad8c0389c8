package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Map;

/** What MySQL demands of the options of one statement, whatever the state of the channel. */
final class OptionRules {
    private static final int MAX_HOST = 255;
    private static final int MAX_USER = 32;
    private static final int MAX_PASSWORD = 32;
    private static final BigDecimal MAX_HEARTBEAT = new BigDecimal(4294967);

    private OptionRules() {}

    static void check(Map<SourceOption, Object> options) throws SQLException {
        Object host = options.get(SourceOption.SOURCE_HOST);
        if ("".equals(host)) {
            throw ReplicaError.WRONG_ARGUMENTS.exception("SOURCE_HOST");
        }
        length(options, SourceOption.SOURCE_HOST, MAX_HOST);
        length(options, SourceOption.SOURCE_USER, MAX_USER);
        length(options, SourceOption.SOURCE_PASSWORD, MAX_PASSWORD);
        heartbeat((BigDecimal) options.get(SourceOption.SOURCE_HEARTBEAT_PERIOD));
        position(options);
        port((Long) options.get(SourceOption.SOURCE_PORT));
    }

    private static void length(Map<SourceOption, Object> options, SourceOption option, int limit) throws SQLException {
        String text = (String) options.get(option);
        if (text != null && text.codePointCount(0, text.length()) > limit) {
            throw ReplicaError.WRONG_STRING_LENGTH.exception(
                    option == SourceOption.SOURCE_PASSWORD ? "<secret>" : text, option.name(), limit);
        }
    }

    private static void heartbeat(BigDecimal seconds) throws SQLException {
        if (seconds != null && seconds.compareTo(MAX_HEARTBEAT) > 0) {
            throw ReplicaError.REPLICA_HEARTBEAT_VALUE_OUT_OF_RANGE.exception("4294967");
        }
    }

    private static void position(Map<SourceOption, Object> options) throws SQLException {
        boolean placed =
                options.containsKey(SourceOption.SOURCE_LOG_FILE) || options.containsKey(SourceOption.SOURCE_LOG_POS);
        if (placed && Boolean.TRUE.equals(options.get(SourceOption.SOURCE_AUTO_POSITION))) {
            throw ReplicaError.BAD_REPLICA_AUTO_POSITION.exception();
        }
    }

    private static void port(Long port) throws SQLException {
        if (port != null && (port < 0 || port > 65535)) {
            throw ReplicaError.WRONG_ARGUMENTS.exception("SOURCE_PORT");
        }
    }
}
