package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.channel.ReplicaOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** The properties a caller handed to {@code connect}, divided into ours and the inner driver's. The caller's own object is never changed. */
final class UserProperties {
    private UserProperties() {}

    /** Ours, by name with the prefix. */
    static Map<String, String> ours(Properties info) {
        Map<String, String> ours = new LinkedHashMap<>();
        for (String name : names(info)) {
            if (ReplicaOption.claims(name)) {
                ours.put(name, info.getProperty(name));
            }
        }
        return ours;
    }

    static Properties inner(Properties info) {
        Properties inner = copy(info);
        inner.keySet().removeIf(name -> name instanceof String text && ReplicaOption.claims(text));
        return inner;
    }

    /** Flat: the defaults behind a Properties object become entries (Flyway passes such), and values that are no strings are kept as well. */
    private static Properties copy(Properties info) {
        Properties copy = new Properties();
        if (info == null) {
            return copy;
        }
        copy.putAll(info);
        names(info).forEach(name -> copy.setProperty(name, info.getProperty(name)));
        return copy;
    }

    private static Set<String> names(Properties info) {
        return info == null ? Set.of() : info.stringPropertyNames();
    }
}
