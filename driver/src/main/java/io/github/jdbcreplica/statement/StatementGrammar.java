package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationFilter;
import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The statements behind their first words. Until the words name a replication statement the answer is empty; from then on it is a statement or an error,
 * because the inner database would write what it does not understand, passwords included, into its log.
 */
final class StatementGrammar {
    private final String sql;
    private final int start;
    private final Tokens tokens;
    private final Token first;

    /**
     * @param start of the {@link OpeningWord}
     * @param values of the parameters
     */
    StatementGrammar(String sql, int start, List<?> values) throws SQLException {
        this.sql = sql;
        this.start = start;
        this.tokens = new Tokens(sql, values);
        this.first = tokens.peek();
    }

    Optional<ParsedStatement> statement() throws SQLException {
        while (tokens.accept(";")) {
            continue;
        }
        if (tokens.peek().start() != start) {
            return behindForeignNoise();
        }
        String verb = tokens.take().keyword();
        Token second = tokens.peek();
        Optional<ReplicaStatement> statement = switch (verb) {
            case "CHANGE" -> Optional.of(change());
            case "SHOW", "RESET", "START", "STOP" -> new ControlGrammar(tokens).statement(verb);
            case "SELECT" -> select();
            case "SET" -> new SetGrammar(tokens).statement();
            default -> Optional.empty();
        };
        if (statement.isEmpty()) {
            refuseNearMiss(verb, second);
        } else {
            refuseLeadingSemicolon();
        }
        return statement.map(
                parsed -> new ParsedStatement(parsed, tokens.notes().list()));
    }

    private void refuseNearMiss(String verb, Token second) throws SQLException {
        int near = OpeningWord.begins(sql, start) ? NearMiss.find(sql, verb, second) : -1;
        if (near >= 0) {
            throw tokens.syntaxError(near);
        }
    }

    /** What stands in front is a comment or a space to the inner database only: to MySQL it is the syntax error. */
    private Optional<ParsedStatement> behindForeignNoise() throws SQLException {
        boolean ours;
        try {
            ours = new StatementGrammar(sql.substring(start), 0, List.of())
                    .statement()
                    .isPresent();
        } catch (SQLException e) {
            ours = true;
        }
        if (ours) {
            throw tokens.syntaxError(first);
        }
        return Optional.empty();
    }

    /** No inner database has another statement that so begins, so a misspelt one is ours as well. */
    private ReplicaStatement change() throws SQLException {
        if (tokens.accept("MASTER")) {
            tokens.notes().deprecated("CHANGE MASTER", "CHANGE REPLICATION SOURCE");
            Optional<String> connection = ChannelClause.readConnection(tokens);
            return source(connection);
        }
        tokens.expect("REPLICATION");
        if (tokens.accept("FILTER")) {
            return filter();
        }
        tokens.expect("SOURCE");
        return source(Optional.empty());
    }

    private ReplicaStatement source(Optional<String> connection) throws SQLException {
        tokens.expect("TO");
        ChangeReplicationSource change = new ChangeSourceGrammar(tokens).statement(connection);
        ChannelClause.refuseUnusable(change.channel());
        return change;
    }

    private ReplicaStatement filter() throws SQLException {
        ChangeReplicationFilter change = new FilterGrammar(tokens).statement();
        tokens.expectEnd();
        ChannelClause.refuseReserved("CHANGE REPLICATION FILTER", change.channel());
        return change;
    }

    /** Another function, or a column of that name, is the inner database's. */
    private Optional<ReplicaStatement> select() throws SQLException {
        Token name = tokens.take();
        Optional<ReplicaFunction> function = ReplicaFunction.named(name.keyword());
        if (function.isEmpty() || !tokens.peek().is("(")) {
            return Optional.empty();
        }
        FunctionCall call = FunctionCall.read(tokens, name);
        tokens.expectEnd();
        return Optional.of(function.get().statement(call, tokens.notes()));
    }

    private void refuseLeadingSemicolon() throws SQLException {
        if (first.is(";")) {
            throw tokens.syntaxError(first);
        }
    }
}
