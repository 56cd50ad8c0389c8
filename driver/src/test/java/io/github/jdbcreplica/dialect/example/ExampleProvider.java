package io.github.jdbcreplica.dialect.example;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.DialectProvider;
import io.github.jdbcreplica.dialect.ZeroDates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The provider of docs/adding-a-dialect.md, for databases in memory whose name begins with "example"; other tests know nothing of it. */
public final class ExampleProvider implements DialectProvider {
    @Override
    public Optional<Dialect> dialect(Connection connection, ZeroDates zeroDates) throws SQLException {
        return connection.getMetaData().getURL().startsWith("jdbc:hsqldb:mem:example")
                ? Optional.of(new ExampleDialect(zeroDates))
                : Optional.empty();
    }
}
