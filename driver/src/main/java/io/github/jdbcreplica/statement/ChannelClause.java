package io.github.jdbcreplica.statement;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** {@code [FOR CHANNEL 'name']}. Channel names are lower case in MySQL, however they are written. */
final class ChannelClause {
    private ChannelClause() {}

    static Optional<String> read(Tokens tokens) throws SQLException {
        if (!tokens.accept("FOR")) {
            return Optional.empty();
        }
        tokens.expect("CHANNEL");
        return Optional.of(tokens.expectLine(false).toLowerCase(Locale.ROOT));
    }
}
