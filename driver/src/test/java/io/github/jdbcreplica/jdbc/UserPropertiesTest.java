package io.github.jdbcreplica.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class UserPropertiesTest {
    private final Properties defaults = new Properties();
    private final Properties info = new Properties(defaults);

    @Test
    void ours_are_texts_whatever_they_were_given_as() {
        defaults.setProperty("replica.netTimeout", "60");
        defaults.setProperty("replica.zeroDates", "null");
        info.put("replica.netTimeout", 5);
        info.put("REPLICA.intercept", Boolean.FALSE);
        info.put("user", "u");

        assertThat(UserProperties.ours(info))
                .isEqualTo(
                        Map.of("replica.netTimeout", "5", "replica.zeroDates", "null", "REPLICA.intercept", "false"));
        assertThat(UserProperties.ours(null)).isEmpty();
    }

    @Test
    void the_inner_driver_s_are_kept_as_they_are() {
        List<String> list = List.of("a", "b");
        defaults.setProperty("user", "u");
        defaults.setProperty("timeout", "60");
        defaults.setProperty("replica.netTimeout", "60");
        info.put("list", list);
        info.put("timeout", 5);
        info.put(7, "seven");
        info.put("replica.serverId", 7);

        Properties inner = UserProperties.inner(info);

        assertThat(inner).isEqualTo(Map.of("user", "u", "list", list, "timeout", 5, 7, "seven"));
        assertThat(inner.get("list")).isSameAs(list);
    }
}
