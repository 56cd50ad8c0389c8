package io.github.jdbcreplica.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.dialect.ZeroDates;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgreSqlDialectTest {
    private final PostgreSqlDialect dialect = new PostgreSqlDialect("PostgreSQL", false, ZeroDates.ERROR);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PostgreSQL 18.6 on x86_64-pc-linux-gnu, compiled by gcc | PostgreSQL",
                "CockroachDB CCL v24.1.0 (x86_64-pc-linux-gnu) | CockroachDB",
                "PostgreSQL 15.2-YB-2.25.1.0-b0 on x86_64-pc-linux-gnu | YugabyteDB",
                "PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC, Redshift 1.0.72 | Redshift"
            })
    void what_answers_through_the_driver_is_called_by_its_name(String version, String name) {
        assertThat(PostgreSqlDialect.product(version)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "23505, DUPLICATE_KEY",
        "42P01, NO_SUCH_TABLE",
        "3F000, NO_SUCH_DATABASE",
        "40P01, DEADLOCK",
        "40001, DEADLOCK",
        "55P03, LOCK_WAIT_TIMEOUT",
        "57014, CANCELLED",
        "57P01, CONNECTION_LOST",
        "57P03, CONNECTION_LOST",
        "08006, CONNECTION_LOST",
        "23503, FOREIGN_KEY_PARENT_MISSING",
        "22003, OTHER"
    })
    void errors_by_sqlstate(String state, TargetError error) {
        assertThat(dialect.classify(new SQLException("words", state))).isEqualTo(error);
    }

    @Test
    void a_parent_that_still_has_children() {
        String words =
                "ERROR: update or delete on table \"p\" violates foreign key constraint \"c\" on table \"c\"\n  Detail: Key (id)=(1) is still referenced from table \"c\".";
        assertThat(dialect.classify(new SQLException(words, "23503"))).isEqualTo(TargetError.FOREIGN_KEY_CHILD_EXISTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[-0.0]", "-0", "{\"a\": -0.00}", "[1, -0.0, 2]", "\"a\\u0000b\"", "{\"\\u0000\": 1}", "\"\\\\\\u0000\""})
    void what_jsonb_does_not_keep(String json) {
        assertThat(JsonbLimits.of(json)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[0.0]", "[-0.5]", "[-0.05, -1]", "\"-0.0\"", "\"\\\\u0000\"", "\"u0000\"", "{\"-0\": \"\\\"-0\"}", "[-10]"})
    void what_jsonb_keeps(String json) {
        assertThat(JsonbLimits.of(json)).isEmpty();
    }
}
