package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code option = value [, ...]} of CHANGE REPLICATION SOURCE TO. An option is added by a constant of {@link SourceOption}; of several values for one option the last counts,
 * but lists of server ids add up.
 */
final class ChangeSourceGrammar {
    private static final Map<String, ForeignOption> FOREIGN = Arrays.stream(ForeignOption.values())
            .collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    private final Tokens tokens;
    private final Map<SourceOption, Object> options = new EnumMap<>(SourceOption.class);

    /** Of the first option that this replica has no means for. It is told when all has been read: syntax errors come first. */
    private Optional<ForeignOption.Refusal> refusal = Optional.empty();

    ChangeSourceGrammar(Tokens tokens) {
        this.tokens = tokens;
    }

    /** @param connection MariaDB's name of the channel, in front of the options */
    ChangeReplicationSource statement(Optional<String> connection) throws SQLException {
        do {
            option();
        } while (tokens.accept(","));
        Optional<String> channel = connection.isPresent() ? connection : ChannelClause.read(tokens);
        tokens.expectEnd();
        if (refusal.isPresent()) {
            throw refusal.get().on(channel.orElse(""));
        }
        return new ChangeReplicationSource(options, channel);
    }

    private void option() throws SQLException {
        Token name = tokens.peek();
        String current = SourceOptionName.current(name.keyword());
        Optional<SourceOption> option = SourceOptionName.option(current);
        ForeignOption foreign = FOREIGN.get(current);
        if (option.isEmpty() && foreign == null) {
            throw tokens.syntaxError(name);
        }
        tokens.take();
        if (!current.equals(name.keyword())) {
            tokens.notes().deprecated(name.keyword(), current);
        }
        tokens.expect("=");
        if (option.isPresent()) {
            options.merge(
                    option.get(),
                    OptionValue.read(option.get(), tokens),
                    (before, now) -> option.get() == SourceOption.IGNORE_SERVER_IDS
                            ? OptionValue.unitedServerIds((String) before, (String) now)
                            : now);
        } else {
            foreign(foreign);
        }
    }

    private void foreign(ForeignOption foreign) throws SQLException {
        Optional<ForeignOption.Refusal> refused = foreign.read(tokens, options);
        refusal = refusal.isPresent() ? refusal : refused;
    }
}
