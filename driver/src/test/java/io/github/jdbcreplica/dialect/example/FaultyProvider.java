package io.github.jdbcreplica.dialect.example;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.DialectProvider;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.dialect.h2.H2Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Does to databases of certain names what a provider must not, and to one of them what it may: it replaces a built-in dialect. */
public final class FaultyProvider implements DialectProvider {
    static final Dialect REPLACEMENT = new H2Dialect(ZeroDates.ERROR);

    @Override
    public Optional<Dialect> dialect(Connection connection, ZeroDates zeroDates) throws SQLException {
        String url = connection.getMetaData().getURL();
        if (url.startsWith("jdbc:h2:mem:provider_throws")) {
            throw new IllegalStateException("as a test wants it");
        }
        if (url.startsWith("jdbc:h2:mem:provider_answers_null")) {
            return null;
        }
        return url.startsWith("jdbc:h2:mem:provider_replaces") ? Optional.of(REPLACEMENT) : Optional.empty();
    }
}
