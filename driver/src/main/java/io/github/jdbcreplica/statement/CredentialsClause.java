package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.ReplicaStatement.Credentials;
import io.github.jdbcreplica.statement.Token.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@code [USER = 'name'] [PASSWORD = 'password']} of START REPLICA, in this order and without commas. */
final class CredentialsClause {
    private static final List<String> NOT_SUPPORTED_YET = List.of("DEFAULT_AUTH", "PLUGIN_DIR");

    private CredentialsClause() {}

    static Optional<Credentials> read(Tokens tokens) throws SQLException {
        Optional<String> user = value(tokens, "USER");
        Optional<String> password = value(tokens, "PASSWORD");
        if (NOT_SUPPORTED_YET.contains(tokens.peek().keyword())) {
            throw Tokens.notSupportedYet("START REPLICA " + tokens.peek().keyword());
        }
        return user.isEmpty() && password.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credentials(user.orElse(""), password.orElse("")));
    }

    private static Optional<String> value(Tokens tokens, String name) throws SQLException {
        if (!tokens.accept(name)) {
            return Optional.empty();
        }
        tokens.expect("=");
        return Optional.of(tokens.expect(Kind.STRING).text());
    }
}
