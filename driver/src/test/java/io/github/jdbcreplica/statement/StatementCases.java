package io.github.jdbcreplica.statement;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Every statement and misuse worth comparing, each with the state the replica is in when it arrives. One list for the native server and for every driver under test. */
public final class StatementCases {
    /** A word that must never come back in a message. */
    public static final String PASSWORD = "geheim";

    private static final Set<State> EVERY_STATE = EnumSet.allOf(State.class);
    private static final Set<State> AT_REST = EnumSet.of(State.UNCONFIGURED, State.STOPPED);

    private final List<Case> cases = new ArrayList<>();

    private StatementCases() {}

    public enum State {
        UNCONFIGURED,
        /** Configured with a position in the binary log and stopped. */
        STOPPED,
        /** Configured with SOURCE_AUTO_POSITION = 1 and stopped. */
        STOPPED_AUTO_POSITION,
        RUNNING,
        ONLY_IO_RUNNING,
        ONLY_SQL_RUNNING
    }

    public record Case(State state, String sql) {}

    public static List<Case> all() {
        StatementCases all = new StatementCases();
        all.control();
        all.changes();
        all.changesOfRunningReplica();
        all.credentials();
        all.values();
        all.limits();
        all.channelNames();
        all.syntax();
        all.spellings();
        all.commentsAndSemicolons();
        return List.copyOf(all.cases);
    }

    private void control() {
        add(
                EVERY_STATE,
                "START REPLICA",
                "START REPLICA IO_THREAD",
                "START REPLICA SQL_THREAD",
                "START REPLICA FOR CHANNEL ''",
                "START REPLICA FOR CHANNEL 'nix'",
                "STOP REPLICA",
                "STOP REPLICA IO_THREAD",
                "STOP REPLICA SQL_THREAD",
                "STOP REPLICA FOR CHANNEL ''",
                "STOP REPLICA FOR CHANNEL 'Nix'",
                "RESET REPLICA",
                "RESET REPLICA FOR CHANNEL ''",
                "RESET REPLICA FOR CHANNEL 'nix'",
                "RESET REPLICA ALL",
                "RESET REPLICA ALL FOR CHANNEL ''",
                "RESET REPLICA ALL FOR CHANNEL 'nix'",
                "SHOW REPLICA STATUS",
                "SHOW REPLICA STATUS FOR CHANNEL ''",
                "SHOW REPLICA STATUS FOR CHANNEL 'nix'");
        add(
                AT_REST,
                "START REPLICA IO_THREAD, SQL_THREAD",
                "START REPLICA SQL_THREAD, IO_THREAD",
                "START REPLICA IO_THREAD, IO_THREAD",
                "START REPLICA RELAY_THREAD",
                "STOP REPLICA SQL_THREAD, IO_THREAD");
    }

    private void changes() {
        add(
                EnumSet.of(State.UNCONFIGURED, State.STOPPED, State.STOPPED_AUTO_POSITION),
                change("SOURCE_HOST='a'"),
                change("SOURCE_HOST='a' FOR CHANNEL ''"),
                change("SOURCE_HOST='A.Example', SOURCE_PORT=3307, SOURCE_CONNECT_RETRY=5, SOURCE_RETRY_COUNT=7"),
                change("SOURCE_USER='u'"),
                change("SOURCE_PASSWORD='geheim'"),
                change("SOURCE_USER='', SOURCE_PASSWORD=''"),
                change("SOURCE_PORT=0"),
                change("SOURCE_PORT=5"),
                change("SOURCE_PORT=5, SOURCE_LOG_FILE='g'"),
                change("SOURCE_PORT=5, SOURCE_LOG_POS=33"),
                change("SOURCE_LOG_FILE='g'"),
                change("SOURCE_LOG_FILE='g', SOURCE_LOG_POS=33"),
                change("SOURCE_LOG_FILE='g', SOURCE_USER='u', SOURCE_HEARTBEAT_PERIOD=0.0001"),
                change("SOURCE_LOG_POS=33"),
                change("SOURCE_AUTO_POSITION=1"),
                change("SOURCE_AUTO_POSITION=7"),
                change("SOURCE_AUTO_POSITION=0"),
                change("SOURCE_AUTO_POSITION=1, SOURCE_LOG_FILE='g'"),
                change("SOURCE_AUTO_POSITION=1, SOURCE_LOG_POS=4"),
                change("SOURCE_AUTO_POSITION=0, SOURCE_LOG_FILE='g', SOURCE_LOG_POS=33"),
                change("SOURCE_HOST='', SOURCE_AUTO_POSITION=1, SOURCE_LOG_POS=4"),
                change("SOURCE_HOST=''"),
                change("SOURCE_HOST='', SOURCE_HOST='b'"),
                change("SOURCE_HOST='b', SOURCE_HOST=''"),
                change("SOURCE_SSL=0"),
                change("SOURCE_SSL=5, GET_SOURCE_PUBLIC_KEY=3, SOURCE_SSL_VERIFY_SERVER_CERT=1"),
                change("SOURCE_SSL_CA='ca', SOURCE_SSL_CAPATH='cap', SOURCE_SSL_CERT='ce', SOURCE_SSL_KEY='k'"),
                change(
                        "SOURCE_SSL_CIPHER='c', SOURCE_SSL_CRL='cr', SOURCE_SSL_CRLPATH='crp', SOURCE_TLS_VERSION='TLSv1.9'"),
                change("SOURCE_TLS_CIPHERSUITES=NULL"),
                change("SOURCE_TLS_CIPHERSUITES='nix', SOURCE_PUBLIC_KEY_PATH='pk'"));
    }

    private void changesOfRunningReplica() {
        add(
                EnumSet.of(State.RUNNING, State.ONLY_IO_RUNNING, State.ONLY_SQL_RUNNING),
                change("SOURCE_HOST='a'"),
                change("SOURCE_HOST=''"),
                change("SOURCE_USER='u'"),
                change("SOURCE_PASSWORD='geheim'"),
                change("SOURCE_CONNECT_RETRY=5"),
                change("SOURCE_HEARTBEAT_PERIOD=5"),
                change("SOURCE_HEARTBEAT_PERIOD=0.0001"),
                change("SOURCE_SSL=0"),
                change("SOURCE_LOG_FILE='g', SOURCE_LOG_POS=33"),
                change("SOURCE_AUTO_POSITION=1"),
                change("SOURCE_AUTO_POSITION=0"),
                change("SOURCE_AUTO_POSITION=1, SOURCE_LOG_POS=33"),
                change("SOURCE_USER='u' FOR CHANNEL 'nix2' nix"));
    }

    private void credentials() {
        add(
                EnumSet.of(State.UNCONFIGURED, State.STOPPED, State.RUNNING),
                "START REPLICA USER='root'",
                "START REPLICA PASSWORD=''",
                "START REPLICA USER='root' PASSWORD=''",
                "START REPLICA SQL_THREAD USER='a' PASSWORD='geheim'",
                "START REPLICA SQL_THREAD USER='a' FOR CHANNEL 'nix'");
        add(
                AT_REST,
                "START REPLICA PASSWORD='geheim' USER='a'",
                "START REPLICA USER='a', PASSWORD='geheim'",
                "START REPLICA USER='a' USER='b'",
                "START REPLICA USER 'a'",
                "START REPLICA USER='a' PASSWORD 'geheim'",
                "START REPLICA USER='a' FOR CHANNEL '' PASSWORD='geheim'",
                "START REPLICA USER='a\\nb'",
                "STOP REPLICA USER='a'");
    }

    private void values() {
        for (String number : new String[] {
            "0", "3", "16", "0x10", "x'0F'", "1.9", "1e2", "3.306e3", "1.", ".5", "65536", "4294967295",
            "99999999999999999999", "-1", "+1", "1e", "1.5e", "1a", "0x", "0xZ", "0XFF", "b'101'", "x'F'", "0b101",
            "TRUE", "ON", "NULL", "DEFAULT", "'5'", "\"5\"", "1 2", "?", "@x", ""
        }) {
            add(AT_REST, change("SOURCE_PORT=" + number));
        }
        for (String number : new String[] {"0", "3", "4", "5.9", "9223372036854775807", "-1"}) {
            add(AT_REST, change("SOURCE_LOG_POS=" + number));
        }
        for (String number : new String[] {"0", "9223372036854775807", "-1"}) {
            add(AT_REST, change("SOURCE_RETRY_COUNT=" + number), change("SOURCE_CONNECT_RETRY=" + number));
        }
        for (String number : new String[] {
            "0",
            ".5",
            "5.",
            "1e1",
            "0.0004",
            "0.0005",
            "0.00099",
            "0.001",
            "60",
            "60.001",
            "4294967",
            "4294967.0001",
            "4294968",
            "99999999999999999999999999999",
            "-1",
            "0x10",
            "'5'"
        }) {
            add(AT_REST, change("SOURCE_HEARTBEAT_PERIOD=" + number));
        }
        for (String number : new String[] {"0", "1", "5", "0.5", "1.0", "4294967296", "TRUE", "ON", "'1'"}) {
            add(AT_REST, change("SOURCE_SSL=" + number), change("GET_SOURCE_PUBLIC_KEY=" + number));
        }
        for (String text : new String[] {
            "'it''s'",
            "\"a\"\"b\"",
            "'\\a\\'\\\"\\\\\\%\\_\\t'",
            "'a' 'b'",
            "n'a'",
            "_utf8mb4'a'",
            "x'61'",
            "abc",
            "`abc`",
            "@x",
            "?",
            "NULL",
            "5",
            "'a\\nb'",
            "'a\nb' x",
            "'a",
            "\"a",
            "'" + "h".repeat(255) + "'",
            "'" + "h".repeat(256) + "'"
        }) {
            add(AT_REST, change("SOURCE_HOST=" + text));
        }
        add(
                AT_REST,
                change("SOURCE_USER='" + "u".repeat(97) + "'"),
                change("SOURCE_PASSWORD='" + "p".repeat(32) + "'"),
                change("SOURCE_PASSWORD='" + "p".repeat(33) + "'"),
                change("SOURCE_PASSWORD='" + "ä".repeat(17) + "' x"),
                change("SOURCE_PASSWORD='a\\ngeheim'"),
                change("SOURCE_SSL_CA='" + "s".repeat(512) + "'"),
                change("SOURCE_HOST='', SOURCE_HEARTBEAT_PERIOD=4294968"),
                change("SOURCE_HEARTBEAT_PERIOD=4294968 x"),
                change("SOURCE_HOST='a' FOR CHANNEL 'a\\nb'"),
                "STOP REPLICA FOR CHANNEL 'a\\nb'");
    }

    /** Where the columns of the server's repository end. */
    private void limits() {
        for (String option : new String[] {
            "SOURCE_PORT",
            "SOURCE_CONNECT_RETRY",
            "SOURCE_RETRY_COUNT",
            "SOURCE_LOG_POS",
            "SOURCE_SSL",
            "SOURCE_SSL_VERIFY_SERVER_CERT",
            "GET_SOURCE_PUBLIC_KEY",
            "SOURCE_AUTO_POSITION"
        }) {
            for (String number : new String[] {"65535", "65536", "2147483647", "2147483648", "4294967294"}) {
                add(Set.of(State.UNCONFIGURED), change(option + "=" + number));
            }
        }
        add(
                Set.of(State.STOPPED),
                change("SOURCE_PORT=2147483647"),
                change("SOURCE_PORT=2147483648"),
                change("SOURCE_CONNECT_RETRY=2147483647"),
                change("SOURCE_CONNECT_RETRY=2147483648"));
    }

    private void channelNames() {
        for (String name : new String[] {
            "c".repeat(64),
            "c".repeat(65),
            "ä".repeat(64),
            "ä".repeat(65),
            "group_replication_applier",
            "Group_Replication_Recovery",
            "group_replication_applier ",
            "group_replication_x",
            " x",
            "x ",
            "x\\t",
            " ",
            "X y",
            "ÄÖ",
            "I\u0130",
            "a''b",
            ""
        }) {
            String channel = " FOR CHANNEL '" + name + "'";
            add(
                    AT_REST,
                    change("SOURCE_HOST='a'") + channel,
                    "START REPLICA SQL_THREAD" + channel,
                    "STOP REPLICA" + channel,
                    "RESET REPLICA ALL" + channel,
                    "SHOW REPLICA STATUS" + channel);
        }
        add(
                AT_REST,
                change("SOURCE_HOST=''") + " FOR CHANNEL 'x '",
                change("SOURCE_HOST='', SOURCE_SSL=0") + " FOR CHANNEL 'group_replication_applier'",
                change("SOURCE_HEARTBEAT_PERIOD=4294968") + " FOR CHANNEL 'x '",
                change("SOURCE_HOST='a'") + " FOR CHANNEL 'x ' nix");
    }

    private void syntax() {
        add(
                AT_REST,
                "CHANGE REPLICATION",
                "CHANGE REPLICATION SOURCE",
                "CHANGE REPLICATION SOURCE SOURCE_HOST='a'",
                "CHANGE REPLICATION SLAVE",
                "CHANGE REPLICATION SOURCE TO",
                change("SOURCE_HOST='a',"),
                change(", SOURCE_HOST='a'"),
                change("SOURCE_HOST='a' SOURCE_PORT=3"),
                change("SOURCE_HOST 'a'"),
                change("SOURCE_HOST := 'a'"),
                change("`SOURCE_HOST` = 'a'"),
                change("SOURCE_HOST='a' FOR"),
                change("SOURCE_HOST='a' FOR CHANNEL"),
                change("SOURCE_HOST='a' FOR CHANNEL x"),
                change("SOURCE_HOST='a' FOR CHANNEL 'a' 'b'"),
                change("SOURCE_HOST='a' FOR CHANNEL 'a"),
                change("nix=1"),
                change("nix=1, SOURCE_PASSWORD='geheim'"),
                change("SOURCE_PASSWORD='geheim', nix=1"),
                change("SOURCE_PORT='x', SOURCE_PASSWORD='geheim'"),
                change("SOURCE_PASSWORD 'geheim'"),
                change("SOURCE_PASSWORD=geheim"),
                change("SOURCE_PASSWORD='geheim"),
                change("SOURCE_PASSWORD='geheim' x, SOURCE_HOST='a'"),
                change("SOURCE_PASSWORD=?"),
                change("SOURCE_PORT='x',\n  SOURCE_HOST='" + "h".repeat(80) + "'"),
                change("SOURCE_PORT='x', SOURCE_HOST='" + "ä".repeat(80) + "'"),
                "CHANGE REPLICATION SOURCE TO\n  SOURCE_HOST='a',\n  SOURCE_PORT=nix\n  FOR CHANNEL ''",
                "START REPLICA FOO",
                "START REPLICA IO_THREAD SQL_THREAD",
                "START REPLICA IO_THREAD,",
                "START REPLICA IO_THREAD, FOO",
                "STOP REPLICA FOR CHANNEL x",
                "STOP REPLICA FOR CHANNEL `x`",
                "STOP REPLICA UNTIL",
                "RESET REPLICA ALL FOR",
                "RESET REPLICA ALL ALL",
                "RESET REPLICA FOR CHANNEL 'nix' ALL",
                "SHOW REPLICA",
                "SHOW REPLICA STATUS LIKE 'a'",
                "SHOW REPLICA STATUS FOR CHANNEL",
                "SHOW REPLICA\nSTATUS\n\nX Y");
    }

    /** What MySQL 9.7 no longer knows, and what belongs to the inner database. */
    private void spellings() {
        add(
                AT_REST,
                "start replica sql_thread for channel 'nix'",
                "sHoW rEpLiCa StAtUs",
                "START SLAVE",
                "STOP SLAVE",
                "RESET SLAVE",
                "SHOW SLAVE STATUS",
                "CHANGE MASTER TO MASTER_HOST='a'",
                change("MASTER_HOST='a'"),
                "SHOW REPLICAS",
                "RESET REPLICA ALL, REPLICA",
                "START TRANSACTION",
                "CHANGE",
                "CHANGE x",
                "CHANGE REPLICATON SOURCE TO SOURCE_PASSWORD='geheim'",
                "START REPLCA USER='u' PASSWORD='geheim'");
    }

    private void commentsAndSemicolons() {
        add(
                AT_REST,
                "SHOW REPLICA STATUS;",
                "SHOW REPLICA STATUS ; ",
                "SHOW REPLICA STATUS;;",
                "SHOW REPLICA STATUS; SELECT 1",
                "; SHOW REPLICA STATUS",
                "SHOW REPLICA STATUS -- x",
                "SHOW REPLICA STATUS --",
                "SHOW REPLICA STATUS; -- x",
                "SHOW REPLICA STATUS # x",
                "SHOW REPLICA STATUS /* x */",
                "SHOW REPLICA STATUS /* x",
                "-- x\nSHOW REPLICA STATUS",
                "# x\n\tSHOW REPLICA STATUS",
                "/* a */ SHOW /* b */ REPLICA /*! STATUS */",
                "/*!80000 SHOW REPLICA STATUS */",
                "/*!80000 SHOW REPLICA STATUS */;",
                "/*!80000 SHOW REPLICA STATUS",
                "SHOW /*!80000 REPLICA*/ STATUS",
                "SHOW REPLICA /*!99999 NIX */ STATUS",
                "SHOW /*!080000 REPLICA STATUS*/",
                "SHOW REPLICA --\tx\nSTATUS",
                "SHOW REPLICA --STATUS",
                "SHOW REPLICA STATUS /*!8000 */",
                "SHOW REPLICA STATUS */",
                "--x\nSHOW REPLICA STATUS",
                "// x\nSHOW REPLICA STATUS",
                "; --x\nSTOP REPLICA",
                "\u00a0SHOW REPLICA STATUS",
                "SHOW TABLES; CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD='geheim'");
    }

    private static String change(String options) {
        return "CHANGE REPLICATION SOURCE TO " + options;
    }

    private void add(Set<State> states, String... statements) {
        for (String statement : statements) {
            for (State state : states) {
                cases.add(new Case(state, statement));
            }
        }
    }
}
