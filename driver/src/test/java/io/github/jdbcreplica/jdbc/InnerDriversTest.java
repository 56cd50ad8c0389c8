package io.github.jdbcreplica.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.ReplicaDriver;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tool's folder of drivers, as the thread's class loader: what is broken in it is no obstacle to the driver we look for. */
class InnerDriversTest {
    private static final String NEWER_JAVA = "newer.NewerDriver";

    @TempDir
    private Path folder;

    private URLClassLoader tool;
    private ClassLoader before;

    /** A class file's first eight bytes: the Java it was compiled for comes before everything else. */
    @BeforeEach
    void fillTheTool() throws IOException {
        Files.createDirectories(folder.resolve("newer"));
        Files.write(
                folder.resolve("newer/NewerDriver.class"),
                new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 99});
        before = Thread.currentThread().getContextClassLoader();
        tool = new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
        Thread.currentThread().setContextClassLoader(tool);
    }

    @AfterEach
    void leaveTheTool() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        tool.close();
    }

    private void services(String... drivers) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve("java.sql.Driver"), List.of(drivers));
    }

    private static Driver find(String className) throws SQLException {
        return InnerDrivers.find(ReplicaUrl.parse("jdbc:replica:stub://u:s3cret@h/x"), className);
    }

    @Test
    void broken_drivers_beside_the_right_one_do_not_matter() throws SQLException, IOException {
        services(
                NEWER_JAVA,
                "no.such.Driver",
                Unlinkable.class.getName(),
                Uncertain.class.getName(),
                Incomplete.class.getName(),
                Right.class.getName());

        assertThat(find("")).isInstanceOf(Right.class);
        assertThat(new ReplicaDriver().getPropertyInfo("jdbc:replica:stub:x", null))
                .extracting(option -> option.name)
                .contains("replica.serverId", "stub");
    }

    @Test
    void they_are_told_when_none_is_found_but_not_what_they_say_of_the_url() throws IOException {
        services(NEWER_JAVA, Unlinkable.class.getName(), Uncertain.class.getName(), Incomplete.class.getName());

        assertThatThrownBy(() -> find(""))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("NewerDriver")
                .hasMessageContaining("UnsupportedClassVersionError")
                .hasMessageContaining(Unlinkable.class.getName())
                .hasMessageContaining(Uncertain.class.getName())
                .hasMessageContaining(Incomplete.class.getName())
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_named_driver_that_is_broken_is_told_as_well() {
        assertThatThrownBy(() -> find(NEWER_JAVA))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("UnsupportedClassVersionError");
        assertThatThrownBy(() -> find(Uncertain.class.getName()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(Uncertain.class.getName() + " cannot read the URL")
                .hasMessageContaining("IllegalStateException")
                .hasMessageNotContaining("s3cret");
    }

    /** Takes every URL that begins with jdbc:stub. */
    public static class Right implements Driver {
        @Override
        public Connection connect(String url, Properties info) {
            return null;
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:stub:");
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[] {new DriverPropertyInfo("stub", "")};
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getLogger("stub");
        }
    }

    /** Its library is missing. */
    public static final class Unlinkable extends Right {
        public Unlinkable() {
            throw new NoClassDefFoundError("its/Library");
        }
    }

    /** Does not get along with the URL of another, and quotes it. */
    public static final class Uncertain extends Right {
        @Override
        public boolean acceptsURL(String url) {
            throw new IllegalStateException(url);
        }
    }

    /** Its library is missing, which it finds out late. */
    public static final class Incomplete extends Right {
        @Override
        public boolean acceptsURL(String url) {
            throw new NoClassDefFoundError("its/Library");
        }
    }
}
