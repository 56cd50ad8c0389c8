package io.github.jdbcreplica.channel;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The options of one connection; validated when made. */
public record ReplicaOptions(Map<ReplicaOption, String> values) {
    public static final ReplicaOptions DEFAULTS = new ReplicaOptions(Map.of());

    public ReplicaOptions {
        Map<ReplicaOption, String> copy = new EnumMap<>(ReplicaOption.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * @param given by property name, with the prefix
     * @throws SQLException when a name is none of ours (the message lists those that are) or a value is not allowed
     */
    public static ReplicaOptions of(Map<String, String> given) throws SQLException {
        Map<ReplicaOption, String> values = new EnumMap<>(ReplicaOption.class);
        for (Map.Entry<String, String> entry : given.entrySet()) {
            ReplicaOption option = ReplicaOption.named(entry.getKey()).orElse(null);
            if (option == null) {
                throw unknown(entry.getKey());
            }
            values.put(option, option.normalise(entry.getValue()));
        }
        return new ReplicaOptions(values);
    }

    private static SQLException unknown(String name) {
        String known = Arrays.stream(ReplicaOption.values())
                .map(ReplicaOption::propertyName)
                .collect(Collectors.joining(", "));
        return new SQLException("Unknown connection option " + name + ": known are " + known, "42000");
    }

    public String text(ReplicaOption option) {
        return values.getOrDefault(option, option.defaultValue());
    }

    /** Empty when the option was not given and has no default. */
    public Optional<String> given(ReplicaOption option) {
        return Optional.of(text(option)).filter(text -> !text.isEmpty());
    }

    public boolean flag(ReplicaOption option) {
        return Boolean.parseBoolean(text(option));
    }

    Duration netTimeout() {
        return Duration.ofSeconds(number(ReplicaOption.NET_TIMEOUT).orElseThrow());
    }

    /** Empty when the option was not given and has no default. */
    public OptionalLong number(ReplicaOption option) {
        String text = text(option);
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }
}
