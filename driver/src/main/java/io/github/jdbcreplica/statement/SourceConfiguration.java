package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The options in force for a channel: what CHANGE REPLICATION SOURCE TO has set, over the defaults. */
public record SourceConfiguration(Map<SourceOption, Object> options) {
    public static final SourceConfiguration DEFAULTS = new SourceConfiguration(new EnumMap<>(SourceOption.class));

    public SourceConfiguration {
        options = Collections.unmodifiableMap(copy(options));
    }

    private static Map<SourceOption, Object> copy(Map<SourceOption, Object> options) {
        Map<SourceOption, Object> copy = new EnumMap<>(SourceOption.class);
        copy.putAll(options);
        return copy;
    }

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

    /** IGNORE_SERVER_IDS. */
    public Set<Long> serverIds() {
        String ids = text(SourceOption.IGNORE_SERVER_IDS);
        return ids.isEmpty()
                ? Set.of()
                : Arrays.stream(ids.split(", ")).map(Long::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private Object value(SourceOption option) {
        return options.getOrDefault(option, option.defaultValue());
    }

    /** The same channel with another source of the same GTID history. */
    public SourceConfiguration at(String host, long port) {
        Map<SourceOption, Object> moved = copy(options);
        moved.put(SourceOption.SOURCE_HOST, host);
        moved.put(SourceOption.SOURCE_PORT, port);
        return new SourceConfiguration(moved);
    }

    /** RESET REPLICA: forgets the position, keeps the rest. */
    public SourceConfiguration withoutPosition() {
        Map<SourceOption, Object> kept = copy(options);
        kept.remove(SourceOption.SOURCE_LOG_FILE);
        kept.remove(SourceOption.SOURCE_LOG_POS);
        return new SourceConfiguration(kept);
    }

    /**
     * These options after a statement, by the server's rules: a host or port, even the same as before, forgets the position unless the statement gives one;
     * the heartbeat period falls back to its default unless the statement gives one; a port or connect retry of 0 counts as not given.
     *
     * @param netTimeout of the replica, for what a heartbeat period is worth
     * @throws SQLException 1776 when a position meets auto-positioning, 1210 for an empty host, 3139, 3920, 3921, 3924, 3991, 3993, 4065, 4066 and 4067 for options that do not go together; which threads must have stopped is the caller's question and comes before
     */
    public ConfigurationChange with(ChangeReplicationSource change, Duration netTimeout) throws SQLException {
        Map<SourceOption, Object> given = copy(change.options());
        given.remove(SourceOption.SOURCE_PORT, 0L);
        given.remove(SourceOption.SOURCE_CONNECT_RETRY, 0L);
        given.remove(SourceOption.SOURCE_ZSTD_COMPRESSION_LEVEL, 0L);
        refuseContradictions(given, change.channel().orElse(""));
        return new ConfigurationChange(new SourceConfiguration(merge(given)), notes(given, netTimeout));
    }

    /** In the server's order. */
    private void refuseContradictions(Map<SourceOption, Object> given, String channel) throws SQLException {
        SourceConfiguration after = new SourceConfiguration(over(given));
        if (after.flag(SourceOption.SOURCE_AUTO_POSITION) && givesPosition(given)) {
            throw ReplicaError.BAD_REPLICA_AUTO_POSITION.exception();
        }
        OptionRules.check(this, after, channel);
        if ("".equals(given.get(SourceOption.SOURCE_HOST))) {
            throw ReplicaError.WRONG_ARGUMENTS.exception("SOURCE_HOST");
        }
        if (given.containsKey(SourceOption.SOURCE_COMPRESSION_ALGORITHMS)) {
            Compression.checkAlgorithms((String) given.get(SourceOption.SOURCE_COMPRESSION_ALGORITHMS), channel);
        }
        if (given.containsKey(SourceOption.SOURCE_ZSTD_COMPRESSION_LEVEL)) {
            Compression.checkLevel((Long) given.get(SourceOption.SOURCE_ZSTD_COMPRESSION_LEVEL), channel);
        }
    }

    private Map<SourceOption, Object> over(Map<SourceOption, Object> given) {
        Map<SourceOption, Object> all = copy(options);
        all.putAll(given);
        return all;
    }

    private Map<SourceOption, Object> merge(Map<SourceOption, Object> given) {
        boolean otherSource =
                given.containsKey(SourceOption.SOURCE_HOST) || given.containsKey(SourceOption.SOURCE_PORT);
        Map<SourceOption, Object> merged =
                copy(otherSource && !givesPosition(given) ? withoutPosition().options : options);
        merged.remove(SourceOption.SOURCE_HEARTBEAT_PERIOD);
        merged.putAll(given);
        merged.computeIfPresent(
                SourceOption.SOURCE_HEARTBEAT_PERIOD,
                (option, period) -> HeartbeatPeriod.isTooShort((BigDecimal) period) ? BigDecimal.ZERO : period);
        return merged;
    }

    private static boolean givesPosition(Map<SourceOption, Object> given) {
        return given.containsKey(SourceOption.SOURCE_LOG_FILE) || given.containsKey(SourceOption.SOURCE_LOG_POS);
    }

    private static List<SQLWarning> notes(Map<SourceOption, Object> given, Duration netTimeout) {
        List<SQLWarning> notes = new ArrayList<>();
        HeartbeatPeriod.note((BigDecimal) given.get(SourceOption.SOURCE_HEARTBEAT_PERIOD), netTimeout)
                .ifPresent(notes::add);
        if (given.containsKey(SourceOption.SOURCE_LOG_FILE) && !given.containsKey(SourceOption.SOURCE_LOG_POS)) {
            notes.add(ReplicaError.WARN_ONLY_SOURCE_LOG_FILE_NO_POS.note());
        }
        if (given.containsKey(SourceOption.SOURCE_USER) || given.containsKey(SourceOption.SOURCE_PASSWORD)) {
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
