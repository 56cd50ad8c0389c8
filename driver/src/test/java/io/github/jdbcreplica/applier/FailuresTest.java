package io.github.jdbcreplica.applier;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void an_error_of_the_jvm_inside_an_embedded_engine_is_named() {
        assertThat(Failures.text(new SQLException("GeneralError", "HY000", 50000, new AssertionError("of the engine"))))
                .isEqualTo("GeneralError (java.lang.AssertionError: of the engine)");
    }

    @Test
    void the_words_of_a_server_stand_for_themselves() {
        assertThat(Failures.text(new SQLException("Data truncation: Data too long", new RuntimeException("inside"))))
                .isEqualTo("Data too long");
    }
}
