package io.github.jdbcreplica.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Brings a dialect from outside of this library, for a product that it does not know or in place of a dialect of its own. Providers are found by {@link java.util.ServiceLoader} in the class loader of this library, and are asked
 * before the built-in dialects, each time that a connection to a target is opened; the first one that answers decides. They are used by many threads.
 *
 * <p>One jar beside this library's is all there is to it:
 *
 * <pre>{@code
 * package com.example;
 *
 * public final class FireflyProvider implements DialectProvider {
 *     @Override
 *     public Optional<Dialect> dialect(Connection connection, ZeroDates zeroDates) throws SQLException {
 *         return connection.getMetaData().getDatabaseProductName().equals("Firefly")
 *                 ? Optional.of(new FireflyDialect(zeroDates))
 *                 : Optional.empty();
 *     }
 * }
 *
 * final class FireflyDialect extends StandardDialect {
 *     FireflyDialect(ZeroDates zeroDates) {
 *         super(zeroDates);
 *     }
 *     // types, syntax, catalogue, errors: see docs/adding-a-dialect.md
 * }
 * }</pre>
 *
 * and in the jar a file {@code META-INF/services/io.github.jdbcreplica.dialect.DialectProvider} with the line {@code com.example.FireflyProvider}.
 */
public interface DialectProvider {
    /**
     * @param connection to the target, in auto-commit mode; nothing is to be changed or left open in it
     * @param zeroDates what the user has said about dates that the target does not have
     * @return empty for every target that is not this provider's
     */
    Optional<Dialect> dialect(Connection connection, ZeroDates zeroDates) throws SQLException;
}
