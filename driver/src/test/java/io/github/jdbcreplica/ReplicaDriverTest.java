package io.github.jdbcreplica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.beans.BeanInfo;
import java.beans.Introspector;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaDriverTest {
    private final ReplicaDriver driver = new ReplicaDriver();

    @Test
    void driver_manager_finds_it() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:replica:h2:mem:")) {
            assertThat(connection.unwrap(JdbcConnection.class)).isNotSameAs(connection);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "jdbc:h2:mem:", "jdbc:replicas:x", "replica:h2:mem:"})
    void a_foreign_url_is_left_to_other_drivers(String url) throws SQLException {
        assertThat(driver.acceptsURL(url)).isFalse();
        assertThat(driver.connect(url, new Properties())).isNull();
    }

    @Test
    void properties_may_be_null() throws SQLException {
        try (Connection connection = driver.connect("jdbc:replica:h2:mem:", null)) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void the_defaults_behind_properties_reach_the_inner_driver_and_the_caller_s_object_is_untouched()
            throws SQLException {
        Properties defaults = new Properties();
        defaults.setProperty("user", "flyway");
        Properties info = new Properties(defaults);
        info.setProperty("replica.serverId", "7");

        try (Connection connection = driver.connect("jdbc:replica:h2:mem:", info)) {
            assertThat(connection.getMetaData().getUserName()).isEqualTo("FLYWAY");
        }
        assertThat(info).hasSize(1).containsEntry("replica.serverId", "7");
    }

    @Test
    void our_options_never_reach_the_inner_driver() throws SQLException {
        Properties info = new Properties();
        info.setProperty("replica.netTimeout", "5");
        // H2 refuses settings that it does not know.
        try (Connection connection =
                driver.connect("jdbc:replica:h2:mem:;replica.serverId=7;MODE=MySQL;replica.zeroDates=null", info)) {
            assertThat(connection.getMetaData().getURL()).isEqualTo("jdbc:h2:mem:");
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 5.000, 0", "5, 5.001, 1704", "100, 61, 0", "100, 100.5, 1704"})
    void a_heartbeat_is_too_slow_for_the_timeout_of_this_replica(int timeout, String period, int note)
            throws SQLException {
        try (Connection connection = driver.connect(
                        "jdbc:replica:h2:mem:heartbeat" + period + ";replica.netTimeout=" + timeout, null);
                Statement statement = connection.createStatement()) {
            statement.execute("CHANGE REPLICATION SOURCE TO SOURCE_HEARTBEAT_PERIOD = " + period);
            SQLWarning warning = statement.getWarnings();
            assertThat(warning == null ? 0 : warning.getErrorCode()).isEqualTo(note);
        }
    }

    @Test
    void an_unknown_option_is_refused_in_url_and_properties() {
        Properties info = new Properties();
        info.setProperty("replica.nonsense", "1");

        assertThatThrownBy(() -> driver.connect("jdbc:replica:h2:mem:", info))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("replica.nonsense")
                .hasMessageContaining("replica.serverId");
        assertThatThrownBy(() -> driver.connect("jdbc:replica:h2:mem:;replica.nonsense=1", null))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("replica.nonsense");
    }

    @Test
    void a_property_counts_for_more_than_the_same_option_in_the_url() throws SQLException {
        Properties info = new Properties();
        info.setProperty("replica.intercept", "false");

        try (Connection connection = driver.connect("jdbc:replica:h2:mem:;REPLICA.INTERCEPT=true", info)) {
            assertThat(connection).isInstanceOf(JdbcConnection.class);
        }
    }

    @Test
    void without_interception_replication_statements_are_the_inner_database_s() throws SQLException {
        try (Connection connection = driver.connect("jdbc:replica:h2:mem:;replica.intercept=false", null);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("START REPLICA"))
                    .isInstanceOf(org.h2.jdbc.JdbcSQLSyntaxErrorException.class);
        }
    }

    @Test
    void the_inner_driver_s_own_error_comes_out() {
        assertThatThrownBy(() -> driver.connect("jdbc:replica:h2:mem:;NO_SUCH_SETTING=1", null))
                .isInstanceOf(org.h2.jdbc.JdbcSQLNonTransientConnectionException.class);
    }

    @Test
    void a_missing_inner_driver_is_reported_with_what_was_tried_and_without_the_password() {
        assertThatThrownBy(() -> driver.connect("jdbc:replica:sybase://sa:s3cret@db/x?password=s3cret", null))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("jdbc:sybase://db/x")
                .hasMessageContaining("DriverManager")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> driver.connect("jdbc:replica:h2:mem:;replica.driver=no.such.Driver", null))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no.such.Driver");
    }

    @Test
    void a_named_driver_that_refuses_the_url_is_said_to_have_been_found() {
        assertThatThrownBy(() -> driver.connect("jdbc:replica:h2:mem:;replica.driver=com.mysql.cj.jdbc.Driver", null))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("The driver com.mysql.cj.jdbc.Driver, which the option replica.driver names,"
                        + " cannot be used for jdbc:h2:mem:.")
                .hasMessageContaining("com.mysql.cj.jdbc.Driver was found there and does not accept the URL");
    }

    @Test
    void the_inner_driver_can_be_named() throws SQLException {
        try (Connection connection = driver.connect("jdbc:replica:h2:mem:;replica.driver=org.h2.Driver", null)) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "jdbc:",
                "jdbc:replica:",
                "jdbc:replica:my",
                "jdbc:replica:mysql:",
                "jdbc:replica:mysql://{host}[:{port}]/[{database}]",
                "jdbc:replica:h2:./x;replica.serverId=abc",
                "jdbc:replica:h2:./x;replica.nonsense=abc"
            })
    void property_info_tolerates_what_is_half_typed(String url) {
        assertThat(driver.getPropertyInfo(url, null))
                .extracting(info -> info.name)
                .contains("replica.intercept", "replica.driver", "replica.serverId");
    }

    @Test
    void property_info_shows_our_options_and_the_inner_driver_s() {
        Properties info = new Properties();
        info.setProperty("replica.netTimeout", "5");

        DriverPropertyInfo[] infos = driver.getPropertyInfo("jdbc:replica:mysql://nowhere.invalid/", info);

        assertThat(infos).extracting(option -> option.name).contains("replica.zeroDates", "connectTimeout");
        DriverPropertyInfo zeroDates = Arrays.stream(infos)
                .filter(option -> option.name.equals("replica.zeroDates"))
                .findFirst()
                .orElseThrow();
        assertThat(zeroDates.choices).containsExactly("error", "null");
        assertThat(zeroDates.value).isEqualTo("error");
        assertThat(zeroDates.description).isNotEmpty();
        assertThat(infos)
                .filteredOn(option -> option.name.equals("replica.netTimeout"))
                .extracting(option -> option.value)
                .containsExactly("5");
    }

    @Test
    void property_info_shows_the_values_of_url_and_properties_in_any_letter_case() {
        Properties info = new Properties();
        info.setProperty("REPLICA.transactionRETRIES", "3");
        info.put("replica.serverId", 8);

        DriverPropertyInfo[] infos =
                driver.getPropertyInfo("jdbc:replica:h2:mem:;Replica.netTimeout=9;replica.serverId=7", info);

        assertThat(value(infos, "replica.netTimeout")).isEqualTo("9");
        assertThat(value(infos, "replica.transactionRetries")).isEqualTo("3");
        assertThat(value(infos, "replica.serverId")).isEqualTo("8");
        assertThat(value(driver.getPropertyInfo("jdbc:replica:", info), "replica.transactionRetries"))
                .isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:replica:h2:mem:", "jdbc:replica:h2:mem:;replica.serverId=7"})
    void the_property_list_it_gave_is_taken_back(String url) throws SQLException {
        Properties info = new Properties();
        for (DriverPropertyInfo option : driver.getPropertyInfo(url, null)) {
            info.setProperty(option.name, option.value == null ? "" : option.value);
        }

        try (Connection connection = driver.connect(url, info)) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void a_blank_property_does_not_hide_the_option_of_the_url() {
        Properties info = new Properties();
        info.setProperty("replica.serverId", "");
        info.setProperty("replica.netTimeout", "");

        DriverPropertyInfo[] infos =
                driver.getPropertyInfo("jdbc:replica:h2:mem:;replica.serverId=7;replica.netTimeout=9", info);

        assertThat(value(infos, "replica.serverId")).isEqualTo("7");
        // Not blank by default: whoever gives a blank here has made a mistake, which connect reports.
        assertThat(value(infos, "replica.netTimeout")).isEmpty();
    }

    private static String value(DriverPropertyInfo[] infos, String name) {
        return Arrays.stream(infos)
                .filter(option -> option.name.equals(name))
                .map(option -> option.value)
                .collect(java.util.stream.Collectors.joining());
    }

    @Test
    void a_value_that_is_no_string_is_checked_like_any_other() {
        Properties bogus = new Properties();
        bogus.put("replica.bogus", 5);
        Properties negative = new Properties();
        negative.put("replica.netTimeout", -5);

        assertThatThrownBy(() -> driver.connect("jdbc:replica:h2:mem:", bogus))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("replica.bogus");
        assertThatThrownBy(() -> driver.connect("jdbc:replica:h2:mem:", negative))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("'-5'");
    }

    @Test
    void an_option_in_the_wrong_style_creates_no_database(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> driver.connect("jdbc:replica:h2:" + folder + "/x?replica.serverId=7", null))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(";replica.serverId=");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void tools_of_mysql_take_its_version() {
        assertThat(driver.getMajorVersion()).isGreaterThanOrEqualTo(8);
    }

    @Test
    void it_works_in_a_class_loader_of_its_own_where_driver_manager_is_of_no_help() throws Exception {
        URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(ReplicaDriverTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader tool = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Driver isolated = tool.loadClass("io.github.jdbcreplica.ReplicaDriver")
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
            try (Connection connection = isolated.connect("jdbc:replica:h2:mem:", new Properties());
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT 1")) {
                assertThat(rows.next()).isTrue();
                assertThat(Proxy.getInvocationHandler(connection).getClass().getClassLoader())
                        .isSameAs(tool);
            }
        }
    }

    private static URL url(String path) {
        try {
            return new File(path).toURI().toURL();
        } catch (java.net.MalformedURLException impossible) {
            throw new IllegalArgumentException(path, impossible);
        }
    }

    @Test
    void the_data_source_is_a_bean_whose_properties_pools_can_set() throws Exception {
        BeanInfo bean = Introspector.getBeanInfo(ReplicaDataSource.class);
        List<String> settable = Arrays.stream(bean.getPropertyDescriptors())
                .filter(property -> property.getWriteMethod() != null)
                .map(java.beans.FeatureDescriptor::getName)
                .toList();
        assertThat(settable).contains("url", "user", "password", "properties", "loginTimeout", "logWriter");

        ReplicaDataSource source = new ReplicaDataSource();
        source.setUrl("jdbc:replica:h2:mem:");
        source.setUser("pool");
        Properties properties = new Properties();
        properties.setProperty("replica.serverId", "7");
        properties.setProperty("MODE", "MySQL");
        source.setProperties(properties);
        try (Connection connection = source.getConnection();
                Connection other = source.getConnection("someone", "")) {
            assertThat(connection.getMetaData().getUserName()).isEqualTo("POOL");
            assertThat(other.getMetaData().getUserName()).isEqualTo("SOMEONE");
        }
    }

    @Test
    void the_data_source_keeps_properties_that_are_no_strings() {
        ReplicaDataSource source = new ReplicaDataSource();
        source.setUrl("jdbc:replica:h2:mem:");
        Properties properties = new Properties();
        properties.put("replica.bogus", 5);
        source.setProperties(properties);

        assertThatThrownBy(source::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("replica.bogus");
    }

    @Test
    void a_data_source_without_a_replica_url_says_so() {
        ReplicaDataSource source = new ReplicaDataSource();
        source.setUrl("jdbc:h2:mem:");

        assertThatThrownBy(source::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("jdbc:replica:");
    }
}
