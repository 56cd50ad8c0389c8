package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.ReplicaStatement.ResetReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.ShowReplicaStatus;
import io.github.jdbcreplica.statement.ReplicaStatement.StartReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.StatusForm;
import io.github.jdbcreplica.statement.ReplicaStatement.StopReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.ThreadType;
import io.github.jdbcreplica.statement.Token.Kind;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * START, STOP, RESET and SHOW of a replica: MySQL 9.7's statements, with SLAVE for REPLICA as in 8.0, and MariaDB's, which name a connection behind that word or are about ALL of them.
 * A connection is a channel.
 */
final class ControlGrammar {
    private final Tokens tokens;

    ControlGrammar(Tokens tokens) {
        this.tokens = tokens;
    }

    /** @param verb which has been taken */
    Optional<ReplicaStatement> statement(String verb) throws SQLException {
        if (tokens.peek().is("ALL")) {
            return all(verb);
        }
        boolean slave = tokens.peek().is("SLAVE");
        if (!slave && !tokens.peek().is("REPLICA")) {
            if (verb.equals("RESET")) {
                refuseReplicaInResetList();
            }
            return Optional.empty();
        }
        tokens.take();
        if (verb.equals("SHOW") && tokens.peek().is("HOSTS")) {
            // The inner database's own replicas.
            return Optional.empty();
        }
        if (slave) {
            String status = verb.equals("SHOW") ? " STATUS" : "";
            tokens.notes().deprecated(verb + " SLAVE" + status, verb + " REPLICA" + status);
        }
        Optional<String> connection = ChannelClause.readConnection(tokens);
        return Optional.of(
                switch (verb) {
                    case "START" -> start(connection);
                    case "STOP" -> stop(connection);
                    case "RESET" -> reset(connection);
                    default -> show(slave ? StatusForm.MASTER : StatusForm.SOURCE, connection);
                });
    }

    /** MariaDB's statements over all its connections. */
    private Optional<ReplicaStatement> all(String verb) throws SQLException {
        tokens.take();
        boolean ours = !verb.equals("RESET")
                && (tokens.peek().is("SLAVES") || tokens.peek().is("REPLICAS"));
        if (!ours) {
            return Optional.empty();
        }
        tokens.take();
        ReplicaStatement statement = switch (verb) {
            case "START" ->
                new StartReplica(ThreadClause.read(tokens), Optional.empty(), Optional.empty(), Optional.empty());
            case "STOP" -> new StopReplica(ThreadClause.read(tokens), Optional.empty());
            default -> {
                tokens.expect("STATUS");
                yield new ShowReplicaStatus(StatusForm.MARIADB, Optional.empty());
            }
        };
        tokens.expectEnd();
        return Optional.of(statement);
    }

    private Optional<String> channel(Optional<String> connection) throws SQLException {
        return connection.isPresent() ? connection : ChannelClause.read(tokens);
    }

    private StartReplica start(Optional<String> connection) throws SQLException {
        Set<ThreadType> threads = ThreadClause.read(tokens);
        Optional<UntilClause> until = UntilClause.read(tokens);
        CredentialsClause credentials = CredentialsClause.read(tokens);
        Optional<String> channel = channel(connection);
        tokens.expectEnd();
        Optional<Until> condition = until.isPresent() ? Optional.of(until.get().condition()) : Optional.empty();
        StartReplica start = new StartReplica(threads, condition, credentials.credentials(), channel);
        if (credentials.isGiven() && !start.threads().contains(ThreadType.IO_THREAD)) {
            throw ReplicaError.SQLTHREAD_WITH_SECURE_REPLICA.exception();
        }
        credentials.refuseUnavailable();
        return start;
    }

    private StopReplica stop(Optional<String> connection) throws SQLException {
        StopReplica stop = new StopReplica(ThreadClause.read(tokens), channel(connection));
        tokens.expectEnd();
        return stop;
    }

    private ResetReplica reset(Optional<String> connection) throws SQLException {
        ResetReplica reset = new ResetReplica(tokens.accept("ALL"), channel(connection));
        if (tokens.peek().is(",")) {
            throw Tokens.notSupportedYet("RESET REPLICA, ...");
        }
        tokens.expectEnd();
        return reset;
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

    private ShowReplicaStatus show(StatusForm form, Optional<String> connection) throws SQLException {
        tokens.expect("STATUS");
        ShowReplicaStatus show = new ShowReplicaStatus(form, channel(connection));
        tokens.expectEnd();
        return show;
    }
}
