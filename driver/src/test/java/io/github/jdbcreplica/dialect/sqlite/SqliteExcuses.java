package io.github.jdbcreplica.dialect.sqlite;

import static io.github.jdbcreplica.kit.TypeExcuse.Cell.AS_KEY;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.INSERT;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.KEYLESS;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.UPDATE;

import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TypeExcuse;
import java.util.List;
import java.util.Set;

/** What SQLite does not keep, and what stops a replica on it. */
final class SqliteExcuses {
    private SqliteExcuses() {}

    private static final String ONE_ZERO = "A REAL column of SQLite has one zero: -0.0 becomes 0.0.";
    private static final String NULL_AS_KEY =
            "With replica.zeroDates=null a zero date is NULL, which no primary key takes: the replica stops.";

    static final List<TypeExcuse> TYPES = List.of(
            new TypeExcuse("FLOAT, negative zero", Set.of(INSERT, UPDATE, KEYLESS, AS_KEY), ONE_ZERO),
            new TypeExcuse("DOUBLE, negative zero", Set.of(INSERT, UPDATE, KEYLESS, AS_KEY), ONE_ZERO),
            new TypeExcuse("DATE, zero and partial", Set.of(AS_KEY), NULL_AS_KEY),
            new TypeExcuse("DATETIME, zero and partial", Set.of(AS_KEY), NULL_AS_KEY),
            new TypeExcuse("TIMESTAMP, zero", Set.of(AS_KEY), NULL_AS_KEY));

    private static final String GENERATED =
            "The source computes a generated column that is added to rows, and does not log what it is.";
    private static final String NUMBERED =
            "The source numbers the rows that are there in an order that it does not log.";
    private static final String ROUNDED = "The source rounds, and does not log what the values are now.";
    private static final String NOT_PARSED = "The statement is not understood.";

    private static final String PARTITION = "Which rows a partition has is not in the log.";

    static final List<StatementExcuse> STATEMENTS = List.of(
            new StatementExcuse(
                    "ALTER TABLE sample TRUNCATE PARTITION p202401",
                    PARTITION,
                    List.of("DELETE FROM sample WHERE at < '2024-02-01'")),
            new StatementExcuse(
                    "ALTER TABLE sample DROP PARTITION p202402",
                    PARTITION,
                    List.of("DELETE FROM sample WHERE at >= '2024-02-01' AND at < '2024-03-01'")),
            new StatementExcuse(
                    "ALTER TABLE sample_hourly ADD COLUMN n INT NOT NULL DEFAULT 0 FIRST REMOVE PARTITIONING",
                    NOT_PARSED,
                    List.of("ALTER TABLE sample_hourly ADD COLUMN n INTEGER NOT NULL DEFAULT 0")),
            new StatementExcuse("""
                    ALTER TABLE `flag_data` MODIFY `flag_data` longblob, ADD `size` int AS (LENGTH(`flag_data`)) STORED, ADD `shouted` varchar(300) AS (UPPER(flag_code)) VIRTUAL""", GENERATED, List.of("""
                            ALTER TABLE flag_data ADD COLUMN size INTEGER""", """
                            ALTER TABLE flag_data ADD COLUMN shouted TEXT""", """
                            UPDATE flag_data SET size = length(flag_data), shouted = upper(flag_code)""")),
            new StatementExcuse("""
                    alter table `contact_notes` drop primary key, add `id` bigint unsigned not null auto_increment primary key first""", NUMBERED, List.of("""
                            CREATE TABLE anew AS SELECT 1 AS id, * FROM contact_notes""", """
                            DROP TABLE contact_notes""", """
                            ALTER TABLE anew RENAME TO contact_notes""")),
            new StatementExcuse("""
                    ALTER TABLE artifact ADD COLUMN id BIGINT NOT NULL AUTO_INCREMENT UNIQUE FIRST""", NUMBERED, List.of("""
                            ALTER TABLE artifact ADD COLUMN id INTEGER""", """
                            UPDATE artifact SET id = CASE digest WHEN X'0000' THEN 1 WHEN X'00' THEN 2 ELSE 3 END""")),
            new StatementExcuse("""
                    ALTER TABLE thread ADD slug VARCHAR(140) AS (REPLACE(LOWER(subject), ' ', '-')) STORED, ADD UNIQUE KEY (slug)""", GENERATED, List.of("""
                            ALTER TABLE thread ADD COLUMN slug TEXT""", """
                            UPDATE thread SET slug = replace(lower(subject), ' ', '-')""")),
            new StatementExcuse("""
                    ALTER TABLE forum_user ADD signature VARCHAR(255) DEFAULT (CONCAT('-', '-')), ADD joined DATE DEFAULT (DATE '2001-02-03')""", NOT_PARSED, List.of("""
                            ALTER TABLE forum_user ADD COLUMN signature TEXT DEFAULT '--'""", """
                            ALTER TABLE forum_user ADD COLUMN joined TEXT DEFAULT '2001-02-03'""")),
            new StatementExcuse(
                    """
                    ALTER TABLE room MODIFY topic TEXT CHARACTER SET utf8mb4""",
                    "A TEXT may get too long in another character set, and loses trailing spaces then.",
                    List.of()),
            new StatementExcuse("""
                    ALTER TABLE message ADD meta_a INT AS (JSON_LENGTH(meta)) STORED INVISIBLE, ADD KEY (meta_a)""", GENERATED, List.of("""
                            ALTER TABLE message ADD COLUMN meta_a INTEGER""", """
                            UPDATE message SET meta_a = 1 WHERE meta IS NOT NULL""")),
            new StatementExcuse("""
                    ALTER TABLE posting DROP PRIMARY KEY, ADD COLUMN id BIGINT AUTO_INCREMENT PRIMARY KEY FIRST, ADD UNIQUE KEY (entry, line)""", NUMBERED, List.of("""
                            CREATE TABLE anew AS SELECT (SELECT COUNT(*) FROM posting q WHERE (q.entry, q.line) <= (p.entry, p.line)) AS id, p.* FROM posting p""", """
                            DROP TABLE posting""", """
                            ALTER TABLE anew RENAME TO posting""")),
            new StatementExcuse("""
                    ALTER TABLE host ADD PARTITION PARTITIONS 2""", NOT_PARSED, List.of()),
            new StatementExcuse("""
                    ALTER TABLE tightened MODIFY t DATETIME""", ROUNDED, List.of("""
                            UPDATE tightened SET t = substr(t, 1, 19)""")),
            new StatementExcuse("""
                    ALTER TABLE tightened MODIFY x DECIMAL(10,1)""", ROUNDED, List.of("""
                            UPDATE tightened SET x = printf('%.1f', x) WHERE x IS NOT NULL""")),
            new StatementExcuse("""
                    ALTER TABLE filled ADD computed DATETIME DEFAULT (TIMESTAMP '2021-01-01 01:01:01'), ADD json_default JSON DEFAULT (JSON_ARRAY(1, 2))""", NOT_PARSED, List.of("""
                            ALTER TABLE filled ADD COLUMN computed TEXT DEFAULT '2021-01-01 01:01:01'""", """
                            ALTER TABLE filled ADD COLUMN json_default TEXT DEFAULT '[1, 2]'""")));
}
