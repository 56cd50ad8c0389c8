package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationFilter;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** As SHOW REPLICA STATUS prints the rule: {@code a,b}, {@code db.t,db.u}, {@code (from,to),(from,to)}; empty when it is not set. The server keeps tables, but nothing else, sorted and each once. */
    public String text(FilterRule rule) {
        Stream<String> texts = values(rule).stream().map(value -> text(rule, value));
        boolean tables = rule == FilterRule.REPLICATE_DO_TABLE || rule == FilterRule.REPLICATE_IGNORE_TABLE;
        return (tables ? texts.sorted().distinct() : texts).collect(Collectors.joining(","));
    }

    private static String text(FilterRule rule, FilterValue value) {
        return switch (rule) {
            case REPLICATE_DO_DB, REPLICATE_IGNORE_DB -> value.first();
            case REPLICATE_DO_TABLE, REPLICATE_IGNORE_TABLE, REPLICATE_WILD_DO_TABLE, REPLICATE_WILD_IGNORE_TABLE ->
                value.first() + "." + value.second();
            case REPLICATE_REWRITE_DB -> "(" + value.first() + "," + value.second() + ")";
        };
    }

    /** Only the rules that the statement names are replaced; {@code ()} clears one. */
    public ReplicationFilter with(ChangeReplicationFilter change) {
        Map<FilterRule, List<FilterValue>> changed = new EnumMap<>(FilterRule.class);
        changed.putAll(rules);
        changed.putAll(change.rules());
        return new ReplicationFilter(changed);
    }
}
