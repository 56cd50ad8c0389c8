package io.github.jdbcreplica.dialect.duckdb;

import static io.github.jdbcreplica.kit.TypeExcuse.Cell.AS_KEY;

import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TypeExcuse;
import java.util.List;
import java.util.Set;

/** What DuckDB does not keep, and what stops a replica on it. */
final class DuckDbExcuses {
    private DuckDbExcuses() {}

    private static final String NULL_AS_KEY =
            "With replica.zeroDates=null a zero date is NULL, which no primary key takes: the replica stops.";

    static final List<TypeExcuse> TYPES = List.of(
            new TypeExcuse("DATE, zero and partial", Set.of(AS_KEY), NULL_AS_KEY),
            new TypeExcuse("DATETIME, zero and partial", Set.of(AS_KEY), NULL_AS_KEY),
            new TypeExcuse("TIMESTAMP, zero", Set.of(AS_KEY), NULL_AS_KEY));

    private static final String GENERATED =
            "The source computes a generated column that is added to rows, and does not log what it is.";
    private static final String NUMBERED =
            "The source numbers the rows that are there in an order that it does not log.";
    private static final String ROUNDED = "The source rounds, and does not log what the values are now.";
    private static final String PARTITION = "Which rows a partition has is not in the log.";
    private static final String NOT_PARSED = "The statement is not understood.";
    private static final String STALE =
            "A statement on this table was passed over before, and the replica's model does not know what it did.";

    static final List<StatementExcuse> STATEMENTS = List.of(
            new StatementExcuse("""
                    ALTER TABLE `flag_data` MODIFY `flag_data` longblob, ADD `size` int AS (LENGTH(`flag_data`)) STORED, ADD `shouted` varchar(300) AS (UPPER(flag_code)) VIRTUAL""", GENERATED, List.of("""
                            ALTER TABLE "store"."flag_data" ADD COLUMN "size" INTEGER""", """
                            ALTER TABLE "store"."flag_data" ADD COLUMN "shouted" VARCHAR""", """
                            UPDATE "store"."flag_data" SET "size" = octet_length("flag_data"), "shouted" = upper("flag_code")""")),
            new StatementExcuse("""
                    alter table `contact_notes` drop primary key, add `id` bigint unsigned not null auto_increment primary key first""", NUMBERED, List.of("""
                            CREATE TABLE "crm"."numbered" AS SELECT CAST(row_number() OVER (ORDER BY "contact_id", "position") AS UBIGINT) AS "id", * FROM "crm"."contact_notes\"""", """
                            DROP TABLE "crm"."contact_notes\"""", """
                            ALTER TABLE "crm"."numbered" RENAME TO "contact_notes\"""", """
                            ALTER TABLE "crm"."contact_notes" ADD PRIMARY KEY ("id")""")),
            new StatementExcuse(
                    "ALTER TABLE artifact ADD COLUMN id BIGINT NOT NULL AUTO_INCREMENT UNIQUE FIRST",
                    NUMBERED,
                    List.of("""
                            ALTER TABLE "build"."artifact" ADD COLUMN "id" BIGINT""", """
                            UPDATE "build"."artifact" SET "id" = CASE "digest" WHEN X'0000' THEN 1 WHEN X'00' THEN 2 ELSE 3 END""")),
            new StatementExcuse("""
                    ALTER TABLE thread ADD slug VARCHAR(140) AS (REPLACE(LOWER(subject), ' ', '-')) STORED, ADD UNIQUE KEY (slug)""", GENERATED, List.of("""
                            ALTER TABLE "forum"."thread" ADD COLUMN "slug" VARCHAR""", """
                            UPDATE "forum"."thread" SET "slug" = replace(lower("subject"), ' ', '-')""")),
            new StatementExcuse("""
                    ALTER TABLE forum_user ADD signature VARCHAR(255) DEFAULT (CONCAT('-', '-')), ADD joined DATE DEFAULT (DATE '2001-02-03')""", NOT_PARSED, List.of("""
                            ALTER TABLE "forum"."forum_user" ADD COLUMN "signature" VARCHAR DEFAULT '--'""", """
                            ALTER TABLE "forum"."forum_user" ADD COLUMN "joined" DATE DEFAULT DATE '2001-02-03'""")),
            new StatementExcuse(
                    "ALTER TABLE room MODIFY topic TEXT CHARACTER SET utf8mb4",
                    "A TEXT may get too long in another character set, and loses trailing spaces then.",
                    List.of()),
            new StatementExcuse(
                    "ALTER TABLE message ADD meta_a INT AS (JSON_LENGTH(meta)) STORED INVISIBLE, ADD KEY (meta_a)",
                    GENERATED,
                    List.of("""
                            ALTER TABLE "chat"."message" ADD COLUMN "meta_a" INTEGER""", """
                            UPDATE "chat"."message" SET "meta_a" = 1 WHERE "meta" IS NOT NULL""")),
            new StatementExcuse("""
                    ALTER TABLE posting DROP PRIMARY KEY, ADD COLUMN id BIGINT AUTO_INCREMENT PRIMARY KEY FIRST, ADD UNIQUE KEY (entry, line)""", NUMBERED, List.of("""
                            CREATE TABLE "ledger"."numbered" AS SELECT row_number() OVER (ORDER BY "entry", "line") AS "id", * FROM "ledger"."posting\"""", """
                            DROP TABLE "ledger"."posting\"""", """
                            ALTER TABLE "ledger"."numbered" RENAME TO "posting\"""", """
                            ALTER TABLE "ledger"."posting" ADD PRIMARY KEY ("id")""")),
            new StatementExcuse(
                    "ALTER TABLE sample TRUNCATE PARTITION p202401",
                    PARTITION,
                    List.of("DELETE FROM \"monitoring\".\"sample\" WHERE \"at\" < '2024-02-01'")),
            new StatementExcuse(
                    "ALTER TABLE sample DROP PARTITION p202402",
                    PARTITION,
                    List.of(
                            "DELETE FROM \"monitoring\".\"sample\" WHERE \"at\" >= '2024-02-01' AND \"at\" < '2024-03-01'")),
            new StatementExcuse("ALTER TABLE host ADD PARTITION PARTITIONS 2", NOT_PARSED, List.of()),
            new StatementExcuse(
                    "ALTER TABLE sample_hourly ADD COLUMN n INT NOT NULL DEFAULT 0 FIRST REMOVE PARTITIONING",
                    NOT_PARSED,
                    List.of("""
                            ALTER TABLE "monitoring"."sample_hourly" ADD COLUMN "n" INTEGER DEFAULT 0""")),
            new StatementExcuse("ALTER TABLE tightened MODIFY t DATETIME", ROUNDED, List.of("""
                            UPDATE "conversions"."tightened" SET "t" = date_trunc('second', "t" + INTERVAL '500 milliseconds')""")),
            new StatementExcuse("ALTER TABLE tightened MODIFY x DECIMAL(10,1)", ROUNDED, List.of("""
                            ALTER TABLE "conversions"."tightened" ALTER COLUMN "x" SET DATA TYPE DECIMAL(10, 1)""")),
            new StatementExcuse("""
                    ALTER TABLE filled ADD computed DATETIME DEFAULT (TIMESTAMP '2021-01-01 01:01:01'), ADD json_default JSON DEFAULT (JSON_ARRAY(1, 2))""", NOT_PARSED, List.of("""
                            ALTER TABLE "conversions"."filled" ADD COLUMN "computed" TIMESTAMP DEFAULT TIMESTAMP '2021-01-01 01:01:01'""", """
                            ALTER TABLE "conversions"."filled" ADD COLUMN "json_default" JSON DEFAULT '[1, 2]'""")));
}
