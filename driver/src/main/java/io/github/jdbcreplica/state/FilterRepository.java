package io.github.jdbcreplica.state;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.statement.FilterRule;
import io.github.jdbcreplica.statement.FilterValue;
import io.github.jdbcreplica.statement.ReplicationFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The filter rules of the channels, and the global ones with which a new channel begins. Each is kept twice, in one transaction: as values, which the applier reads, and as text in the columns of
 * performance_schema.replication_applier_filters, for people.
 */
public final class FilterRepository {
    /** In place of a channel's name, none of which is so long. */
    private static final String GLOBAL = "global".repeat(11);

    private final Dialect dialect;
    private final String values;
    private final String ofChannels;
    private final String ofAll;

    public FilterRepository(Dialect dialect) {
        this.dialect = dialect;
        this.values = dialect.stateTable("replication_filter");
        this.ofChannels = dialect.stateTable("replication_applier_filters");
        this.ofAll = dialect.stateTable("replication_applier_global_filters");
    }

    public ReplicationFilter ofChannel(Connection connection, String channel) throws SQLException {
        return load(connection, channel);
    }

    /** What CHANGE REPLICATION FILTER without a channel has set. */
    public ReplicationFilter global(Connection connection) throws SQLException {
        return load(connection, GLOBAL);
    }

    private ReplicationFilter load(Connection connection, String scope) throws SQLException {
        Map<FilterRule, List<FilterValue>> rules = new EnumMap<>(FilterRule.class);
        try (PreparedStatement select = connection.prepareStatement("SELECT filter_name, first_name, second_name FROM "
                + values + " WHERE channel_name = ? ORDER BY filter_name, ordinal")) {
            select.setString(1, scope);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    rules.computeIfAbsent(FilterRule.valueOf(rows.getString(1)), rule -> new ArrayList<>())
                            .add(new FilterValue(text(rows.getString(2)), text(rows.getString(3))));
                }
            }
        }
        return new ReplicationFilter(rules);
    }

    /**
     * @param changed the rules to write
     * @param named whether the statement named the channel, rather than meaning all
     */
    public void saveOfChannel(
            Connection connection,
            String channel,
            ReplicationFilter filter,
            Set<FilterRule> changed,
            boolean named,
            Instant now)
            throws SQLException {
        String configuredBy = named ? "CHANGE_REPLICATION_FILTER_FOR_CHANNEL" : "CHANGE_REPLICATION_FILTER";
        for (FilterRule rule : changed) {
            saveValues(connection, channel, filter, rule);
            update(
                    connection,
                    "DELETE FROM " + ofChannels + " WHERE channel_name = ? AND filter_name = ?",
                    channel,
                    rule.name());
            if (!filter.values(rule).isEmpty()) {
                update(
                        connection,
                        "INSERT INTO " + ofChannels
                                + " (channel_name, filter_name, filter_rule, configured_by, active_since) VALUES (?, ?, ?, ?, ?)",
                        channel,
                        rule.name(),
                        filter.text(rule),
                        configuredBy,
                        timestamp(now));
            }
        }
    }

    public void saveGlobal(Connection connection, ReplicationFilter filter, Set<FilterRule> changed, Instant now)
            throws SQLException {
        for (FilterRule rule : changed) {
            saveValues(connection, GLOBAL, filter, rule);
            update(connection, "DELETE FROM " + ofAll + " WHERE filter_name = ?", rule.name());
            if (!filter.values(rule).isEmpty()) {
                update(
                        connection,
                        "INSERT INTO " + ofAll
                                + " (filter_name, filter_rule, configured_by, active_since) VALUES (?, ?, 'CHANGE_REPLICATION_FILTER', ?)",
                        rule.name(),
                        filter.text(rule),
                        timestamp(now));
            }
        }
    }

    private Object timestamp(Instant at) {
        return dialect.stateTimestamp(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
    }

    private void saveValues(Connection connection, String scope, ReplicationFilter filter, FilterRule rule)
            throws SQLException {
        update(connection, "DELETE FROM " + values + " WHERE channel_name = ? AND filter_name = ?", scope, rule.name());
        int ordinal = 0;
        for (FilterValue value : filter.values(rule)) {
            update(
                    connection,
                    "INSERT INTO " + values
                            + " (channel_name, filter_name, ordinal, first_name, second_name) VALUES (?, ?, ?, ?, ?)",
                    scope,
                    rule.name(),
                    ordinal++,
                    value.first(),
                    value.second());
        }
    }

    private static void update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private static String text(String value) {
        // An empty text and NULL are one value on some targets.
        return value == null ? "" : value;
    }
}
