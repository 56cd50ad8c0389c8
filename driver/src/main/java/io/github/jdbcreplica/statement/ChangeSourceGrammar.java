package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code option = value [, ...]} of CHANGE REPLICATION SOURCE TO. An option is added by a constant of {@link SourceOption}; of several values for one option the last counts. */
final class ChangeSourceGrammar {
    /** What MySQL 9.7 knows and this driver does not do yet; ignoring one would replicate otherwise than asked. */
    static final Set<String> NOT_SUPPORTED_YET = Set.of(
            "ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS",
            "GTID_ONLY",
            "IGNORE_SERVER_IDS",
            "NETWORK_NAMESPACE",
            "PRIVILEGE_CHECKS_USER",
            "RELAY_LOG_FILE",
            "RELAY_LOG_POS",
            "REQUIRE_ROW_FORMAT",
            "REQUIRE_TABLE_PRIMARY_KEY_CHECK",
            "SOURCE_BIND",
            "SOURCE_COMPRESSION_ALGORITHMS",
            "SOURCE_CONNECTION_AUTO_FAILOVER",
            "SOURCE_DELAY",
            "SOURCE_ZSTD_COMPRESSION_LEVEL");

    private static final Map<String, SourceOption> OPTIONS =
            Arrays.stream(SourceOption.values()).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    private final Tokens tokens;

    ChangeSourceGrammar(Tokens tokens) {
        this.tokens = tokens;
    }

    ChangeReplicationSource statement() throws SQLException {
        Map<SourceOption, Object> options = new EnumMap<>(SourceOption.class);
        do {
            SourceOption option = option();
            tokens.expect("=");
            options.put(option, OptionValue.read(option, tokens));
        } while (tokens.accept(","));
        return new ChangeReplicationSource(options, ChannelClause.read(tokens));
    }

    private SourceOption option() throws SQLException {
        Token name = tokens.peek();
        if (NOT_SUPPORTED_YET.contains(name.keyword()) || isSpellingOfMySql80(name.keyword())) {
            throw Tokens.notSupportedYet(name.keyword());
        }
        SourceOption option = OPTIONS.get(name.keyword());
        if (option != null) {
            tokens.take();
            return option;
        }
        throw tokens.syntaxError(name);
    }

    private static boolean isSpellingOfMySql80(String keyword) {
        return keyword.equals("GET_MASTER_PUBLIC_KEY")
                || (keyword.startsWith("MASTER_") && isKnown("SOURCE_" + keyword.substring("MASTER_".length())));
    }

    private static boolean isKnown(String name) {
        return OPTIONS.containsKey(name) || NOT_SUPPORTED_YET.contains(name);
    }
}
