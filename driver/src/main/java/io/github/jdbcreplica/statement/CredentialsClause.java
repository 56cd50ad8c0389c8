package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.ReplicaStatement.Credentials;
import io.github.jdbcreplica.statement.Token.Kind;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * {@code [USER = 'name'] [PASSWORD = 'password'] [DEFAULT_AUTH = 'plugin'] [PLUGIN_DIR = 'folder']} of START REPLICA, in this order and without commas.
 *
 * @param isGiven whether the statement has one of them
 * @param plugin that the source may not need to name
 * @param folder of plugins
 */
record CredentialsClause(
        boolean isGiven, Optional<Credentials> credentials, Optional<String> plugin, Optional<String> folder) {
    /** The source names the plugin, and those that this driver has are in it. */
    private static final Set<String> PLUGINS =
            Set.of("", "caching_sha2_password", "sha256_password", "mysql_native_password");

    static CredentialsClause read(Tokens tokens) throws SQLException {
        Optional<String> user = value(tokens, "USER");
        Optional<String> password = value(tokens, "PASSWORD");
        Optional<String> plugin = value(tokens, "DEFAULT_AUTH");
        Optional<String> folder = value(tokens, "PLUGIN_DIR");
        Optional<Credentials> credentials = user.isEmpty() && password.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credentials(user.orElse(""), password.orElse("")));
        return new CredentialsClause(
                credentials.isPresent() || plugin.isPresent() || folder.isPresent(), credentials, plugin, folder);
    }

    /** To be asked when the whole statement has been read. */
    void refuseUnavailable() throws SQLException {
        if (!PLUGINS.contains(plugin.orElse(""))) {
            throw ReplicaError.NOT_SUPPORTED_YET.exception("DEFAULT_AUTH: there is no such authentication plugin");
        }
        if (!folder.orElse("").isEmpty()) {
            throw ReplicaError.NOT_SUPPORTED_YET.exception("PLUGIN_DIR: there are no authentication plugins to load");
        }
    }

    private static Optional<String> value(Tokens tokens, String name) throws SQLException {
        if (!tokens.accept(name)) {
            return Optional.empty();
        }
        tokens.expect("=");
        return Optional.of(tokens.expect(Kind.STRING).text());
    }
}
