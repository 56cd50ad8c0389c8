package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code option = value [, ...]} of CHANGE REPLICATION SOURCE TO. An option is added by a constant of {@link SourceOption}; of several values for one option the last counts. */
final class ChangeSourceGrammar {
    private static final Map<String, SourceOption> OPTIONS = byName(SourceOption.values());
    private static final Map<String, ForeignOption> FOREIGN = byName(ForeignOption.values());

    private final Tokens tokens;

    ChangeSourceGrammar(Tokens tokens) {
        this.tokens = tokens;
    }

    private static <E extends Enum<E>> Map<String, E> byName(E[] constants) {
        return Arrays.stream(constants).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));
    }

    ChangeReplicationSource statement() throws SQLException {
        Map<SourceOption, Object> options = new EnumMap<>(SourceOption.class);
        do {
            option(options);
        } while (tokens.accept(","));
        return new ChangeReplicationSource(options, ChannelClause.read(tokens));
    }

    private void option(Map<SourceOption, Object> options) throws SQLException {
        Token name = tokens.peek();
        SourceOption option = OPTIONS.get(name.keyword());
        ForeignOption foreign = FOREIGN.get(name.keyword());
        if (isSpellingOfMySql80(name.keyword())) {
            throw Tokens.notSupportedYet(name.keyword());
        }
        if (option == null && foreign == null) {
            throw tokens.syntaxError(name);
        }
        tokens.take();
        tokens.expect("=");
        if (option == null) {
            foreign.read(tokens);
        } else {
            options.put(option, OptionValue.read(option, tokens));
        }
    }

    private static boolean isSpellingOfMySql80(String keyword) {
        return keyword.equals("GET_MASTER_PUBLIC_KEY")
                || (keyword.startsWith("MASTER_")
                        && OPTIONS.containsKey("SOURCE_" + keyword.substring("MASTER_".length())));
    }
}
