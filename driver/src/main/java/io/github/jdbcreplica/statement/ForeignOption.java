package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.Token.Kind;
import java.sql.SQLException;

/** An option of a native server for which this replica has no means: its neutral value is accepted and another one refused. */
enum ForeignOption {
    NETWORK_NAMESPACE {
        @Override
        void read(Tokens tokens) throws SQLException {
            if (!tokens.expectLine(false).isEmpty()) {
                throw refused("the source is reached through the network of this JVM");
            }
        }
    },
    PRIVILEGE_CHECKS_USER {
        /** {@code NULL}, or an account, whose host may be missing. */
        @Override
        void read(Tokens tokens) throws SQLException {
            if (tokens.accept("NULL")) {
                return;
            }
            String user = name(tokens);
            String host = tokens.accept("@") ? name(tokens) : "%";
            if (user.isEmpty()) {
                throw ReplicaError.CLIENT_PRIVILEGE_CHECKS_USER_CANNOT_BE_ANONYMOUS.exception("", user, host);
            }
            throw refused("the applier works as the account of the target's connection");
        }

        private String name(Tokens tokens) throws SQLException {
            return tokens.peek().kind() == Kind.STRING ? tokens.take().text() : Names.read(tokens);
        }
    },
    RELAY_LOG_FILE {
        @Override
        void read(Tokens tokens) throws SQLException {
            if (!tokens.expectLine(false).isEmpty()) {
                throw refused("there are no relay logs");
            }
        }
    },
    RELAY_LOG_POS {
        @Override
        void read(Tokens tokens) throws SQLException {
            Token number = tokens.peek();
            OptionValue.position(tokens);
            if (!number.text().equals("0")) {
                throw refused("there are no relay logs");
            }
        }
    };

    /** Reads the value. @throws SQLException 1235 for one that is not neutral */
    abstract void read(Tokens tokens) throws SQLException;

    final SQLException refused(String reason) {
        return ReplicaError.NOT_SUPPORTED_YET.exception(name() + ": " + reason);
    }
}
