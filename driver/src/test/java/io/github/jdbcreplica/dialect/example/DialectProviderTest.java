package io.github.jdbcreplica.dialect.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.Dialects;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.dialect.ansi.AnsiDialect;
import io.github.jdbcreplica.dialect.h2.H2Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Dialects from outside, found by META-INF/services. */
class DialectProviderTest {
    @Test
    void a_provider_brings_a_dialect_for_its_product() throws SQLException {
        assertThat(dialect("jdbc:hsqldb:mem:example_of_a_dialect")).isInstanceOf(ExampleDialect.class);
    }

    @Test
    void a_provider_comes_before_the_built_in_dialects() throws SQLException {
        assertThat(dialect("jdbc:h2:mem:provider_replaces")).isSameAs(FaultyProvider.REPLACEMENT);
    }

    @Test
    void a_target_that_no_provider_wants_has_its_own_dialect_or_plain_standard_sql() throws SQLException {
        assertThat(dialect("jdbc:h2:mem:nobody")).isInstanceOf(H2Dialect.class).isNotSameAs(FaultyProvider.REPLACEMENT);
        assertThat(dialect("jdbc:hsqldb:mem:nobody")).isInstanceOf(AnsiDialect.class);
    }

    @Test
    void a_provider_that_throws_is_named() {
        assertThatThrownBy(() -> dialect("jdbc:h2:mem:provider_throws"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(FaultyProvider.class.getName())
                .hasMessageContaining("as a test wants it")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_provider_that_answers_null_is_named() {
        assertThatThrownBy(() -> dialect("jdbc:h2:mem:provider_answers_null"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(FaultyProvider.class.getName())
                .hasMessageContaining("Optional.empty()");
    }

    private static Dialect dialect(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return Dialects.of(connection, ZeroDates.ERROR);
        }
    }
}
