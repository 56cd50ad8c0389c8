package io.github.jdbcreplica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The jar that a user puts into a tool, opened as a tool opens it: in a class loader of its own that sees nothing of the test's class path. */
class AllInOneJarIT {
    private static final String OURS = "io.github.jdbcreplica.";
    private static final String SHADED = OURS + "shaded.";

    /** A library in its own package, or the top one of a relocated one. */
    private static final Pattern LIBRARY =
            Pattern.compile("^(com/mysql|io/github/jdbcreplica/shaded/[^/]+)/.*\\.class$");

    private static final Path ALL_JAR = Path.of(System.getProperty("jdbcreplica.allJar"));

    @Test
    void it_wraps_h2_beside_it_in_an_isolated_class_loader() throws Exception {
        URL h2 = org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader tool = isolated(ALL_JAR.toUri().toURL(), h2);
                Connection connection = driver(tool).connect("jdbc:replica:h2:mem:", new Properties());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 6 * 7")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
            assertThat(rows.getStatement()).isSameAs(statement);
        }
    }

    @Test
    void it_finds_the_mysql_driver_within_itself() throws Exception {
        try (URLClassLoader tool = isolated(ALL_JAR.toUri().toURL())) {
            assertThat(driver(tool).getPropertyInfo("jdbc:replica:mysql://nowhere.invalid/", new Properties()))
                    .extracting((DriverPropertyInfo info) -> info.name)
                    .contains("replica.serverId", "connectTimeout");
        }
    }

    @Test
    void it_offers_both_drivers_to_a_tool_that_asks_for_services() throws Exception {
        try (JarFile jar = new JarFile(ALL_JAR.toFile())) {
            assertThat(text(jar, "META-INF/services/java.sql.Driver").lines())
                    .containsExactlyInAnyOrder("io.github.jdbcreplica.ReplicaDriver", "com.mysql.cj.jdbc.Driver");
        }
    }

    @Test
    void it_has_no_class_outside_our_package_and_connector_j() throws IOException {
        try (JarFile jar = new JarFile(ALL_JAR.toFile())) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName))
                    .allMatch(name -> name.startsWith("io/github/jdbcreplica/")
                            || name.startsWith("com/mysql/")
                            || name.startsWith("META-INF/"))
                    .noneMatch(name -> name.endsWith("module-info.class") || name.matches("META-INF/.*\\.(SF|RSA|DSA)"))
                    .noneMatch(name -> name.contains("/oracle/") || name.equals("META-INF/INDEX.LIST"));
        }
    }

    /** Followed through the libraries: what was left out of them may be reached by nothing that we use. */
    @Test
    void no_class_of_ours_needs_one_that_was_left_out() {
        Map<String, Set<String>> needs = needs();
        Deque<String> toFollow = new ArrayDeque<>(
                needs.keySet().stream().filter(name -> !name.startsWith(SHADED)).toList());
        Set<String> reached = new HashSet<>(toFollow);
        while (!toFollow.isEmpty()) {
            for (String needed : needs.getOrDefault(toFollow.pop(), Set.of())) {
                assertThat(needed).doesNotEndWith(" not found");
                if (reached.add(needed)) {
                    toFollow.push(needed);
                }
            }
        }
        assertThat(reached).hasSizeGreaterThan(500).anyMatch(name -> name.startsWith(SHADED));
    }

    /** What each class of our package, the relocated libraries included, refers to; a class that is not in the jar has " not found" behind its name. */
    private static Map<String, Set<String>> needs() {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(report, true, StandardCharsets.UTF_8);
        int status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(out, out, "-verbose:class", "-filter:none", "--multi-release", "17", ALL_JAR.toString());
        assertThat(status).isZero();
        Map<String, Set<String>> needs = new HashMap<>();
        String user = "";
        for (String line : report.toString(StandardCharsets.UTF_8).split("\\R")) {
            Matcher arrow = Pattern.compile(" +(?:(\\S+) +)?-> (\\S+) *(.*)").matcher(line);
            Matcher heading = Pattern.compile(" +(\\S+) \\(.*\\)").matcher(line);
            if (heading.matches()) {
                user = heading.group(1);
            } else if (arrow.matches() && (arrow.group(1) == null ? user : arrow.group(1)).startsWith(OURS)) {
                needs.computeIfAbsent(arrow.group(1) == null ? user : arrow.group(1), name -> new HashSet<>())
                        .add(arrow.group(2) + (arrow.group(3).endsWith("not found") ? " not found" : ""));
            }
        }
        return needs;
    }

    @Test
    void connector_j_is_in_it_byte_for_byte() throws IOException {
        try (JarFile jar = new JarFile(ALL_JAR.toFile())) {
            int compared = 0;
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().startsWith("com/mysql/") && entry.getName().endsWith(".class")) {
                    try (InputStream ours = jar.getInputStream(entry);
                            InputStream original =
                                    com.mysql.cj.jdbc.Driver.class.getResourceAsStream("/" + entry.getName())) {
                        assertThat(ours.readAllBytes()).as(entry.getName()).isEqualTo(original.readAllBytes());
                    }
                    compared++;
                }
            }
            assertThat(compared).isGreaterThan(500);
        }
    }

    /** The jar says which libraries there are: one that is added without its licence fails. */
    @Test
    void it_carries_the_licences_of_all_it_contains() throws IOException {
        try (JarFile jar = new JarFile(ALL_JAR.toFile())) {
            List<String> notices =
                    List.of(text(jar, "META-INF/THIRD-PARTY-NOTICES.txt").split("\\R\\R"));
            Set<String> libraries = jar.stream()
                    .map(JarEntry::getName)
                    .map(LIBRARY::matcher)
                    .filter(Matcher::find)
                    .map(library -> library.group(1).replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(libraries).contains("com.mysql", SHADED + "antlr");
            for (String library : libraries) {
                Pattern named = Pattern.compile("\\b" + Pattern.quote(library) + "\\b");
                assertThat(notices)
                        .as("notices of %s", library)
                        .filteredOn(notice -> named.matcher(notice).find())
                        .isNotEmpty()
                        .allSatisfy(notice -> assertThat(licences(jar, notice))
                                .isNotEmpty()
                                .allMatch(licence -> licence.length() > 1000));
            }
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
            assertThat(text(jar, "META-INF/licenses/mysql-connector-j/LICENSE"))
                    .contains("GNU General Public License", "Universal FOSS Exception");
            assertThat(text(jar, "META-INF/licenses/antlr4-runtime/LICENSE")).contains("ANTLR Project");
            assertThat(text(jar, "META-INF/licenses/debezium-ddl-parser/LICENSE"))
                    .contains("Positive Technologies", "Permission is hereby granted, free of charge");
        }
    }

    /** The texts that a notice refers to. */
    private static List<String> licences(JarFile jar, String notice) throws IOException {
        List<String> texts = new ArrayList<>();
        Matcher name = Pattern.compile("META-INF/\\S+").matcher(notice);
        while (name.find()) {
            texts.add(text(jar, name.group()));
        }
        return texts;
    }

    @Test
    void both_jars_name_their_module() throws IOException {
        for (String property : List.of("jdbcreplica.jar", "jdbcreplica.allJar")) {
            try (JarFile jar = new JarFile(System.getProperty(property))) {
                assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                        .isEqualTo("io.github.jdbcreplica");
            }
        }
    }

    private static URLClassLoader isolated(URL... jars) {
        return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
    }

    private static Driver driver(ClassLoader loader) throws ReflectiveOperationException {
        return loader.loadClass("io.github.jdbcreplica.ReplicaDriver")
                .asSubclass(Driver.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    private static String text(JarFile jar, String name) throws IOException {
        JarEntry entry = jar.getJarEntry(name);
        assertThat(entry).as(name).isNotNull();
        try (InputStream bytes = jar.getInputStream(entry)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
