package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every column type at its extremes, inserted, updated and deleted, in every row image and with and without metadata: source and target equal to the byte. */
@RequiresMySql
class FaithfulEventsIT {
    @Test
    void mysql_with_minimal_metadata() throws Exception {
        compare(MySqlServer.started(), MySqlServer.started(), Types.MYSQL);
    }

    @Test
    void mysql_with_full_metadata_and_compressed_transactions() throws Exception {
        compare(
                MySqlServer.started("--binlog-row-metadata=FULL", "--binlog-transaction-compression=ON"),
                MySqlServer.started(),
                Types.MYSQL);
    }

    @Test
    void mysql_with_minimal_row_images() throws Exception {
        compare(MySqlServer.started("--binlog-row-image=MINIMAL"), MySqlServer.started(), Types.MYSQL);
    }

    @Test
    void mysql_with_noblob_row_images_and_partial_json() throws Exception {
        compare(MySqlServer.started("--binlog-row-image=NOBLOB"), MySqlServer.started(), Types.MYSQL);
        compare(MySqlServer.started("--binlog-row-value-options=PARTIAL_JSON"), MySqlServer.started(), Types.MYSQL);
    }

    @Test
    void mariadb_with_and_without_compression() throws Exception {
        compare(MariaDbServer.started(), MariaDbServer.started(), Types.MARIADB);
        compare(
                MariaDbServer.started(
                        "--log-bin-compress=ON", "--log-bin-compress-min-len=10", "--binlog-row-metadata=FULL"),
                MariaDbServer.started(),
                Types.MARIADB);
    }

    private static void compare(DatabaseServer source, DatabaseServer target, List<String> own) throws Exception {
        try (source;
                target;
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            source.execute("CREATE DATABASE types");
            replica.follow(source).start();
            execute(source, Types.COMMON);
            execute(source, own);
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, "types");
            replica.assertEveryEventIsAccountedFor();
        }
    }

    private static void execute(DatabaseServer source, List<String> statements) throws Exception {
        source.execute(
                statements.stream().map(sql -> sql.replace("%s", "types")).toArray(String[]::new));
    }

    /** What JSON text does not tell: DECIMAL, dates and times, binary strings, unsigned integers. */
    private static final List<String> TYPES_IN_JSON = List.of(
            "CREATE TABLE %s.columns (id INT PRIMARY KEY, b BLOB, c MEDIUMBLOB, d LONGBLOB, e BIT(9), f TIMESTAMP(3), h BINARY(3), i VARBINARY(9))",
            "INSERT INTO %s.columns VALUES (1, 'b', 'c', 'd', 257, '2020-01-01 00:00:01.5', 'h', 'i')",
            "CREATE TABLE %s.typed (id INT PRIMARY KEY, j JSON, k JSON)",
            "INSERT INTO %s.typed VALUES (1, JSON_OBJECT('d', CAST('1.10' AS DECIMAL(10,2)), 'dt', CAST('2020-01-01' AS DATE), 'tm', CAST('-12:13:14.5' AS TIME(1)), 'ts', CAST('2020-01-01 01:02:03.000004' AS DATETIME(6)), 'b', X'00FF', 'u', CAST(5 AS UNSIGNED), 'f', 1e0, 'long', REPEAT('x', 200)), '[1, 2]'), (2, 'null', CAST(18446744073709551615 AS JSON)), (3, CAST(1.10 AS JSON), NULL), (4, '5e-324', '-2.2250738585072014e-308'), (5, CAST(-0e0 AS JSON), '{\"a\": \"x?y{d \'\'1\'\'}\"}')",
            "INSERT INTO %s.typed SELECT 10, JSON_OBJECT('b', b, 'c', c, 'd', d, 'e', e, 'f', f, 'h', h, 'i', i), JSON_ARRAY(i, JSON_OBJECT('q\"\\u0001', h, '', JSON_ARRAY(CAST(1 AS UNSIGNED)))) FROM %s.columns",
            "UPDATE %s.typed SET j = JSON_SET(j, '$.d', CAST('2.50' AS DECIMAL(5,2)), '$.new', CAST('2020-01-01' AS DATE)) WHERE id = 1",
            "UPDATE %s.typed SET j = JSON_SET(j, '$.arr', JSON_ARRAY(1, 2, 3), '$.\"q.[x]\"', JSON_OBJECT('in', CAST(1 AS UNSIGNED))) WHERE id = 1",
            "UPDATE %s.typed SET j = JSON_SET(j, '$.arr[3]', X'00FF', '$.\"q.[x]\".more', CAST('10:00:00' AS TIME)), j = JSON_REMOVE(j, '$.arr[1]', '$.f') WHERE id = 1",
            "UPDATE %s.typed SET k = JSON_ARRAY(CAST(-2.5 AS DECIMAL(65,30)), CAST('9999-12-31 23:59:59.999999' AS DATETIME(6)), CAST('838:59:59' AS TIME)) WHERE id > 2");

    /** Rows that only their bits tell apart. */
    private static final List<String> WITHOUT_KEY = List.of(
            "CREATE TABLE %s.zeros (a DOUBLE, f FLOAT, g FLOAT(7,3), h DOUBLE(20,5))",
            "INSERT INTO %s.zeros VALUES (0e0, 0e0, 0, 0), (-0e0, -0e0, 0, 0), (0e0, -0e0, 0.3, 0.7), (NULL, NULL, NULL, NULL), (-2.2250738585072014E-308, 1.4e-45, 1.1, -0.00001), (-2.2250738585072019E-308, 16777216, 1.1, 123456789012345.12345)",
            "DELETE FROM %s.zeros WHERE CONCAT(a) = '-0'",
            "UPDATE %s.zeros SET f = 7 WHERE a = -2.2250738585072019E-308",
            "UPDATE %s.zeros SET a = -0e0 WHERE CONCAT(f) = '-0'",
            "UPDATE %s.zeros SET g = g + 1, h = h + 1",
            "CREATE TABLE %s.full_sets (v SET('a0','a1','a2','a3','a4','a5','a6','a7','a8','a9','b0','b1','b2','b3','b4','b5','b6','b7','b8','b9','c0','c1','c2','c3','c4','c5','c6','c7','c8','c9','d0','d1','d2','d3','d4','d5','d6','d7','d8','d9','e0','e1','e2','e3','e4','e5','e6','e7','e8','e9','f0','f1','f2','f3','f4','f5','f6','f7','f8','f9','g0','g1','g2','g3'), n INT)",
            "INSERT INTO %s.full_sets VALUES (18446744073709551615, 1), (18446744073709551614, 1), (9223372036854775808, 1), (1, 1), (0, 1)",
            "UPDATE %s.full_sets SET n = n + CAST(v AS UNSIGNED) % 7",
            "DELETE FROM %s.full_sets WHERE CAST(v AS UNSIGNED) = 18446744073709551614",
            "CREATE TABLE %s.set_keys (v SET('a0','a1','a2','a3','a4','a5','a6','a7','a8','a9','b0','b1','b2','b3','b4','b5','b6','b7','b8','b9','c0','c1','c2','c3','c4','c5','c6','c7','c8','c9','d0','d1','d2','d3','d4','d5','d6','d7','d8','d9','e0','e1','e2','e3','e4','e5','e6','e7','e8','e9','f0','f1','f2','f3','f4','f5','f6','f7','f8','f9','g0','g1','g2','g3') PRIMARY KEY, n INT)",
            "INSERT INTO %s.set_keys SELECT v, n FROM %s.full_sets",
            "UPDATE %s.set_keys SET n = n + 1",
            "DELETE FROM %s.set_keys WHERE CAST(v AS UNSIGNED) = 18446744073709551615");

    private static final List<String> JSON_WITHOUT_KEY = List.of(
            "CREATE TABLE %s.scalars (a INT, j JSON)",
            "INSERT INTO %s.scalars VALUES (1, '1'), (1, '1.0'), (1, CAST(CAST(1 AS UNSIGNED) AS JSON)), (1, '{\"a\": 1.0}'), (1, '{\"a\": 1}'), (1, '\"2020-01-01\"'), (1, CAST(CAST('2020-01-01' AS DATE) AS JSON)), (1, '5e-324'), (1, '1.5'), (1, CAST(CAST(1.5 AS DECIMAL(3,1)) AS JSON)), (1, NULL), (1, JSON_ARRAY(X'00'))",
            "DELETE FROM %s.scalars WHERE JSON_TYPE(j) = 'DOUBLE' AND j = 1",
            "DELETE FROM %s.scalars WHERE JSON_TYPE(JSON_EXTRACT(j, '$.a')) = 'DOUBLE'",
            "UPDATE %s.scalars SET a = 2 WHERE JSON_TYPE(j) = 'UNSIGNED INTEGER'",
            "UPDATE %s.scalars SET a = 3 WHERE JSON_TYPE(j) = 'DECIMAL'",
            "UPDATE %s.scalars SET a = 4 WHERE JSON_TYPE(j) = 'DATE'",
            "UPDATE %s.scalars SET a = 5 WHERE JSON_TYPE(j) = 'DOUBLE'",
            "UPDATE %s.scalars SET j = JSON_ARRAY(j, CAST(3.5 AS DECIMAL(4,2))) WHERE j IS NULL OR JSON_TYPE(j) = 'ARRAY'");

    @Test
    void mysql_json_with_types_that_text_does_not_tell_and_rows_without_a_key() throws Exception {
        List<String> all = new ArrayList<>(TYPES_IN_JSON);
        all.addAll(WITHOUT_KEY);
        all.addAll(JSON_WITHOUT_KEY);
        compare(MySqlServer.started(), MySqlServer.started(), all);
    }

    @Test
    void mariadb_rows_without_a_key() throws Exception {
        compare(MariaDbServer.started(), MariaDbServer.started(), WITHOUT_KEY);
    }

    /** The log has the difference only, and no document that it is a difference from. */
    @Test
    void mysql_json_with_partial_updates_in_minimal_row_images() throws Exception {
        compare(
                MySqlServer.started("--binlog-row-value-options=PARTIAL_JSON", "--binlog-row-image=MINIMAL"),
                MySqlServer.started(),
                TYPES_IN_JSON);
    }

    @Test
    void a_partial_update_that_does_not_fit_the_targets_document_stops_the_replica() throws Exception {
        try (DatabaseServer source =
                        MySqlServer.started("--binlog-row-value-options=PARTIAL_JSON", "--binlog-row-image=MINIMAL");
                DatabaseServer target = MySqlServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source).start();
            source.execute(
                    "CREATE DATABASE types",
                    "CREATE TABLE types.t (id INT PRIMARY KEY, j JSON)",
                    "INSERT INTO types.t VALUES (1, JSON_OBJECT('a', 1, 'long', REPEAT('x', 200)))");
            replica.awaitCaughtUp(source);
            target.execute("UPDATE types.t SET j = JSON_OBJECT('b', 1)");
            source.execute("UPDATE types.t SET j = JSON_SET(j, '$.a', 2)");
            replica.awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error"))
                    .contains("Could not execute Update_rows event on table types.t", "Invalid JSON text");
            assertThat(target.query("SELECT j FROM types.t")).isEqualTo("{\"b\": 1}");
        }
    }

    /** The log names the labels: they are what counts, whatever their numbers on the target. */
    @Test
    void labels_that_the_target_has_in_another_order() throws Exception {
        try (DatabaseServer source = MySqlServer.started("--binlog-row-metadata=FULL");
                DatabaseServer target = MySqlServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source).start();
            source.execute(
                    "CREATE DATABASE types",
                    "CREATE TABLE types.t (id INT PRIMARY KEY, e ENUM('a','b\\\\','c'), s SET('x','y','z'), k ENUM('k\\n','l'))");
            replica.awaitCaughtUp(source);
            target.execute("ALTER TABLE types.t MODIFY e ENUM('b\\\\','a','d'), MODIFY s SET('z','more','y','x')");
            source.execute(
                    "INSERT INTO types.t VALUES (1, 'a', 'x,z', 'k\\n'), (2, 'b\\\\', '', 'l'), (3, NULL, 'y', NULL)",
                    "UPDATE types.t SET e = 'b\\\\', s = 'z' WHERE id = 1");
            replica.awaitCaughtUp(source);
            String labels =
                    "SELECT GROUP_CONCAT(CONCAT_WS('/', id, e, s, k) ORDER BY id) FROM types.t".replace("/", "|");
            assertThat(target.query(labels)).isEqualTo(source.query(labels));
            source.execute("INSERT INTO types.t VALUES (4, 'c', '', 'l')");
            replica.awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status())
                    .containsEntry("Last_SQL_Errno", "13146")
                    .extractingByKey("Last_SQL_Error")
                    .asString()
                    .contains("table types.t", "no label 'c'");
        }
    }
}
