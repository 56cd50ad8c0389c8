package io.github.jdbcreplica.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.service.Script.Command;
import org.junit.jupiter.api.Test;

class ScriptTest {
    @Test
    void what_holds_only_comments_is_no_statement() {
        assertThat(Script.commands("-- first\nSELECT 1; /* ; */ ; SELECT '-- x'\\G # the end\n-- of it"))
                .containsExactly(new Command("-- first\nSELECT 1", false), new Command("SELECT '-- x'", true));
        assertThat(Script.commands("SELECT 1;\n--")).hasSize(1);
        assertThat(Script.commands("# nothing")).isEmpty();
    }

    @Test
    void an_executable_comment_is_a_statement() {
        assertThat(Script.commands("/*!40101 SET NAMES utf8mb4 */;")).hasSize(1);
    }
}
