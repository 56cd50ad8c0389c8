package io.github.jdbcreplica;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The architecture as rules: who may know whom. */
class ArchitectureTest {
    private static final String BASE = "io.github.jdbcreplica";

    /** Every package and the packages it may use. The driver's door is the root package, named "" here. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("", Set.of("jdbc", "channel")),
            Map.entry("service", Set.of("", "channel", "statement")),
            Map.entry("jdbc", Set.of("channel", "statement", "error")),
            Map.entry("channel", Set.of("statement", "applier", "binlog", "state", "event", "dialect", "error")),
            Map.entry("applier", Set.of("statement", "event", "ddl", "dialect", "state", "schema", "error")),
            Map.entry("state", Set.of("statement", "event", "dialect", "schema")),
            Map.entry("binlog", Set.of("event", "schema")),
            Map.entry("dialect", Set.of("ddl", "schema", "event")),
            Map.entry("ddl", Set.of("schema", "event")),
            Map.entry("statement", Set.of("event", "error")),
            Map.entry("event", Set.of("schema")),
            Map.entry("schema", Set.of()),
            Map.entry("error", Set.of()));

    private static final JavaClasses DRIVER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    static Set<String> packages() {
        return ARROWS.keySet();
    }

    @ParameterizedTest(name = "package \"{0}\"")
    @MethodSource("packages")
    void aPackageUsesOnlyThePackagesItsArrowsPointTo(String name) {
        String[] forbidden = ARROWS.keySet().stream()
                .filter(other -> !other.equals(name) && !ARROWS.get(name).contains(other))
                .map(ArchitectureTest::pattern)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(pattern(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true)
                .check(DRIVER);
    }

    @Test
    void thereIsNoPackageWithoutArrows() {
        Set<String> names = DRIVER.stream().map(ArchitectureTest::packageName).collect(Collectors.toSet());

        assertThat(ARROWS.keySet()).containsAll(names);
    }

    @Test
    void thePackagesHaveNoCycles() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(DRIVER);
    }

    @Test
    void onlyBinlogKnowsTheBinlogLibrary() {
        usedOnlyIn("binlog", "com.github.shyiko..");
    }

    @Test
    void onlyDdlKnowsTheDdlParser() {
        usedOnlyIn("ddl", "io.debezium..", "org.antlr..");
    }

    @Test
    void onlyTheHandoffUsesTheExchanger() {
        assertThat(usersOf(Exchanger.class)).isSubsetOf(BASE + ".channel.Handoff");
    }

    @Test
    void onlyTheChannelPackageUsesAPhaser() {
        noClasses()
                .that()
                .resideOutsideOfPackage(pattern("channel"))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Phaser.class)
                .check(DRIVER);
    }

    @Test
    void nothingIsPrintedButByTheProgram() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                DRIVER.that(JavaClass.Predicates.resideOutsideOfPackage(pattern("service"))));
    }

    @Test
    void noStaticFieldChanges() {
        fields().that().areStatic().should().beFinal().check(DRIVER);
    }

    private static void usedOnlyIn(String name, String... library) {
        noClasses()
                .that()
                .resideOutsideOfPackage(pattern(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .check(DRIVER);
    }

    /** Nested classes count as their outermost class. */
    private static List<String> usersOf(Class<?> used) {
        return DRIVER.stream()
                .filter(user -> user.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(used)))
                .map(user -> user.getName().replaceFirst("\\$.*", ""))
                .distinct()
                .toList();
    }

    private static String pattern(String name) {
        return name.isEmpty() ? BASE : BASE + "." + name + "..";
    }

    private static String packageName(JavaClass type) {
        String[] names = type.getPackageName().substring(BASE.length()).split("\\.");
        return names.length < 2 ? "" : names[1];
    }
}
