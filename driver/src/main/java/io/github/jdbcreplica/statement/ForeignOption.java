package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.Token.Kind;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** An option of a native server, MySQL's or MariaDB's, for which this replica has no means of its own: its neutral value is accepted and another one refused. */
enum ForeignOption {
    NETWORK_NAMESPACE {
        @Override
        Optional<Refusal> read(Tokens tokens, Map<SourceOption, Object> options) throws SQLException {
            return unless(tokens.expectLine(false).isEmpty(), "the source is reached through the network of this JVM");
        }
    },
    PRIVILEGE_CHECKS_USER {
        /** {@code NULL}, or an account, whose host may be missing. */
        @Override
        Optional<Refusal> read(Tokens tokens, Map<SourceOption, Object> options) throws SQLException {
            if (tokens.accept("NULL")) {
                return Optional.empty();
            }
            String user = name(tokens);
            String host = tokens.accept("@") ? name(tokens) : "%";
            return user.isEmpty()
                    ? Optional.of(channel -> ReplicaError.CLIENT_PRIVILEGE_CHECKS_USER_CANNOT_BE_ANONYMOUS.exception(
                            channel, user, host))
                    : unless(false, "the applier works as the account of the target's connection");
        }

        private String name(Tokens tokens) throws SQLException {
            return tokens.peek().kind() == Kind.STRING ? tokens.take().text() : Names.read(tokens);
        }
    },
    RELAY_LOG_FILE {
        @Override
        Optional<Refusal> read(Tokens tokens, Map<SourceOption, Object> options) throws SQLException {
            return unless(tokens.expectLine(false).isEmpty(), NO_RELAY_LOGS);
        }
    },
    RELAY_LOG_POS {
        @Override
        Optional<Refusal> read(Tokens tokens, Map<SourceOption, Object> options) throws SQLException {
            return unless(OptionValue.unsignedLong(tokens) == 0, NO_RELAY_LOGS);
        }
    },
    /** MariaDB's way to say auto-position. */
    MASTER_USE_GTID {
        @Override
        Optional<Refusal> read(Tokens tokens, Map<SourceOption, Object> options) throws SQLException {
            boolean on = switch (tokens.peek().keyword()) {
                case "SLAVE_POS", "REPLICA_POS", "CURRENT_POS" -> true;
                case "NO" -> false;
                default -> throw tokens.syntaxError(tokens.peek());
            };
            tokens.take();
            options.put(SourceOption.SOURCE_AUTO_POSITION, on);
            return Optional.empty();
        }
    },
    MASTER_DEMOTE_TO_SLAVE {
        @Override
        Optional<Refusal> read(Tokens tokens, Map<SourceOption, Object> options) throws SQLException {
            return unless(OptionValue.unsignedLong(tokens) == 0, "the target has not been a source");
        }
    },
    DO_DOMAIN_IDS {
        @Override
        Optional<Refusal> read(Tokens tokens, Map<SourceOption, Object> options) throws SQLException {
            return unless(OptionValue.serverIds(tokens).isEmpty(), ALL_DOMAINS);
        }
    },
    IGNORE_DOMAIN_IDS {
        @Override
        Optional<Refusal> read(Tokens tokens, Map<SourceOption, Object> options) throws SQLException {
            return unless(OptionValue.serverIds(tokens).isEmpty(), ALL_DOMAINS);
        }
    };

    private static final String NO_RELAY_LOGS = "there are no relay logs";
    private static final String ALL_DOMAINS = "all domains of the source are replicated";

    /** The error, once the channel is known. */
    interface Refusal {
        SQLException on(String channel);
    }

    /** Reads the value. @param options of the statement, among which it may be an option by another name */
    abstract Optional<Refusal> read(Tokens tokens, Map<SourceOption, Object> options) throws SQLException;

    final Optional<Refusal> unless(boolean neutral, String reason) {
        return neutral
                ? Optional.empty()
                : Optional.of(channel -> ReplicaError.NOT_SUPPORTED_YET.exception(name() + ": " + reason));
    }
}
