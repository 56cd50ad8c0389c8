package io.github.jdbcreplica.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.SessionContext;
import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.event.SourceVersion;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tables a server's filters are asked about. */
class UpdatedTablesTest {
    private static final SessionContext SESSION = new SessionContext(
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO t SELECT * FROM b.u | d.t",
                "INSERT IGNORE b.t (i) VALUES (1) ON DUPLICATE KEY UPDATE i = 2 | b.t",
                "REPLACE INTO `b`.`t` VALUES (1) | b.t",
                "UPDATE t SET i = 1 | d.t",
                "UPDATE t x, b.u AS y SET y.i = x.i | b.u",
                "UPDATE t, b.u SET i = 1 | d.t b.u",
                "UPDATE t JOIN b.u ON t.i = u.i SET t.i = 1, u.i = 2 | d.t b.u",
                "DELETE FROM b.t WHERE i = 1 | b.t",
                "DELETE x FROM b.t x, u | b.t",
                "DELETE FROM x, u USING b.t x, u | b.t d.u",
                "LOAD DATA INFILE 'f' INTO TABLE b.t | b.t",
                "CREATE OR REPLACE ALGORITHM=UNDEFINED DEFINER=`r`@`h` SQL SECURITY DEFINER VIEW `v` AS SELECT 1 FROM u | d.v",
                "DROP VIEW IF EXISTS v, `b`.`w` | d.v b.w",
                "GRANT SELECT ON `b`.`t` TO 'u'@'%' | b.t",
                "GRANT SELECT ON b.* TO u | ''",
                "CREATE USER u | ''",
                "ANALYZE TABLE t, b.u | d.t b.u",
                "CREATE TEMPORARY TABLE t (i INT) | d.t",
                "RENAME TABLE t TO b.t, c.u TO v | d.t b.t c.u d.v",
                "ALTER TABLE t RENAME TO b.t | d.t",
                "CREATE TABLE t LIKE b.u | d.t",
                "DROP TABLE t, b.u | d.t b.u",
                "CREATE TABLE t (i INT) SELECT 1 FROM b.u | d.t",
                "CREATE PROCEDURE p() SELECT 1 | ''"
            })
    void of_a_statement(String sql, String expected) {
        Query query = new Query(
                new EventHeader("Query", 0, 1, BinlogCoordinates.START, 0),
                "d",
                sql,
                SESSION,
                false,
                new SourceVersion(false, 9, 7),
                0);
        SchemaChange change = DdlParser.parse(
                query, name -> Optional.empty(), name -> Optional.of("utf8mb4_0900_ai_ci"), () -> false);
        assertThat(UpdatedTables.of(change, query).orElseThrow().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }
}
