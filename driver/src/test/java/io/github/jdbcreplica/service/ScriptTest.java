package io.github.jdbcreplica.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.service.Script.Command;
import io.github.jdbcreplica.statement.SqlRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static List<Command> commands(String text) {
        return Script.commands(text, SqlRules.MYSQL);
    }

    @Test
    void what_holds_only_comments_is_no_statement() {
        assertThat(commands("-- first\nSELECT 1; /* ; */ ; SELECT '-- x'\\G # the end\n-- of it"))
                .containsExactly(new Command("-- first\nSELECT 1", false), new Command("SELECT '-- x'", true));
        assertThat(commands("SELECT 1;\n--")).hasSize(1);
        assertThat(commands("# nothing")).isEmpty();
    }

    @Test
    void an_executable_comment_is_a_statement() {
        assertThat(commands("/*!40101 SET NAMES utf8mb4 */;")).hasSize(1);
    }

    @Test
    void quotes_are_those_of_the_target() {
        assertThat(Script.commands("SELECT 'c:\\'; SELECT ' \\G ';", SqlRules.STANDARD))
                .containsExactly(new Command("SELECT 'c:\\'", false), new Command("SELECT ' \\G '", false));
        assertThat(commands("SELECT 'it\\'s; '; SELECT `a;b`")).hasSize(2);
        assertThat(Script.commands("SELECT 1 ` ; SELECT ` 2", SqlRules.STANDARD))
                .hasSize(2);
        assertThat(Script.commands("SELECT $x$;$x$; SELECT 1 # 2; SELECT 3", SqlRules.STANDARD))
                .hasSize(3);
    }

    @Test
    void a_replication_statement_is_mysql_s_in_front_of_any_target() {
        String change = "CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD='it\\'s; ', SOURCE_USER=\"a\\\";b\"";
        assertThat(Script.commands("SELECT 1;\n-- x\n" + change + "; SHOW REPLICA STATUS\\G", SqlRules.STANDARD))
                .containsExactly(
                        new Command("SELECT 1", false),
                        new Command("-- x\n" + change, false),
                        new Command("SHOW REPLICA STATUS", true));
    }
}
