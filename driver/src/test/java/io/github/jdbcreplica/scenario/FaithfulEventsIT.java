package io.github.jdbcreplica.scenario;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every column type at its extremes, inserted, updated and deleted, in every row image and with and without metadata: source and target equal to the byte. */
@RequiresMySql
class FaithfulEventsIT {
    private static final List<String> COMMON = List.of(
            "CREATE TABLE %s.numbers (id INT PRIMARY KEY, a TINYINT, b TINYINT UNSIGNED, c SMALLINT, d SMALLINT UNSIGNED, e MEDIUMINT, f MEDIUMINT UNSIGNED, g INT, h INT UNSIGNED, i BIGINT, j BIGINT UNSIGNED, k DECIMAL(65,30), l DECIMAL(5,0), m FLOAT, n DOUBLE, o BIT(1), p BIT(64), q YEAR, r DECIMAL(30,30))",
            "INSERT INTO %s.numbers VALUES (1, -128, 0, -32768, 0, -8388608, 0, -2147483648, 0, -9223372036854775808, 0, -99999999999999999999999999999999999.999999999999999999999999999999, -99999, -3.402823466E+38, -1.7976931348623157E308, b'0', 0, 0, -0.999999999999999999999999999999),"
                    + " (2, 127, 255, 32767, 65535, 8388607, 16777215, 2147483647, 4294967295, 9223372036854775807, 18446744073709551615, 99999999999999999999999999999999999.999999999999999999999999999999, 99999, 1.17549435e-38, 2.2250738585072014E-308, b'1', 18446744073709551615, 2155, 0.000000000000000000000000000001),"
                    + " (3, 1, 128, 1, 32768, 1, 8388608, 1, 2147483648, 1, 9223372036854775808, 0.000000000000000000000000000001, 0, 0.1, 0.1, NULL, 9223372036854775808, 1901, 0),"
                    + " (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
            "SET SESSION sql_mode='ALLOW_INVALID_DATES'",
            "CREATE TABLE %s.times (id INT PRIMARY KEY, a DATE, b TIME, c TIME(1), d TIME(3), e TIME(6), f DATETIME, g DATETIME(2), h DATETIME(6), i TIMESTAMP NULL, j TIMESTAMP(6) NULL)",
            "INSERT INTO %s.times VALUES (1, '0000-00-00', '-838:59:59', '-00:00:00.1', '-12:34:56.789', '-838:59:58.000001', '0000-00-00 00:00:00', '1000-01-01 00:00:00.01', '9999-12-31 23:59:59.999999', '1970-01-01 00:00:01', '2038-01-19 03:14:07.499999'),"
                    + " (2, '2020-00-00', '838:59:59', '00:00:00.9', '00:00:00.001', '838:59:58.999999', '2020-02-31 12:00:00', '1582-10-10 01:02:03.99', '0001-01-01 00:00:00.000001', '0000-00-00 00:00:00', '0000-00-00 00:00:00'),"
                    + " (3, '1500-02-28', '-00:00:01', '-01:00:00.5', '-00:00:00.001', '-00:00:00.000001', '1582-10-04 00:00:00', '0000-01-01 00:00:00', '1970-01-01 00:00:00', NULL, '1970-01-01 00:00:01.000001')",
            "SET SESSION sql_mode=DEFAULT",
            "CREATE TABLE %s.texts (id INT PRIMARY KEY, a CHAR(10) CHARACTER SET latin1, b VARCHAR(300) CHARACTER SET utf8mb4, c TEXT CHARACTER SET utf8mb3, d VARCHAR(20) CHARACTER SET ucs2, e CHAR(5) CHARACTER SET sjis, f LONGTEXT CHARACTER SET utf16, g VARCHAR(10) CHARACTER SET cp1251, h BINARY(6), i VARBINARY(300), j BLOB, k LONGBLOB, l ENUM('a','bé','c') CHARACTER SET latin1, m SET('x','y','zö'), n TINYTEXT, o MEDIUMBLOB, p CHAR(255) CHARACTER SET utf8mb4)",
            "INSERT INTO %s.texts VALUES (1, X'818D8F9D80FF', 'Grüße 😀 \\\\ '' \\0 end', 'naïve', 'ж中', _sjis X'8365835c', 'utf16 😀', 'Привет', X'010000', X'00FF00', REPEAT(X'00', 300), REPEAT('k', 70000), 'bé', 'x,zö', 'tiny', X'', REPEAT('ü', 255)),"
                    + " (2, '', '', '', '', '', '', '', X'', X'', X'', X'', 'a', '', '', X'00', 'trailing   '), (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
            "CREATE TABLE %s.binary_key (k BINARY(4) PRIMARY KEY, v INT)",
            "INSERT INTO %s.binary_key VALUES (X'01', 1), (X'0100', 2) ON DUPLICATE KEY UPDATE v = 3",
            "CREATE TABLE %s.latin_key (k VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_german1_ci, w ENUM('p','q'), v INT, PRIMARY KEY (k, w))",
            "INSERT INTO %s.latin_key VALUES ('Müller', 'p', 1), ('Muster', 'q', 2)",
            "UPDATE %s.latin_key SET v = 10 WHERE k = 'müller'",
            "CREATE TABLE %s.keyless (a INT, b VARCHAR(20), c FLOAT)",
            "INSERT INTO %s.keyless VALUES (1, 'x', 0.1), (1, 'x', 0.1), (1, 'x', 0.1), (1, 'X', 0.1), (2, NULL, NULL)",
            "DELETE FROM %s.keyless WHERE a = 1 LIMIT 2",
            "UPDATE %s.keyless SET b = 'y' WHERE a = 1 LIMIT 1",
            "CREATE TABLE %s.generated (id INT PRIMARY KEY, a INT, s INT AS (a + 1) STORED, v INT AS (a + 2) VIRTUAL)",
            "INSERT INTO %s.generated (id, a) VALUES (1, 10), (2, 20)",
            "UPDATE %s.generated SET a = a + 1",
            "CREATE TABLE %s.places (id INT PRIMARY KEY, g GEOMETRY, p POINT NOT NULL)",
            "INSERT INTO %s.places VALUES (1, ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))'), ST_GeomFromText('POINT(1 2)'))",
            "UPDATE %s.numbers SET g = 7, j = j - 1, k = -k WHERE id IN (2, 3)",
            "UPDATE %s.times SET b = '00:00:00', h = NULL",
            "UPDATE %s.texts SET b = CONCAT(b, '!'), id = id + 100 WHERE id < 3",
            "DELETE FROM %s.numbers WHERE id = 1");

    private static final List<String> MYSQL_ONLY = List.of(
            "CREATE TABLE %s.json_documents (id INT PRIMARY KEY, j JSON)",
            "INSERT INTO %s.json_documents VALUES (1, '{\"b\": [1, 2.5, -3, 1e100, true, null, \"ü\\\\n\"], \"aa\": {\"x\": 18446744073709551615}}'), (2, '[]'), (3, 'null'), (4, NULL), (5, CONCAT('{\"big\": \"', REPEAT('z', 70000), '\"}'))",
            "UPDATE %s.json_documents SET j = JSON_SET(j, '$.b[1]', 3.25) WHERE id = 1",
            "UPDATE %s.json_documents SET j = JSON_REMOVE(j, '$.aa') WHERE id = 1",
            "UPDATE %s.json_documents SET j = JSON_REPLACE(j, '$.big', 'short') WHERE id = 5",
            "CREATE TABLE %s.vectors (id INT PRIMARY KEY, v VECTOR(3))",
            "INSERT INTO %s.vectors VALUES (1, STRING_TO_VECTOR('[1,-2.5,3e10]')), (2, NULL)",
            "CREATE TABLE %s.functional (id INT PRIMARY KEY, a INT, j JSON, KEY f ((a * 2)), KEY m ((CAST(j->'$.n' AS UNSIGNED ARRAY))))",
            "INSERT INTO %s.functional VALUES (1, 5, '{\"n\": [1,2]}'), (2, 6, '{\"n\": [3]}')",
            "UPDATE %s.functional SET a = 7 WHERE id = 1",
            "ALTER TABLE %s.functional ADD COLUMN z INT",
            "UPDATE %s.functional SET z = 1",
            "CREATE TABLE %s.invisible (id INT PRIMARY KEY, h INT INVISIBLE, v INT)",
            "INSERT INTO %s.invisible (id, h, v) VALUES (1, 2, 3)",
            "SET SESSION sql_generate_invisible_primary_key = 1",
            "CREATE TABLE %s.hidden_key (a INT)",
            "SET SESSION sql_generate_invisible_primary_key = 0",
            "INSERT INTO %s.hidden_key (a) VALUES (1), (1)",
            "DELETE FROM %s.hidden_key LIMIT 1");

    private static final List<String> MARIADB_ONLY = List.of(
            "CREATE TABLE %s.networks (id INT PRIMARY KEY, u UUID, a INET6, b INET4)",
            "INSERT INTO %s.networks VALUES (1, '123e4567-e89b-12d3-a456-426655440000', '2001:db8::ff00:42:8329', '192.0.2.1'), (2, '00000000-0000-0000-0000-000000000000', '::', '0.0.0.0')",
            "CREATE TABLE %s.compressed_columns (id INT PRIMARY KEY, t TEXT COMPRESSED, v VARCHAR(2000) COMPRESSED)",
            "INSERT INTO %s.compressed_columns VALUES (1, REPEAT('abc', 1000), REPEAT('x', 1500)), (2, 'short', '')",
            "CREATE TABLE %s.json_texts (id INT PRIMARY KEY, j JSON)",
            "INSERT INTO %s.json_texts VALUES (1, '{\"a\":  1}')");

    @Test
    void mysql_with_minimal_metadata() throws Exception {
        compare(MySqlServer.started(), MySqlServer.started(), MYSQL_ONLY);
    }

    @Test
    void mysql_with_full_metadata_and_compressed_transactions() throws Exception {
        compare(
                MySqlServer.started("--binlog-row-metadata=FULL", "--binlog-transaction-compression=ON"),
                MySqlServer.started(),
                MYSQL_ONLY);
    }

    @Test
    void mysql_with_minimal_row_images() throws Exception {
        compare(MySqlServer.started("--binlog-row-image=MINIMAL"), MySqlServer.started(), MYSQL_ONLY);
    }

    @Test
    void mysql_with_noblob_row_images_and_partial_json() throws Exception {
        compare(MySqlServer.started("--binlog-row-image=NOBLOB"), MySqlServer.started(), MYSQL_ONLY);
        compare(MySqlServer.started("--binlog-row-value-options=PARTIAL_JSON"), MySqlServer.started(), MYSQL_ONLY);
    }

    @Test
    void mariadb_with_and_without_compression() throws Exception {
        compare(MariaDbServer.started(), MariaDbServer.started(), MARIADB_ONLY);
        compare(
                MariaDbServer.started(
                        "--log-bin-compress=ON", "--log-bin-compress-min-len=10", "--binlog-row-metadata=FULL"),
                MariaDbServer.started(),
                MARIADB_ONLY);
    }

    private static void compare(DatabaseServer source, DatabaseServer target, List<String> own) throws Exception {
        try (source;
                target;
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            source.execute("CREATE DATABASE types");
            replica.follow(source).start();
            execute(source, COMMON);
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
}
