package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.channel.ReplicaOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
                ours.put(name, String.valueOf(value(info, name)));
            }
        }
        return ours;
    }

    static Properties inner(Properties info) {
        Properties inner = copy(info);
        inner.keySet().removeIf(name -> name instanceof String text && ReplicaOption.claims(text));
        return inner;
    }

    /** Flat: the defaults behind a Properties object become entries (Flyway passes such), and values and names that are no strings are kept as they are. */
    static Properties copy(Properties info) {
        Properties copy = new Properties();
        if (info != null) {
            names(info).forEach(name -> copy.put(name, value(info, name)));
            copy.putAll(info);
        }
        return copy;
    }

    /** stringPropertyNames alone would leave out {@code put("replica.netTimeout", 5)}. */
    private static Set<String> names(Properties info) {
        Set<String> names = new LinkedHashSet<>();
        if (info != null) {
            names.addAll(info.stringPropertyNames());
            info.keySet().stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .forEach(names::add);
        }
        return names;
    }

    /** An entry counts for more than a default; getProperty would overlook one that is no string. */
    private static Object value(Properties info, String name) {
        Object entry = info.get(name);
        return entry == null ? info.getProperty(name) : entry;
    }
}
