package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationFilter;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The filter rules in force for a channel: what CHANGE REPLICATION FILTER has set. A rule without values is not there. */
public record ReplicationFilter(Map<FilterRule, List<FilterValue>> rules) {
    public static final ReplicationFilter NONE = new ReplicationFilter(Map.of());

    public ReplicationFilter {
        Map<FilterRule, List<FilterValue>> copy = new EnumMap<>(FilterRule.class);
        rules.forEach((rule, values) -> {
            if (!values.isEmpty()) {
                copy.put(rule, List.copyOf(values));
            }
        });
        rules = Collections.unmodifiableMap(copy);
    }

    /** In the order in which they were given; empty when the rule is not set. */
    public List<FilterValue> values(FilterRule rule) {
        return rules.getOrDefault(rule, List.of());
    }

    /** Only the rules that the statement names are replaced; {@code ()} clears one. */
    public ReplicationFilter with(ChangeReplicationFilter change) {
        Map<FilterRule, List<FilterValue>> changed = new EnumMap<>(FilterRule.class);
        changed.putAll(rules);
        changed.putAll(change.rules());
        return new ReplicationFilter(changed);
    }
}
