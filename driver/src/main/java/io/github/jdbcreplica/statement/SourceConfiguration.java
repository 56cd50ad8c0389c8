package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The options in force for a channel: what CHANGE REPLICATION SOURCE TO has set, over the defaults. */
public record SourceConfiguration(Map<SourceOption, Object> options) {
    public static final SourceConfiguration DEFAULTS = new SourceConfiguration(Map.of());

    private static final BigDecimal MILLISECOND = new BigDecimal("0.001");

    public SourceConfiguration {
        Map<SourceOption, Object> copy = new EnumMap<>(SourceOption.class);
        copy.putAll(options);
        options = Collections.unmodifiableMap(copy);
    }

    /**
     * What a statement makes of a configuration.
     *
     * @param positionReset reading begins at SOURCE_LOG_FILE and SOURCE_LOG_POS of the new configuration
     */
    public record Change(SourceConfiguration configuration, boolean positionReset, List<SQLWarning> notes) {}

    public String text(SourceOption option) {
        return (String) value(option);
    }

    public long number(SourceOption option) {
        return (Long) value(option);
    }

    public boolean flag(SourceOption option) {
        return (Boolean) value(option);
    }

    public BigDecimal decimal(SourceOption option) {
        return (BigDecimal) value(option);
    }

    private Object value(SourceOption option) {
        return options.getOrDefault(option, option.defaultValue());
    }

    /** @throws SQLException 1776 for a place together with auto-position */
    public Change with(ChangeReplicationSource statement) throws SQLException {
        Map<SourceOption, Object> asked = statement.options();
        Map<SourceOption, Object> changed = new EnumMap<>(SourceOption.class);
        changed.putAll(options);
        changed.putAll(asked);
        boolean placed =
                asked.containsKey(SourceOption.SOURCE_LOG_FILE) || asked.containsKey(SourceOption.SOURCE_LOG_POS);
        SourceConfiguration next = new SourceConfiguration(changed);
        if (placed && next.flag(SourceOption.SOURCE_AUTO_POSITION)) {
            throw ReplicaError.BAD_REPLICA_AUTO_POSITION.exception();
        }
        boolean elsewhere = asked.containsKey(SourceOption.SOURCE_HOST)
                        && !asked.get(SourceOption.SOURCE_HOST).equals(text(SourceOption.SOURCE_HOST))
                || asked.containsKey(SourceOption.SOURCE_PORT)
                        && !asked.get(SourceOption.SOURCE_PORT).equals(number(SourceOption.SOURCE_PORT));
        if (elsewhere && !placed) {
            // Another server: its log is read from the beginning, or by GTID.
            changed.remove(SourceOption.SOURCE_LOG_FILE);
            changed.remove(SourceOption.SOURCE_LOG_POS);
        }
        if (asked.containsKey(SourceOption.SOURCE_LOG_POS)) {
            changed.merge(SourceOption.SOURCE_LOG_POS, 4L, (given, least) -> Math.max((Long) given, (Long) least));
        }
        boolean reset = placed || elsewhere;
        if (asked.containsKey(SourceOption.SOURCE_HEARTBEAT_PERIOD)) {
            changed.put(
                    SourceOption.SOURCE_HEARTBEAT_PERIOD,
                    ((BigDecimal) asked.get(SourceOption.SOURCE_HEARTBEAT_PERIOD))
                            .setScale(3, java.math.RoundingMode.HALF_UP));
        }
        return new Change(new SourceConfiguration(changed), reset, notes(asked));
    }

    private static List<SQLWarning> notes(Map<SourceOption, Object> asked) {
        List<SQLWarning> notes = new ArrayList<>();
        BigDecimal heartbeat = (BigDecimal) asked.get(SourceOption.SOURCE_HEARTBEAT_PERIOD);
        if (heartbeat != null && heartbeat.signum() > 0 && heartbeat.compareTo(MILLISECOND) < 0) {
            notes.add(ReplicaError.REPLICA_HEARTBEAT_VALUE_OUT_OF_RANGE_MIN.note());
        }
        if (heartbeat != null && heartbeat.compareTo(new BigDecimal(60)) > 0) {
            notes.add(ReplicaError.REPLICA_HEARTBEAT_VALUE_OUT_OF_RANGE_MAX.note());
        }
        if (asked.containsKey(SourceOption.SOURCE_USER) || asked.containsKey(SourceOption.SOURCE_PASSWORD)) {
            notes.add(ReplicaError.INSECURE_PLAIN_TEXT.note());
            notes.add(ReplicaError.INSECURE_CHANGE_SOURCE.note());
        }
        return notes;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return text(SourceOption.SOURCE_USER) + "@" + text(SourceOption.SOURCE_HOST) + ":"
                + number(SourceOption.SOURCE_PORT);
    }
}
