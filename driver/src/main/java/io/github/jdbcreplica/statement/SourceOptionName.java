package io.github.jdbcreplica.statement;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names of the options of CHANGE REPLICATION SOURCE TO: those of MySQL 9.7, and the ones they had in 8.0. */
final class SourceOptionName {
    private static final String OLD_PREFIX = "MASTER_";
    private static final String PREFIX = "SOURCE_";
    private static final String OLD_PUBLIC_KEY = "GET_MASTER_PUBLIC_KEY";

    private static final Map<String, SourceOption> OPTIONS =
            Arrays.stream(SourceOption.values()).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    private SourceOptionName() {}

    static Optional<SourceOption> option(String name) {
        return Optional.ofNullable(OPTIONS.get(name));
    }

    /** @return the name itself when it is none of the old ones */
    static String current(String keyword) {
        if (keyword.equals(OLD_PUBLIC_KEY)) {
            return SourceOption.GET_SOURCE_PUBLIC_KEY.name();
        }
        if (!keyword.startsWith(OLD_PREFIX)) {
            return keyword;
        }
        String current = PREFIX + keyword.substring(OLD_PREFIX.length());
        return OPTIONS.containsKey(current) ? current : keyword;
    }
}
