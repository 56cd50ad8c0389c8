package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.channel.ReplicaOption;
import io.github.jdbcreplica.channel.ReplicaOptions;
import io.github.jdbcreplica.channel.ReplicaTarget;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The door of this package: makes connections of replica URLs. Stateless, safe for any thread. */
public final class ReplicaConnections {
    private ReplicaConnections() {}

    public static boolean accepts(String url) {
        return ReplicaUrl.isOurs(url);
    }

    /**
     * Connects to the inner database.
     *
     * @param url for which {@link #accepts} is true
     * @param info may be null; never changed. Where URL and properties set the same option of ours, the property counts, as it does in Connector/J 26.10
     * @throws SQLException the inner driver's own, or ours when the URL or an option is wrong or no inner driver is found
     */
    public static Connection connect(String url, Properties info) throws SQLException {
        ReplicaUrl replicaUrl = ReplicaUrl.parse(url);
        ReplicaOptions options = options(replicaUrl, info);
        Driver driver = InnerDrivers.find(replicaUrl, options.text(ReplicaOption.DRIVER));
        InnerConnector connector = new InnerConnector(driver, replicaUrl, UserProperties.inner(info));
        Connection inner = connector.connect();
        if (options.flag(ReplicaOption.AUTO_START)) {
            ReplicaTarget.standBy(connector, options);
        }
        return options.flag(ReplicaOption.INTERCEPT)
                ? ConnectionWrapper.wrap(inner, ReplicaTarget.of(connector, options))
                : inner;
    }

    /** What the caller set, defaults behind the object included, as entries of one that is the caller's no more. */
    public static Properties copy(Properties info) {
        return UserProperties.copy(info);
    }

    private static ReplicaOptions options(ReplicaUrl url, Properties info) throws SQLException {
        return ReplicaOptions.of(given(url.options(), info));
    }

    /** By name with the prefix, as this option's declaration writes it. */
    private static Map<String, String> given(Map<String, String> ofUrl, Properties info) {
        Map<String, String> given = new HashMap<>();
        ofUrl.forEach((name, value) -> given.put(canonical(name), value));
        UserProperties.ours(info).forEach((name, value) -> {
            if (!isUnset(name, value)) {
                given.put(canonical(name), value);
            }
        });
        return given;
    }

    private static boolean isUnset(String name, String value) {
        return ReplicaOption.named(name).filter(option -> option.isUnset(value)).isPresent();
    }

    /** One key for one option, however its letters were written, so that the property's value replaces the URL's. */
    private static String canonical(String name) {
        return ReplicaOption.named(name).map(ReplicaOption::propertyName).orElse(name);
    }

    /**
     * Our options, then the inner driver's. Tools ask while the user is still typing, so a URL that is null, foreign or half-written gets ours alone; nothing touches the network.
     */
    public static DriverPropertyInfo[] propertyInfo(String url, Properties info) {
        List<DriverPropertyInfo> all = new ArrayList<>();
        Map<String, String> given = given(optionsSoFar(url), info);
        for (ReplicaOption option : ReplicaOption.values()) {
            all.add(describe(option, given.get(option.propertyName())));
        }
        if (accepts(url)) {
            all.addAll(innerPropertyInfo(url, info));
        }
        return all.toArray(DriverPropertyInfo[]::new);
    }

    private static Map<String, String> optionsSoFar(String url) {
        try {
            return accepts(url) ? ReplicaUrl.parse(url).options() : Map.of();
        } catch (SQLException halfTyped) {
            return Map.of();
        }
    }

    /** @param given null for the default */
    private static DriverPropertyInfo describe(ReplicaOption option, String given) {
        DriverPropertyInfo described =
                new DriverPropertyInfo(option.propertyName(), given == null ? option.defaultValue() : given);
        described.description = option.description();
        described.choices = option.choices().isEmpty() ? null : option.choices().toArray(String[]::new);
        return described;
    }

    private static List<DriverPropertyInfo> innerPropertyInfo(String url, Properties info) {
        try {
            ReplicaUrl replicaUrl = ReplicaUrl.parse(url);
            Driver driver =
                    InnerDrivers.find(replicaUrl, options(replicaUrl, info).text(ReplicaOption.DRIVER));
            DriverPropertyInfo[] infos = driver.getPropertyInfo(replicaUrl.innerUrl(), UserProperties.inner(info));
            return infos == null ? List.of() : List.of(infos);
        } catch (SQLException | RuntimeException halfTyped) {
            // The inner driver cannot read it yet; connecting with such a URL says why.
            return List.of();
        }
    }
}
