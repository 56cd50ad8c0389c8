package io.github.jdbcreplica.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import io.github.jdbcreplica.statement.ReplicaStatement.Credentials;
import io.github.jdbcreplica.statement.ReplicaStatement.ResetReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.ShowReplicaStatus;
import io.github.jdbcreplica.statement.ReplicaStatement.StartReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.StatusForm;
import io.github.jdbcreplica.statement.ReplicaStatement.StopReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.ThreadType;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/*M! STOP SLAVE */",
                "/*!100500 START SLAVE */",
                "/*!100500STOP SLAVE*/",
                "/*M!100500 STOP*/ SLAVE",
                "STOP /*M! SLAVE */",
                "SHOW /*M!100000 SLAVE */ STATUS",
                "/*!80000 SELECT 1 */ STOP SLAVE",
                "/*!999999 a /* b */ c */ STOP SLAVE",
                "SET /*M! GLOBAL slave_exec_mode = IDEMPOTENT */",
                "SELECT /*M! MASTER_POS_WAIT('a', 4) */",
                "/*!90800 STOP REPLICA */",
                "/*!99999 START REPLICA */ SELECT 1",
                "/*M! CHANGE MASTER TO MASTER_PASSWORD = 'geheim' */"
            })
    void a_statement_that_only_another_server_reads_is_refused(String sql) {
        assertThatThrownBy(() -> StatementParser.parse(sql))
                .hasFieldOrPropertyWithValue("errorCode", 1235)
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> StatementParser.prepare(sql)).hasFieldOrPropertyWithValue("errorCode", 1235);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/*M!999999\\- enable the sandbox mode */",
                "/*M!100616 SET NOTE_VERBOSITY=0 */",
                "/*!80000 SET SESSION information_schema_stats_expiry=0 */",
                "SELECT /*!80000 STRAIGHT_JOIN */ 1",
                "SELECT /*M! 1 */",
                "SHOW /*!50700 TABLES */",
                "SHOW TABLES /*M! LIKE 'STOP SLAVE' */",
                "/*!99999 x */ UPDATE t SET source_password = 'a'",
                "START TRANSACTION /*M!100000 READ ONLY */",
                "INSERT INTO t VALUES ('/*M! STOP SLAVE */')",
                "/* STOP SLAVE */ SELECT 1",
                "/*!50003 CREATE*/ /*!80017 DEFINER=`a`@`b`*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN STOP REPLICA; END */"
            })
    void what_is_ours_to_no_server_is_passed_on(String sql) throws SQLException {
        assertThat(StatementParser.parse(sql)).isEmpty();
    }

    private static final Set<ThreadType> BOTH = Set.of(ThreadType.IO_THREAD, ThreadType.SQL_THREAD);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ";",
                "SELECT 1",
                "INSERT INTO t VALUES ('START REPLICA')",
                "UPDATE t SET a = 1",
                "SET @a = 1",
                "STA",
                "START",
                "STARTREPLICA",
                "START TRANSACTION",
                "START GROUP_REPLICATION",
                "START REPLICAS",
                "START_REPLICA",
                "ſTART REPLICA",
                "STOP GROUP_REPLICATION",
                "STOP",
                "RESET ALL",
                "RESET MASTER",
                "RESET BINARY LOGS AND GTIDS",
                "RESET search_path",
                "REPLACE INTO t VALUES (1)",
                "SHOW",
                "SHOW TABLES",
                "SHOW search_path",
                "SHOW REPLICAS",
                "SHOW REPLICA HOSTS",
                "SHOW SLAVE HOSTS",
                "SHOW ALL",
                "SHOW VARIABLES LIKE 'password%'",
                "SHOW COLUMNS FROM users WHERE Field = 'PASSWORD'",
                "START GROUP_REPLICATION USER='u', PASSWORD='p'",
                "START TRANSACTION; UPDATE users SET password='p'",
                "--START REPLICA\nSTART TRANSACTION",
                "// START REPLICA",
                "COMMIT",
                "EXPLAIN SHOW REPLICA STATUS",
                "/* START REPLICA */ SELECT 1",
                "/* START REPLICA",
                "-- START REPLICA",
                "--START REPLICA",
                "'START' REPLICA"
            })
    void other_statements_belong_to_the_inner_database(String sql) throws SQLException {
        assertThat(StatementParser.parse(sql)).isEmpty();
    }

    @Test
    void control_statements_name_threads_and_channel() throws SQLException {
        assertThat(parse("START REPLICA"))
                .isEqualTo(new StartReplica(BOTH, Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(parse("start replica io_thread for channel ''"))
                .isEqualTo(new StartReplica(
                        Set.of(ThreadType.IO_THREAD), Optional.empty(), Optional.empty(), Optional.of("")));
        assertThat(parse("STOP REPLICA SQL_THREAD"))
                .isEqualTo(new StopReplica(Set.of(ThreadType.SQL_THREAD), Optional.empty()));
        assertThat(parse("RESET REPLICA ALL FOR CHANNEL 'Other'"))
                .isEqualTo(new ResetReplica(true, Optional.of("other")));
        assertThat(parse("RESET REPLICA")).isEqualTo(new ResetReplica(false, Optional.empty()));
        assertThat(parse("SHOW REPLICA STATUS FOR CHANNEL \"x\""))
                .isEqualTo(new ShowReplicaStatus(ReplicaStatement.StatusForm.SOURCE, Optional.of("x")));
    }

    @Test
    void credentials_may_be_half_given() throws SQLException {
        assertThat(((StartReplica) parse("START REPLICA USER='u' PASSWORD='p'")).credentials())
                .contains(new Credentials("u", "p"));
        assertThat(((StartReplica) parse("START REPLICA PASSWORD='p'")).credentials())
                .contains(new Credentials("", "p"));
    }

    @Test
    void options_are_read_by_their_type_and_the_last_value_counts() throws SQLException {
        String sql = "CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'it''s', SOURCE_PORT=1, SOURCE_PORT=0x10,"
                + " SOURCE_SSL=7, SOURCE_HEARTBEAT_PERIOD=.5, SOURCE_LOG_POS=0, SOURCE_RETRY_COUNT=18446744073709551615";
        assertThat(((ChangeReplicationSource) parse(sql)).options())
                .isEqualTo(Map.of(
                        SourceOption.SOURCE_HOST,
                        "it's",
                        SourceOption.SOURCE_PORT,
                        16L,
                        SourceOption.SOURCE_SSL,
                        true,
                        SourceOption.SOURCE_HEARTBEAT_PERIOD,
                        new BigDecimal("0.5"),
                        SourceOption.SOURCE_LOG_POS,
                        4L,
                        SourceOption.SOURCE_RETRY_COUNT,
                        Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "CHANGE REPLICATION SOURCE TO NETWORK_NAMESPACE='n' | NETWORK_NAMESPACE: the source is reached through the network of this JVM",
                "CHANGE REPLICATION SOURCE TO PRIVILEGE_CHECKS_USER='a'@'b' | PRIVILEGE_CHECKS_USER: the applier works as the account of the target's connection",
                "CHANGE REPLICATION SOURCE TO RELAY_LOG_FILE='x', RELAY_LOG_POS=4 | RELAY_LOG_FILE: there are no relay logs",
                "CHANGE MASTER TO DO_DOMAIN_IDS=(1)         | DO_DOMAIN_IDS: all domains of the source are replicated",
                "CHANGE MASTER TO MASTER_DEMOTE_TO_SLAVE=1  | MASTER_DEMOTE_TO_SLAVE: the target has not been a source",
                "START REPLICA USER='a' PASSWORD='geheim' PLUGIN_DIR='x' | PLUGIN_DIR: there are no authentication plugins to load",
                "START REPLICA DEFAULT_AUTH='x'             | DEFAULT_AUTH: there is no such authentication plugin",
                "RESET REPLICA ALL, REPLICA                 | RESET REPLICA, ...",
                "RESET BINARY LOGS AND GTIDS, REPLICA       | RESET ..., REPLICA",
                "SET GLOBAL replica_exec_mode=STRICT, x=1   | SET of variables of the replica together with others",
                "SET PERSIST replica_exec_mode=STRICT       | SET PERSIST replica_exec_mode",
                "SET GLOBAL gtid_slave_pos='0-1-2'          | SET GLOBAL gtid_slave_pos",
                "SET GLOBAL sql_replica_skip_counter=1+1    | an expression as value of sql_replica_skip_counter",
                "SELECT SOURCE_POS_WAIT('a',4)+1            | SOURCE_POS_WAIT other than as a SELECT of its own",
                "SELECT asynchronous_connection_failover_add_managed('', 'GroupReplication', 'u', 'a', 3306, '', 80, 60) | ASYNCHRONOUS_CONNECTION_FAILOVER_ADD_MANAGED"
            })
    void what_is_recognised_but_not_done_yet_is_refused(String sql, String form) {
        assertThat((Throwable) error(sql))
                .hasMessage("This version of jdbc-replica doesn't yet support '" + form + "'")
                .hasFieldOrPropertyWithValue("errorCode", 1235)
                .hasFieldOrPropertyWithValue("SQLState", "42000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "nix=1, SOURCE_PASSWORD='geheim'                 | nix=<secret>",
                "nix='a', SOURCE_PASSWORD='geheim'               | nix=<secret>, SOURCE_PASSWORD=<secret>",
                "SOURCE_PASWORD=12345                            | SOURCE_PASWORD=<secret>",
                "SOURCE_PASSWORD='geheim', SOURCE_PROT=3306      | SOURCE_PROT=<secret>",
                "SOURCE_PASSWORD='geheim', SOURCE_PORT=nix FOR CHANNEL 'c' | <secret>",
                "SOURCE_PASSWORD='geheim', SOURCE_PORT='1', SOURCE_SSL=1 | <secret>, SOURCE_SSL=1",
                "SOURCE_PASSWORD='don't stop believing', SOURCE_PORT=3306 | <secret>",
                "SOURCE_PASSWORD=my-user-geheim                  | <secret>",
                "SOURCE_PASSWORD=\"a\"user=geheim\"                | <secret>",
                "SOURCE_PASSWORD='a\\', SOURCE_HOST='geheim'      | <secret>",
                "SOURCE_PASWORD='geheim'                         | SOURCE_PASWORD=<secret>",
                "SOURCE_PASSWORD=geheim                          | <secret>",
                "SOURCE_PASSWORD 'geheim'                        | <secret>",
                "SOURCE_PASSWORD='geheim, SOURCE_HOST='a'        | <secret>",
                "SOURCE_PASSWORD='it's geheim', SOURCE_HOST='a'  | <secret>",
                "SOURCE_HOST='a, SOURCE_PASSWORD='geheim'        | <secret>",
                "SOURCE_PASSWORD='x' 'geheim', SOURCE_PORT=5     | <secret>",
                "SOURCE_PORT=x, /* SOURCE_PASSWORD='geheim' */ SOURCE_PORT=5 | x, SOURCE_PORT=5",
                "SOURCE_PORT=x, SOURCE_HOST='a'                  | x, SOURCE_HOST='a'"
            })
    void a_syntax_error_quotes_the_text_without_passwords(String options, String near) {
        assertThat((Throwable) error("CHANGE REPLICATION SOURCE TO " + options))
                .hasMessageContaining("right syntax to use near '" + near + "' at line 1")
                .hasFieldOrPropertyWithValue("errorCode", 1064);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "CHANGE                                                       | ^^",
                "CHANGE x                                                     | x",
                "CHANGE REPLICATON SOURCE TO SOURCE_PASSWORD='geheim'         | REPLICATON <secret>",
                "START REPLCA USER='u' PASSWORD='geheim'                      | REPLCA <secret>",
                "START REPLICA USER='u' PASSWORD='what's for geheim'          | <secret>",
                "start replicas password \"geheim\"                           | replicas password <secret>",
                "STOP REPLCA; CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD = 'geheim' | <secret>",
                "SHOW TABLES; CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD='geheim' | <secret>",
                "RESET MASTER; CHANGE MASTER TO MASTER_PASSWORD='geheim'      | CHANGE MASTER TO MASTER_PASSWORD=<secret>",
            })
    void a_near_miss_with_a_password_never_reaches_the_inner_database(String sql, String near) {
        assertThat((Throwable) error(sql))
                .hasMessageContaining("right syntax to use near '" + near + "' at line 1")
                .hasFieldOrPropertyWithValue("errorCode", 1064);
    }

    /** H2 reads all of these as white space in front of the statement. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--setup\n",
                "--geheim\n--geheim\r\n",
                "// setup\n",
                "/* a */ --b\n; -- c\n//d\n",
                "\u00a0",
                "\ufeff",
                " \u2003\u0001",
            })
    void what_only_the_inner_database_takes_for_a_comment_or_a_space_hides_no_statement(String noise) {
        for (String statement : new String[] {
            "CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD='geheim'", "START REPLICA", "CHANGE MASTER TO x"
        }) {
            assertThat((Throwable) error(noise + statement))
                    .hasFieldOrPropertyWithValue("errorCode", 1064)
                    .message()
                    .doesNotContain("geheim");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"group_replication_applier", "GROUP_REPLICATION_RECOVERY"})
    void a_channel_of_group_replication_cannot_be_changed_not_even_its_user(String name) {
        assertThat((Throwable) error("CHANGE REPLICATION SOURCE TO SOURCE_USER='u' FOR CHANNEL '" + name + "'"))
                .hasMessage("CHANGE REPLICATION SOURCE with the given parameters cannot be performed on channel '"
                        + name.toLowerCase(Locale.ROOT) + "'.")
                .hasFieldOrPropertyWithValue("errorCode", 3139);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0130I", "Iİ", "iI"})
    void channel_names_are_folded_character_by_character(String name) throws SQLException {
        assertThat(parse("STOP REPLICA FOR CHANNEL '" + name + "'").channel()).contains("ii");
    }

    @Test
    void a_refused_password_is_not_quoted() {
        assertThat((Throwable) error("CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD='ge\nheim'"))
                .hasMessage("Incorrect argument contains not-allowed LF value: '<secret>'");
    }

    @Test
    void statements_print_without_their_passwords() throws SQLException {
        assertThat(parse("CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD='geheim'")
                        .toString())
                .doesNotContain("geheim");
        assertThat(parse("START REPLICA PASSWORD='geheim'").toString()).doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "CHANGE MASTER TO MASTER_HOST='a', GET_MASTER_PUBLIC_KEY=1 | CHANGE REPLICATION SOURCE TO SOURCE_HOST='a', GET_SOURCE_PUBLIC_KEY=1"
                        + " | CHANGE MASTER:CHANGE REPLICATION SOURCE, MASTER_HOST:SOURCE_HOST, GET_MASTER_PUBLIC_KEY:GET_SOURCE_PUBLIC_KEY",
                "CHANGE MASTER 'C' TO MASTER_USE_GTID=slave_pos | CHANGE REPLICATION SOURCE TO SOURCE_AUTO_POSITION=1 FOR CHANNEL 'c'"
                        + " | CHANGE MASTER:CHANGE REPLICATION SOURCE",
                "CHANGE REPLICATION SOURCE TO MASTER_DELAY=3 | CHANGE REPLICATION SOURCE TO SOURCE_DELAY=3 | MASTER_DELAY:SOURCE_DELAY",
                "START SLAVE 'c' SQL_THREAD | START REPLICA SQL_THREAD FOR CHANNEL 'c' | START SLAVE:START REPLICA",
                "START SLAVE UNTIL MASTER_LOG_FILE='a.1', MASTER_LOG_POS=4 | START REPLICA UNTIL SOURCE_LOG_FILE='a.1', SOURCE_LOG_POS=4"
                        + " | START SLAVE:START REPLICA, MASTER_LOG_FILE:SOURCE_LOG_FILE, MASTER_LOG_POS:SOURCE_LOG_POS",
                "START REPLICA UNTIL master_gtid_pos='0-1-3' | START REPLICA UNTIL SQL_AFTER_GTIDS='0-1-3' |",
                "STOP SLAVE IO_THREAD FOR CHANNEL 'c' | STOP REPLICA IO_THREAD FOR CHANNEL 'c' | STOP SLAVE:STOP REPLICA",
                "STOP ALL SLAVES | STOP REPLICA |",
                "START ALL REPLICAS | START REPLICA |",
                "RESET SLAVE 'c' ALL | RESET REPLICA ALL FOR CHANNEL 'c' | RESET SLAVE:RESET REPLICA",
                "SELECT MASTER_POS_WAIT('a', 4) AS x | SELECT SOURCE_POS_WAIT('a', 4) AS x | MASTER_POS_WAIT:SOURCE_POS_WAIT"
            })
    void an_old_spelling_means_the_same_and_is_noted(String old, String now, String notes) throws SQLException {
        ParsedStatement parsed = StatementParser.parse(old).orElseThrow();

        assertThat(parsed.statement()).isEqualTo(parse(now));
        assertThat(parsed.notes())
                .allSatisfy(note -> assertThat(note.getErrorCode()).isEqualTo(1287))
                .extracting(SQLWarning::getMessage)
                .containsExactly(Arrays.stream(notes == null ? new String[0] : notes.split(", "))
                        .map(note -> note.split(":"))
                        .map(note -> "'" + note[0]
                                + "' is deprecated and will be removed in a future release. Please use " + note[1]
                                + " instead")
                        .toArray(String[]::new));
    }

    @Test
    void the_old_forms_of_show_have_their_own_columns() throws SQLException {
        assertThat(parse("SHOW SLAVE STATUS")).isEqualTo(new ShowReplicaStatus(StatusForm.MASTER, Optional.empty()));
        assertThat(parse("SHOW ALL SLAVES STATUS"))
                .isEqualTo(new ShowReplicaStatus(StatusForm.MARIADB, Optional.empty()));
        assertThat(Arrays.stream(StatusColumn.values()).map(column -> column.label(StatusForm.MASTER)))
                .contains("Slave_IO_State", "Relay_Master_Log_File", "Seconds_Behind_Master", "Get_master_public_key")
                .noneMatch(label -> label.contains("Source") || label.contains("Replica_"));
    }

    private static ReplicaStatement parse(String sql) throws SQLException {
        return StatementParser.parse(sql).orElseThrow().statement();
    }

    private static SQLException error(String sql) {
        return catchThrowableOfType(SQLException.class, () -> StatementParser.parse(sql));
    }
}
