package io.github.jdbcreplica.statement;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Every statement and misuse worth comparing, each with the state the replica is in when it arrives. One list for the native server and for every driver under test. */
public final class StatementCases {
    /** A word that must never come back in a message. */
    public static final String PASSWORD = "geheim";

    private static final Set<State> ONE_CHANNEL = EnumSet.range(State.UNCONFIGURED, State.ONLY_SQL_RUNNING);
    private static final Set<State> ALL_BUT_TWO_CHANNELS = EnumSet.complementOf(EnumSet.of(State.TWO_CHANNELS));
    private static final Set<State> RUNNING = EnumSet.of(State.RUNNING, State.ONLY_IO_RUNNING, State.ONLY_SQL_RUNNING);
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
        ONLY_SQL_RUNNING,
        /** The channels '' and 'two', both configured and stopped. */
        TWO_CHANNELS,
        /** As STOPPED, with a filter of each kind. */
        FILTERED
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
        all.filters();
        all.until();
        all.otherOptions();
        all.severalChannels();
        all.variables();
        all.functions();
        return List.copyOf(all.cases);
    }

    private void control() {
        // Not of two channels: a source ends one connection of a server when another of the same server comes.
        add(ALL_BUT_TWO_CHANNELS, "START REPLICA", "START REPLICA IO_THREAD");
        add(
                EVERY_STATE,
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
                RUNNING,
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

    private void filters() {
        add(
                EVERY_STATE,
                filter("REPLICATE_DO_DB=(a, b)"),
                filter("REPLICATE_DO_DB=(a) FOR CHANNEL ''"),
                filter("REPLICATE_DO_DB=(a) FOR CHANNEL 'nix'"),
                filter("REPLICATE_DO_DB=(), REPLICATE_REWRITE_DB=()"));
        add(
                EnumSet.of(State.STOPPED, State.FILTERED),
                filter("REPLICATE_IGNORE_DB=(a), REPLICATE_IGNORE_DB=(b)"),
                filter("REPLICATE_DO_TABLE=(b.z, a.x, `c d`.`e``f`, a.select, a.1b, a.1e5, B.A)"),
                filter(
                        "REPLICATE_IGNORE_TABLE=(z.b, a.b), REPLICATE_WILD_DO_TABLE=('z%.b', 'a.b\\_c', 'a.b.c', '.', 'a.')"),
                filter("REPLICATE_WILD_IGNORE_TABLE=(\"x.%\"), REPLICATE_REWRITE_DB=((a,b),(a,c),(`x y`,Z))"));
        for (String list : new String[] {
            "REPLICATE_DO_DB=(a, \"d\")",
            "REPLICATE_DO_DB=(c`d`)",
            "REPLICATE_DO_DB=(1x, user, password, `it``s`)",
            "REPLICATE_DO_DB=(select)",
            "REPLICATE_DO_DB=('a')",
            "REPLICATE_DO_DB=(a,)",
            "REPLICATE_DO_DB=a",
            "REPLICATE_DO_DB (a)",
            "",
            "REPLICATE_DO_DB=(a),",
            "REPLICATE_DO_DB=(a) REPLICATE_DO_DB=(a)",
            "REPLICATE_DO_DB=(``)",
            "REPLICATE_DO_DB=(`a`",
            "REPLICATE_DO_DB=(5)",
            "REPLICATE_DO_DB=(a.b)",
            "REPLICATE_DO_TABLE=(a)",
            "REPLICATE_DO_TABLE=(a.b.c)",
            "REPLICATE_DO_TABLE=(.b)",
            "REPLICATE_DO_TABLE=(a.)",
            "REPLICATE_DO_TABLE=(a. select)",
            "REPLICATE_DO_TABLE=(a.b c)",
            "REPLICATE_IGNORE_TABLE=('a.b')",
            "REPLICATE_WILD_DO_TABLE=('a')",
            "REPLICATE_WILD_DO_TABLE=('a') x",
            "REPLICATE_WILD_DO_TABLE=('a.b', 'a')",
            "REPLICATE_WILD_DO_TABLE=(a.b)",
            "REPLICATE_WILD_DO_TABLE=('')",
            "REPLICATE_WILD_DO_TABLE=('a\\nb.c')",
            "REPLICATE_REWRITE_DB=(a,b)",
            "REPLICATE_REWRITE_DB=((a,b,c))",
            "REPLICATE_REWRITE_DB=((a))",
            "REPLICATE_REWRITE_DB=(())",
            "REPLICATE_REWRITE_DB=((a,b)",
            "REPLICATE_FOO=(a)",
            "REPLICATE_DO_DB=(a) FOR CHANNEL x",
            "REPLICATE_DO_DB=(a) FOR CHANNEL 'x '",
            "REPLICATE_DO_DB=(a) FOR CHANNEL 'group_replication_applier'"
        }) {
            add(AT_REST, filter(list));
        }
        add(AT_REST, "CHANGE REPLICATION FILTERS REPLICATE_DO_DB=(a)");
        add(
                Set.of(State.FILTERED),
                "RESET REPLICA",
                "RESET REPLICA ALL",
                "SHOW REPLICA STATUS",
                "START REPLICA",
                change("SOURCE_HOST='a'"),
                change("SOURCE_HOST='a' FOR CHANNEL 'new'"));
    }

    private static String filter(String rules) {
        return "CHANGE REPLICATION FILTER " + rules;
    }

    private static final String NEVER = "'3e11fa47-71ca-11e1-9e33-c80aa9429562:1'";

    private void until() {
        add(
                ONE_CHANNEL,
                "START REPLICA UNTIL SQL_AFTER_GTIDS=" + NEVER,
                "START REPLICA UNTIL SQL_BEFORE_GTIDS=" + NEVER,
                "START REPLICA SQL_THREAD UNTIL SQL_BEFORE_GTIDS=" + NEVER,
                "START REPLICA IO_THREAD UNTIL SQL_AFTER_GTIDS=" + NEVER,
                "START REPLICA IO_THREAD UNTIL SQL_AFTER_MTS_GAPS",
                "START REPLICA UNTIL SOURCE_LOG_FILE='binlog.000777', SOURCE_LOG_POS=4",
                "START REPLICA UNTIL SOURCE_LOG_POS=4, SOURCE_LOG_FILE='binlog.000777' FOR CHANNEL ''",
                "START REPLICA UNTIL SQL_AFTER_GTIDS=" + NEVER + " FOR CHANNEL 'nix'",
                "START REPLICA UNTIL SOURCE_LOG_FILE='a'",
                "START REPLICA UNTIL SQL_AFTER_GTIDS=" + NEVER
                        + " USER='root' PASSWORD='' DEFAULT_AUTH='' PLUGIN_DIR=''");
        for (String condition : new String[] {
            "",
            "SOURCE_LOG_POS=4",
            "SOURCE_LOG_FILE='a.1', SOURCE_LOG_FILE='b.1'",
            "SOURCE_LOG_POS=4, SOURCE_LOG_FILE='b.1' x",
            "SOURCE_LOG_POS=4, SOURCE_LOG_POS=5, SOURCE_LOG_FILE='b.1' FOR CHANNEL 'nix'",
            "SOURCE_LOG_POS=4, RELAY_LOG_POS=5, SOURCE_LOG_FILE='b.1' FOR CHANNEL 'nix'",
            "SOURCE_LOG_POS=4, RELAY_LOG_FILE='b.1'",
            "RELAY_LOG_POS=4",
            "RELAY_LOG_FILE='b.1' FOR CHANNEL 'nix'",
            "RELAY_LOG_FILE='b.1', RELAY_LOG_POS=4 FOR CHANNEL 'nix'",
            "RELAY_LOG_FILE='b.1', RELAY_LOG_POS=0x10 FOR CHANNEL 'nix'",
            "SOURCE_LOG_FILE='b.1', RELAY_LOG_FILE='c.1', RELAY_LOG_POS=4, SOURCE_LOG_POS=9 FOR CHANNEL 'nix'",
            "SQL_BEFORE_GTIDS=" + NEVER + ", SOURCE_LOG_FILE='b.1'",
            "SOURCE_LOG_FILE='b.1', SQL_BEFORE_GTIDS=" + NEVER,
            "SOURCE_LOG_FILE='b.1', SOURCE_LOG_POS=4, SQL_AFTER_MTS_GAPS",
            "SQL_AFTER_MTS_GAPS, SOURCE_LOG_FILE='b.1', SOURCE_LOG_POS=4",
            "SQL_AFTER_MTS_GAPS, SQL_AFTER_MTS_GAPS",
            "SQL_AFTER_GTIDS=" + NEVER + ", SQL_BEFORE_GTIDS=" + NEVER,
            "SQL_AFTER_GTIDS=" + NEVER + ", SQL_AFTER_GTIDS=" + NEVER,
            "SQL_BEFORE_GTIDS='x'",
            "SQL_BEFORE_GTIDS='3e11fa47-71ca-11e1-9e33-c80aa9429562:1x'",
            "SQL_BEFORE_GTIDS=3",
            "SQL_BEFORE_GTIDS 'x'",
            "SQL_AFTER_MTS_GAPS=1",
            "SOURCE_LOG_FILE=3",
            "SOURCE_LOG_FILE='a\\nb'",
            "SOURCE_LOG_FILE='b.1', SOURCE_LOG_POS='4'",
            "SOURCE_LOG_FILE='b.1', SOURCE_LOG_POS=0x10 FOR CHANNEL 'nix'",
            "SOURCE_LOG_FILE='b.1', SOURCE_LOG_POS=1.9 FOR CHANNEL 'nix'",
            "SOURCE_LOG_FILE='b.1', SOURCE_LOG_POS=-1 FOR CHANNEL 'nix'",
            "SOURCE_LOG_FILE='b.1', SOURCE_PORT=4 FOR CHANNEL 'nix'",
            "SOURCE_LOG_FILE='', SOURCE_LOG_POS=4 FOR CHANNEL 'nix'",
            "SOURCE_LOG_FILE='b', SOURCE_LOG_POS=4",
            "SOURCE_LOG_FILE='b.x', SOURCE_LOG_POS=4"
        }) {
            add(AT_REST, "START REPLICA UNTIL " + condition);
        }
        add(
                AT_REST,
                "START REPLICA IO_THREAD UNTIL SOURCE_LOG_FILE='b', SOURCE_LOG_POS=4",
                "START REPLICA USER='root' UNTIL SQL_AFTER_GTIDS=" + NEVER,
                "START REPLICA DEFAULT_AUTH='x' PASSWORD='geheim'",
                "START REPLICA PLUGIN_DIR='' DEFAULT_AUTH=''",
                "START REPLICA USER='root' DEFAULT_AUTH='caching_sha2_password'",
                "START REPLICA SQL_THREAD DEFAULT_AUTH=''",
                "START REPLICA SQL_THREAD PLUGIN_DIR=''");
    }

    private void otherOptions() {
        for (String option : new String[] {
            "SOURCE_DELAY=3",
            "SOURCE_COMPRESSION_ALGORITHMS='zlib'",
            "SOURCE_COMPRESSION_ALGORITHMS='lz4'",
            "SOURCE_ZSTD_COMPRESSION_LEVEL=22",
            "SOURCE_ZSTD_COMPRESSION_LEVEL=23",
            "REQUIRE_ROW_FORMAT=1",
            "REQUIRE_TABLE_PRIMARY_KEY_CHECK=ON",
            "ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS=OFF",
            "GTID_ONLY=1",
            "GTID_ONLY=0",
            "REQUIRE_ROW_FORMAT=1, GTID_ONLY=1",
            "SOURCE_CONNECTION_AUTO_FAILOVER=1",
            "SOURCE_CONNECTION_AUTO_FAILOVER=0",
            "IGNORE_SERVER_IDS=()",
            "NETWORK_NAMESPACE=''",
            "PRIVILEGE_CHECKS_USER=NULL",
            "PRIVILEGE_CHECKS_USER=''",
            "SOURCE_BIND='127.0.0.1'",
            "RELAY_LOG_POS=0",
            "SOURCE_DELAY=3, SOURCE_PORT=5",
            "SOURCE_DELAY=3, SOURCE_AUTO_POSITION=1, SOURCE_LOG_POS=4",
            "SOURCE_AUTO_POSITION=1, SOURCE_CONNECTION_AUTO_FAILOVER=1",
            "SOURCE_AUTO_POSITION=1, REQUIRE_ROW_FORMAT=1, GTID_ONLY=1"
        }) {
            add(ONE_CHANNEL, change(option));
        }
        for (String option : new String[] {
            "SOURCE_DELAY=2147483647",
            "SOURCE_DELAY=2147483648",
            "SOURCE_DELAY=99999999999999999999 x",
            "SOURCE_DELAY=0x80000000",
            "SOURCE_DELAY=2147483648.5",
            "SOURCE_DELAY=-1",
            "SOURCE_DELAY=1.9",
            "SOURCE_DELAY=x'0F'",
            "SOURCE_DELAY='1'",
            "IGNORE_SERVER_IDS=(1 2)",
            "IGNORE_SERVER_IDS=(1,)",
            "IGNORE_SERVER_IDS=1",
            "IGNORE_SERVER_IDS=('1')",
            "IGNORE_SERVER_IDS=(-1)",
            "IGNORE_SERVER_IDS=",
            "SOURCE_COMPRESSION_ALGORITHMS='zlib,zstd,uncompressed'",
            "SOURCE_COMPRESSION_ALGORITHMS='ZLIB, zstd'",
            "SOURCE_COMPRESSION_ALGORITHMS=''",
            "SOURCE_COMPRESSION_ALGORITHMS=','",
            "SOURCE_COMPRESSION_ALGORITHMS='zlib,'",
            "SOURCE_COMPRESSION_ALGORITHMS='zlib,zlib,zlib'",
            "SOURCE_COMPRESSION_ALGORITHMS='zlib,zlib,zlib,zlib'",
            "SOURCE_COMPRESSION_ALGORITHMS='zlib,,zstd'",
            "SOURCE_COMPRESSION_ALGORITHMS=NULL",
            "SOURCE_COMPRESSION_ALGORITHMS='lz4' x",
            "SOURCE_COMPRESSION_ALGORITHMS='lz4', SOURCE_HOST=''",
            "SOURCE_COMPRESSION_ALGORITHMS='lz4', SOURCE_ZSTD_COMPRESSION_LEVEL=23",
            "SOURCE_COMPRESSION_ALGORITHMS='lz4', SOURCE_HEARTBEAT_PERIOD=0.0001",
            "SOURCE_ZSTD_COMPRESSION_LEVEL=0",
            "SOURCE_ZSTD_COMPRESSION_LEVEL=4294967297",
            "SOURCE_ZSTD_COMPRESSION_LEVEL='3'",
            "SOURCE_ZSTD_COMPRESSION_LEVEL=23, SOURCE_ZSTD_COMPRESSION_LEVEL=2",
            "REQUIRE_ROW_FORMAT=2 x",
            "REQUIRE_ROW_FORMAT=ON",
            "REQUIRE_TABLE_PRIMARY_KEY_CHECK=off",
            "REQUIRE_TABLE_PRIMARY_KEY_CHECK=STREAM",
            "REQUIRE_TABLE_PRIMARY_KEY_CHECK=generate",
            "REQUIRE_TABLE_PRIMARY_KEY_CHECK='ON'",
            "REQUIRE_TABLE_PRIMARY_KEY_CHECK=1",
            "REQUIRE_TABLE_PRIMARY_KEY_CHECK=FOO",
            "ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS='LOCAL'",
            "ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS='x'",
            "ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS=ON",
            "GTID_ONLY=2",
            "GTID_ONLY=2 x",
            "GTID_ONLY=1, SOURCE_AUTO_POSITION=1",
            "SOURCE_HOST='', GTID_ONLY=1",
            "GTID_ONLY=1, SOURCE_COMPRESSION_ALGORITHMS='lz4'",
            "GTID_ONLY=1, SOURCE_CONNECTION_AUTO_FAILOVER=1",
            "GTID_ONLY=1, SOURCE_AUTO_POSITION=1, SOURCE_LOG_POS=4",
            "SOURCE_CONNECTION_AUTO_FAILOVER=2",
            "SOURCE_CONNECTION_AUTO_FAILOVER=1, SOURCE_HOST=''",
            "SOURCE_CONNECTION_AUTO_FAILOVER=1, SOURCE_COMPRESSION_ALGORITHMS='lz4'",
            "PRIVILEGE_CHECKS_USER=''@localhost",
            "PRIVILEGE_CHECKS_USER='' x",
            "PRIVILEGE_CHECKS_USER=5",
            "PRIVILEGE_CHECKS_USER='' FOR CHANNEL 'c'",
            "NETWORK_NAMESPACE=5",
            "RELAY_LOG_FILE=5",
            "RELAY_LOG_POS='x'",
            "SOURCE_LOG_POS=0x10"
        }) {
            add(AT_REST, change(option));
        }
    }

    private void severalChannels() {
        add(
                Set.of(State.TWO_CHANNELS),
                "START REPLICA FOR CHANNEL 'two'",
                "START REPLICA SQL_THREAD FOR CHANNEL 'TWO'",
                "RESET REPLICA ALL FOR CHANNEL 'two'",
                "SHOW REPLICA STATUS FOR CHANNEL 'two'",
                "START REPLICA UNTIL SQL_AFTER_MTS_GAPS",
                "START REPLICA UNTIL SQL_AFTER_GTIDS=" + NEVER,
                "START REPLICA SQL_THREAD UNTIL SQL_AFTER_GTIDS=" + NEVER + " FOR CHANNEL 'two'",
                change("SOURCE_HOST='a'"),
                change("SOURCE_HOST='a' FOR CHANNEL ''"),
                change("SOURCE_HOST='a' FOR CHANNEL 'two'"),
                change("SOURCE_HOST='a' FOR CHANNEL 'three'"),
                change("SOURCE_COMPRESSION_ALGORITHMS='lz4' FOR CHANNEL 'two'"),
                change("GTID_ONLY=1 FOR CHANNEL 'two'"),
                filter("REPLICATE_DO_DB=(a), REPLICATE_REWRITE_DB=((a,b))"),
                filter("REPLICATE_DO_DB=(a) FOR CHANNEL 'two'"),
                "SELECT SOURCE_POS_WAIT('binlog.000777', 4, 1)",
                "SELECT SOURCE_POS_WAIT('binlog.000777', 4, 1, 'two')");
    }

    private void variables() {
        for (String assignment : new String[] {
            "GLOBAL sql_replica_skip_counter=0", "GLOBAL replica_exec_mode=IDEMPOTENT", "sql_replica_skip_counter=1"
        }) {
            add(ONE_CHANNEL, "SET " + assignment);
        }
        for (String assignment : new String[] {
            "@@GLOBAL.sql_replica_skip_counter=0",
            "@@global . sql_replica_skip_counter := 0",
            "SESSION sql_replica_skip_counter=1",
            "@@sql_replica_skip_counter=1",
            "@@SESSION.sql_replica_skip_counter=1",
            "LOCAL sql_replica_skip_counter=1",
            "GLOBAL sql_replica_skip_counter=-1",
            "GLOBAL sql_replica_skip_counter='1'",
            "GLOBAL sql_replica_skip_counter=1.5",
            "GLOBAL sql_replica_skip_counter=1e1",
            "GLOBAL sql_replica_skip_counter=DEFAULT",
            "GLOBAL sql_replica_skip_counter=NULL",
            "GLOBAL sql_replica_skip_counter=x",
            "GLOBAL sql_replica_skip_counter=FALSE",
            "GLOBAL sql_replica_skip_counter=0x10",
            "GLOBAL sql_replica_skip_counter=",
            "GLOBAL sql_replica_skip_counter 1",
            "GLOBAL sql_replica_skip_counter=1 x",
            "GLOBAL sql_replica_skip_counter=0, replica_exec_mode=STRICT",
            "GLOBAL sql_replica_skip_counter=0, GLOBAL replica_exec_mode=STRICT",
            "GLOBAL sql_replica_skip_counter=0, SESSION replica_exec_mode=STRICT",
            "GLOBAL sql_slave_skip_counter=0",
            "GLOBAL slave_exec_mode=STRICT",
            "GLOBAL replica_exec_mode='idempotent'",
            "GLOBAL replica_exec_mode=0",
            "GLOBAL replica_exec_mode=1",
            "GLOBAL replica_exec_mode=2",
            "GLOBAL replica_exec_mode=-1",
            "GLOBAL replica_exec_mode=FOO",
            "GLOBAL replica_exec_mode='FOO'",
            "GLOBAL replica_exec_mode=''",
            "GLOBAL replica_exec_mode=NULL",
            "GLOBAL replica_exec_mode=DEFAULT",
            "GLOBAL replica_exec_mode=1.5",
            "GLOBAL replica_exec_mode='1'",
            "replica_exec_mode=STRICT",
            "GLOBAL replica_exec_mode=`STRICT`",
            "GLOBAL `replica_exec_mode`=STRICT",
            "GLOBAL replica_exec_mode=TRUE",
            "global.replica_exec_mode=STRICT",
            "@replica_exec_mode=1",
            "@@x.replica_exec_mode=1"
        }) {
            add(AT_REST, "SET " + assignment);
        }
    }

    /** Not SOURCE_POS_WAIT with NULL for the channel: MySQL 9.7.4 then keeps a lock, and every later CHANGE or RESET waits for ever. */
    private void functions() {
        for (String call : new String[] {
            "SOURCE_POS_WAIT('binlog.000777', 4, 0.05)",
            "SOURCE_POS_WAIT('a', 4, 0.05)",
            "WAIT_FOR_EXECUTED_GTID_SET('')",
            "WAIT_FOR_EXECUTED_GTID_SET(" + NEVER + ",0.05)"
        }) {
            add(ONE_CHANNEL, "SELECT " + call);
        }
        for (String call : new String[] {
            "SOURCE_POS_WAIT('a',4)",
            "SOURCE_POS_WAIT('a',4,1,'x')",
            "SOURCE_POS_WAIT('a',4,-1)",
            "SOURCE_POS_WAIT(NULL,4)",
            "SOURCE_POS_WAIT('a')",
            "SOURCE_POS_WAIT()",
            "source_pos_WAIT('a',4,1,'x',5)",
            "SOURCE_POS_WAIT('a','b')",
            "SOURCE_POS_WAIT('a',-4)",
            "SOURCE_POS_WAIT('a',4,NULL)",
            "SOURCE_POS_WAIT('a',4,'x')",
            "SOURCE_POS_WAIT ('a', 4 , 1)",
            "SOURCE_POS_WAIT('a',4) AS x",
            "SOURCE_POS_WAIT('a',4) x",
            "SOURCE_POS_WAIT('a',4) AS 'x y'",
            "SOURCE_POS_WAIT('a',4) `x`",
            " source_pos_wait( \"a\" , 4 ) ;",
            "/* c */ MASTER_POS_WAIT('a',4)",
            "SOURCE_POS_WAIT('a',4",
            "SOURCE_POS_WAIT('a',,4)",
            "SOURCE_POS_WAIT('a',4) AS",
            "SOURCE_POS_WAIT('a',4.7)",
            "SOURCE_POS_WAIT(1,4)",
            "SOURCE_POS_WAIT('',4)",
            "WAIT_FOR_EXECUTED_GTID_SET('x')",
            "WAIT_FOR_EXECUTED_GTID_SET('',-1)",
            "WAIT_FOR_EXECUTED_GTID_SET('x',-1)",
            "WAIT_FOR_EXECUTED_GTID_SET('',NULL)",
            "WAIT_FOR_EXECUTED_GTID_SET(NULL)",
            "WAIT_FOR_EXECUTED_GTID_SET(NULL,1)",
            "WAIT_FOR_EXECUTED_GTID_SET(5)",
            "WAIT_FOR_EXECUTED_GTID_SET()",
            "WAIT_FOR_EXECUTED_GTID_SET('','x')",
            "WAIT_FOR_EXECUTED_GTID_SET('',1,2)",
            "WAIT_FOR_EXECUTED_GTID_SET(" + NEVER + ",'0.05')",
            "WAIT_FOR_EXECUTED_GTID_SET(" + NEVER + ",0.05) AS w",
            "asynchronous_connection_failover_add_source('', '127.0.0.1', 3306)",
            "asynchronous_connection_failover_add_source('', 'a', 3306, '', 0)",
            "asynchronous_connection_failover_add_source('', 'a', 3306, '', 101)",
            "asynchronous_connection_failover_add_source('', 'a', 3306, '', '50')",
            "asynchronous_connection_failover_add_source('', '', 3306)",
            "asynchronous_connection_failover_add_source('', NULL, 3306, '')",
            "asynchronous_connection_failover_add_source('', 'a', NULL, '')",
            "asynchronous_connection_failover_add_source('', 'a', '3306', '')",
            "asynchronous_connection_failover_add_source('', 5, 3306, '')",
            "asynchronous_connection_failover_add_source()",
            "asynchronous_connection_failover_delete_source('', 'nix', 1, '')",
            "asynchronous_connection_failover_delete_source('', '127.0.0.1', 3306, '') AS d",
            "asynchronous_connection_failover_delete_source('', '', 3306, '')",
            "asynchronous_connection_failover_delete_source('', 'a', 3306, '', 5)",
            "asynchronous_connection_failover_reset()",
            "asynchronous_connection_failover_reset(1)"
        }) {
            add(AT_REST, "SELECT " + call);
        }
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
