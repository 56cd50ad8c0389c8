package io.github.jdbcreplica.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaOptionsTest {
    @ParameterizedTest
    @EnumSource(ReplicaOption.class)
    void every_default_is_a_value_the_option_takes(ReplicaOption option) throws SQLException {
        if (!option.defaultValue().isEmpty()) {
            assertThat(option.normalise(option.defaultValue())).isEqualTo(option.defaultValue());
        }
    }

    @Test
    void an_unknown_option_is_refused_with_a_list_of_the_known_ones() {
        assertThatThrownBy(() -> ReplicaOptions.of(Map.of("replica.sreverId", "7")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("replica.sreverId")
                .hasMessageContaining("replica.intercept, replica.driver, replica.serverId");
    }

    @ParameterizedTest
    @CsvSource({
        "replica.intercept, perhaps, 'one of true, false'",
        "replica.serverId, 0, a whole number from 1 to 4294967295",
        "replica.serverId, 4294967296, a whole number from 1 to 4294967295",
        "replica.serverId, 99999999999999999999, a whole number from 1 to 4294967295",
        "replica.netTimeout, '', a whole number from 1 to 31536000",
        "replica.zeroDates, ' ', 'one of error, null'",
        "replica.netTimeout, 1.5, a whole number from 1 to 31536000",
        "replica.transactionRetries, -1, a whole number from 0 to 4294967295",
        "replica.zeroDates, round, 'one of error, null'",
    })
    void a_value_that_is_not_allowed_is_named_with_what_is(String name, String value, String expectation) {
        assertThatThrownBy(() -> ReplicaOptions.of(Map.of(name, value)))
                .isInstanceOf(SQLException.class)
                .hasMessage(
                        "Invalid value '" + value + "' for connection option " + name + ": expected " + expectation);
    }

    @Test
    void letter_case_and_surrounding_blanks_do_not_matter() throws SQLException {
        ReplicaOptions options = ReplicaOptions.of(Map.of("REPLICA.Intercept", " FALSE ", "replica.SERVERID", "42"));

        assertThat(options.flag(ReplicaOption.INTERCEPT)).isFalse();
        assertThat(options.number(ReplicaOption.SERVER_ID)).hasValue(42);
    }

    /** Tools hand back the whole list that getPropertyInfo gave them, blanks included. */
    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void a_blank_value_of_an_option_whose_default_is_blank_is_none(String blank) throws SQLException {
        ReplicaOptions options = ReplicaOptions.of(Map.of("replica.serverId", blank, "replica.driver", blank));

        assertThat(options.number(ReplicaOption.SERVER_ID)).isEmpty();
        assertThat(options.text(ReplicaOption.DRIVER)).isEmpty();
    }

    @Test
    void an_option_not_given_has_its_default() {
        assertThat(ReplicaOptions.DEFAULTS.flag(ReplicaOption.INTERCEPT)).isTrue();
        assertThat(ReplicaOptions.DEFAULTS.number(ReplicaOption.NET_TIMEOUT)).hasValue(60);
        assertThat(ReplicaOptions.DEFAULTS.number(ReplicaOption.SERVER_ID)).isEmpty();
    }
}
