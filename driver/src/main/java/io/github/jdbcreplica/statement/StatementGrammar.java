package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationFilter;
import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import io.github.jdbcreplica.statement.ReplicaStatement.ResetReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.ShowReplicaStatus;
import io.github.jdbcreplica.statement.ReplicaStatement.StartReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.StatusForm;
import io.github.jdbcreplica.statement.ReplicaStatement.StopReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.ThreadType;
import io.github.jdbcreplica.statement.Token.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    Optional<ReplicaStatement> statement() throws SQLException {
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
            case "SHOW" -> show();
            case "RESET" -> reset();
            case "START", "STOP" -> startOrStop(verb);
            case "SELECT" -> select();
            case "SET" -> new SetGrammar(tokens).statement();
            default -> Optional.empty();
        };
        if (statement.isEmpty()) {
            refuseNearMiss(verb, second);
        }
        return statement;
    }

    private void refuseNearMiss(String verb, Token second) throws SQLException {
        int near = NearMiss.find(sql, verb, second);
        if (near >= 0) {
            throw tokens.syntaxError(near);
        }
    }

    /** What stands in front is a comment or a space to the inner database only: to MySQL it is the syntax error. */
    private Optional<ReplicaStatement> behindForeignNoise() throws SQLException {
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
        if (tokens.peek().is("MASTER")) {
            throw Tokens.notSupportedYet("CHANGE MASTER TO");
        }
        tokens.expect("REPLICATION");
        refuseLeadingSemicolon();
        if (tokens.accept("FILTER")) {
            return filter();
        }
        tokens.expect("SOURCE");
        tokens.expect("TO");
        ChangeReplicationSource change = new ChangeSourceGrammar(tokens).statement();
        tokens.expectEnd();
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
        refuseLeadingSemicolon();
        FunctionCall call = FunctionCall.read(tokens, name);
        tokens.expectEnd();
        return Optional.of(function.get().statement(call));
    }

    private Optional<ReplicaStatement> startOrStop(String verb) throws SQLException {
        if (tokens.peek().is("SLAVE")) {
            throw Tokens.notSupportedYet(verb + " SLAVE");
        }
        if (tokens.accept("ALL")) {
            return refuseAllConnections(verb + " ALL");
        }
        if (!tokens.accept("REPLICA")) {
            return Optional.empty();
        }
        refuseLeadingSemicolon();
        return complete(verb.equals("START") ? start() : stop());
    }

    /** MariaDB's statements over all its connections. */
    private Optional<ReplicaStatement> refuseAllConnections(String words) throws SQLException {
        if (tokens.peek().is("SLAVES") || tokens.peek().is("REPLICAS")) {
            throw Tokens.notSupportedYet(words + " " + tokens.peek().keyword());
        }
        return Optional.empty();
    }

    private StartReplica start() throws SQLException {
        Set<ThreadType> threads = ThreadClause.read(tokens);
        Optional<UntilClause> until = UntilClause.read(tokens);
        CredentialsClause credentials = CredentialsClause.read(tokens);
        Optional<String> channel = ChannelClause.read(tokens);
        tokens.expectEnd();
        Optional<Until> condition = until.isPresent() ? Optional.of(until.get().condition()) : Optional.empty();
        StartReplica start = new StartReplica(threads, condition, credentials.credentials(), channel);
        if (credentials.isGiven() && !start.threads().contains(ThreadType.IO_THREAD)) {
            throw ReplicaError.SQLTHREAD_WITH_SECURE_REPLICA.exception();
        }
        return start;
    }

    private StopReplica stop() throws SQLException {
        return new StopReplica(ThreadClause.read(tokens), ChannelClause.read(tokens));
    }

    private Optional<ReplicaStatement> reset() throws SQLException {
        if (tokens.peek().is("SLAVE")) {
            throw Tokens.notSupportedYet("RESET SLAVE");
        }
        if (!tokens.accept("REPLICA")) {
            refuseReplicaInResetList();
            return Optional.empty();
        }
        refuseLeadingSemicolon();
        ResetReplica reset = new ResetReplica(tokens.accept("ALL"), ChannelClause.read(tokens));
        if (tokens.peek().is(",")) {
            throw Tokens.notSupportedYet("RESET REPLICA, ...");
        }
        return complete(reset);
    }

    /** {@code RESET BINARY LOGS AND GTIDS, REPLICA}: the list is one statement and cannot be divided between the inner database and us. */
    private void refuseReplicaInResetList() throws SQLException {
        for (Token token = tokens.take();
                token.kind() != Kind.END && token.kind() != Kind.INVALID;
                token = tokens.take()) {
            if (token.is(",") && (tokens.peek().is("REPLICA") || tokens.peek().is("SLAVE"))) {
                throw Tokens.notSupportedYet("RESET ..., " + tokens.peek().keyword());
            }
        }
    }

    private Optional<ReplicaStatement> show() throws SQLException {
        if (tokens.accept("ALL")) {
            return refuseAllConnections("SHOW ALL");
        }
        boolean slave = tokens.peek().is("SLAVE");
        if (!slave && !tokens.peek().is("REPLICA")) {
            return Optional.empty();
        }
        tokens.take();
        if (tokens.peek().is("HOSTS")) {
            // The inner database's own replicas.
            return Optional.empty();
        }
        if (slave) {
            throw Tokens.notSupportedYet("SHOW SLAVE STATUS");
        }
        refuseLeadingSemicolon();
        tokens.expect("STATUS");
        return complete(new ShowReplicaStatus(StatusForm.SOURCE, ChannelClause.read(tokens)));
    }

    private void refuseLeadingSemicolon() throws SQLException {
        if (first.is(";")) {
            throw tokens.syntaxError(first);
        }
    }

    private Optional<ReplicaStatement> complete(ReplicaStatement statement) throws SQLException {
        tokens.expectEnd();
        return Optional.of(statement);
    }
}
