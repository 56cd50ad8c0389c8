package io.github.jdbcreplica.channel;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The options of one connection; validated when made. */
public record ReplicaOptions(Map<ReplicaOption, String> values) {
    public static final ReplicaOptions DEFAULTS = new ReplicaOptions(Map.of());

    public ReplicaOptions {
        Map<ReplicaOption, String> copy = new EnumMap<>(ReplicaOption.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    public String text(ReplicaOption option) {
        return values.getOrDefault(option, option.defaultValue());
    }
}
