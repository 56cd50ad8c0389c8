package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationFilter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code rule = (value, ...) [, ...]} of CHANGE REPLICATION FILTER. Of several lists for one rule the last counts. */
final class FilterGrammar {
    private static final Map<String, FilterRule> RULES =
            Arrays.stream(FilterRule.values()).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    private final Tokens tokens;

    FilterGrammar(Tokens tokens) {
        this.tokens = tokens;
    }

    ChangeReplicationFilter statement() throws SQLException {
        Map<FilterRule, List<FilterValue>> rules = new EnumMap<>(FilterRule.class);
        do {
            FilterRule rule = RULES.get(tokens.peek().keyword());
            if (rule == null) {
                throw tokens.syntaxError(tokens.peek());
            }
            tokens.take();
            tokens.expect("=");
            rules.put(rule, values(rule));
        } while (tokens.accept(","));
        return new ChangeReplicationFilter(rules, ChannelClause.read(tokens));
    }

    private List<FilterValue> values(FilterRule rule) throws SQLException {
        List<FilterValue> values = new ArrayList<>();
        tokens.expect("(");
        if (tokens.accept(")")) {
            return values;
        }
        do {
            values.add(value(rule));
        } while (tokens.accept(","));
        tokens.expect(")");
        return values;
    }

    private FilterValue value(FilterRule rule) throws SQLException {
        return switch (rule) {
            case REPLICATE_DO_DB, REPLICATE_IGNORE_DB -> new FilterValue(Names.read(tokens), "");
            case REPLICATE_DO_TABLE, REPLICATE_IGNORE_TABLE -> table();
            case REPLICATE_WILD_DO_TABLE, REPLICATE_WILD_IGNORE_TABLE -> pattern();
            case REPLICATE_REWRITE_DB -> pair();
        };
    }

    private FilterValue table() throws SQLException {
        String database = Names.read(tokens);
        return new FilterValue(database, Names.readBehindPoint(tokens));
    }

    /** The first point divides: a pattern of a database cannot hold one. */
    private FilterValue pattern() throws SQLException {
        String text = tokens.expectLine(false);
        int point = text.indexOf('.');
        if (point < 0) {
            throw ReplicaError.INVALID_RPL_WILD_TABLE_FILTER_PATTERN.exception();
        }
        return new FilterValue(text.substring(0, point), text.substring(point + 1));
    }

    private FilterValue pair() throws SQLException {
        tokens.expect("(");
        String from = Names.read(tokens);
        tokens.expect(",");
        String to = Names.read(tokens);
        tokens.expect(")");
        return new FilterValue(from, to);
    }
}
