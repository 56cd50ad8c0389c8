package io.github.jdbcreplica.statement;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

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

    private Object value(SourceOption option) {
        return options.getOrDefault(option, option.defaultValue());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return text(SourceOption.SOURCE_USER) + "@" + text(SourceOption.SOURCE_HOST) + ":"
                + number(SourceOption.SOURCE_PORT);
    }
}
