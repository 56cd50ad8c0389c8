package io.github.jdbcreplica;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.channel.ReplicaOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What README.md says is what the driver does. */
class ReadmeTest {
    private static List<String> readme() throws IOException {
        return Files.readAllLines(Path.of("..", "README.md"));
    }

    @Test
    void it_lists_every_option_with_its_default_and_meaning() throws IOException, SQLException {
        for (DriverPropertyInfo option :
                new ReplicaDriver().getPropertyInfo("jdbc:replica:h2:mem:readme", new java.util.Properties())) {
            if (option.name.startsWith(ReplicaOption.PREFIX)) {
                String value = option.value == null || option.value.isEmpty() ? "" : "`" + option.value + "`";
                assertThat(readme()).contains("| `" + option.name + "` | " + value + " | " + option.description + " |");
            }
        }
    }

    /** README.md sends its readers to package-info.java, which names the classes to read. */
    @Test
    void the_classes_to_start_reading_at_exist() throws Exception {
        String text = Files.readString(Path.of("src/main/java/io/github/jdbcreplica/package-info.java"));
        List<String> named = Pattern.compile("\\b[a-z]+\\.[A-Z]\\w+")
                .matcher(text.substring(text.indexOf("Start reading here")))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(named).hasSizeGreaterThan(10);
        for (String name : named) {
            assertThat(Class.forName("io.github.jdbcreplica." + name)).isNotNull();
        }
    }

    @Test
    void it_gives_two_commands() throws IOException {
        assertThat(readme().stream().filter(line -> line.startsWith("    mvn ")))
                .hasSize(2);
    }
}
