package io.github.jdbcreplica.dialect.postgresql;

import static io.github.jdbcreplica.kit.TypeExcuse.Cell.AS_KEY;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.DELETE;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.INSERT;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.KEYLESS;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.UPDATE;

import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TypeExcuse;
import java.util.List;
import java.util.Set;

/** What PostgreSQL does not keep, and what stops a replica on it. */
final class PostgreSqlExcuses {
    private PostgreSqlExcuses() {}

    private static final String NULL_AS_KEY =
            "With replica.zeroDates=null a zero date is NULL, which no primary key takes: the replica stops.";

    static final List<TypeExcuse> TYPES = List.of(
            new TypeExcuse("DATE, zero and partial", Set.of(AS_KEY), NULL_AS_KEY),
            new TypeExcuse("DATETIME, zero and partial", Set.of(AS_KEY), NULL_AS_KEY),
            new TypeExcuse("TIMESTAMP, zero", Set.of(AS_KEY), NULL_AS_KEY),
            new TypeExcuse(
                    "VARCHAR, U+0000",
                    Set.of(INSERT, UPDATE, DELETE, KEYLESS, AS_KEY),
                    "No text of PostgreSQL takes U+0000: the column has to be made bytea on the target, which gets UTF-8."));

    private static final String GENERATED =
            "The source computes a generated column that is added to rows, and does not log what it is.";
    private static final String NUMBERED =
            "The source numbers the rows that are there in an order that it does not log.";
    private static final String ROUNDED = "The source rounds, and does not log what the values are now.";
    private static final String NOT_PARSED = "The statement is not understood.";

    private static final String PARTITION = "Which rows a partition has is not in the log.";

    static final List<StatementExcuse> STATEMENTS = List.of(
            new StatementExcuse("ALTER TABLE sample TRUNCATE PARTITION p202401", PARTITION, List.of("""
                            DELETE FROM "monitoring"."sample" WHERE "at" < '2024-02-01'""")),
            new StatementExcuse("ALTER TABLE sample DROP PARTITION p202402", PARTITION, List.of("""
                            DELETE FROM "monitoring"."sample" WHERE "at" >= '2024-02-01' AND "at" < '2024-03-01'""")),
            new StatementExcuse("""
                    ALTER TABLE `flag_data` MODIFY `flag_data` longblob, ADD `size` int AS (LENGTH(`flag_data`)) STORED, ADD `shouted` varchar(300) AS (UPPER(flag_code)) VIRTUAL""", GENERATED, List.of("""
                            ALTER TABLE "store"."flag_data" ALTER COLUMN "flag_data" SET DATA TYPE bytea""", """
                            ALTER TABLE "store"."flag_data" ADD "size" integer, ADD "shouted" varchar(300)""", """
                            UPDATE "store"."flag_data" SET "size" = OCTET_LENGTH("flag_data"), "shouted" = UPPER("flag_code")""")),
            new StatementExcuse("""
                    alter table `contact_notes` drop primary key, add `id` bigint unsigned not null auto_increment primary key first""", NUMBERED, List.of("""
                            ALTER TABLE "crm"."contact_notes" DROP CONSTRAINT IF EXISTS "contact_notes.PRIMARY" CASCADE""", """
                            ALTER TABLE "crm"."contact_notes" ADD COLUMN "id" numeric(20) DEFAULT 1 NOT NULL CONSTRAINT "contact_notes.PRIMARY" PRIMARY KEY""")),
            new StatementExcuse(
                    "ALTER TABLE artifact ADD COLUMN id BIGINT NOT NULL AUTO_INCREMENT UNIQUE FIRST",
                    NUMBERED,
                    List.of("""
                            ALTER TABLE "build"."artifact" ADD COLUMN "id" BIGINT""", """
                            UPDATE "build"."artifact" SET "id" = CASE "digest" WHEN '\\x0000' THEN 1 WHEN '\\x00' THEN 2 ELSE 3 END""", """
                            ALTER TABLE "build"."artifact" ALTER COLUMN "id" SET NOT NULL""")),
            new StatementExcuse("""
                    ALTER TABLE thread ADD slug VARCHAR(140) AS (REPLACE(LOWER(subject), ' ', '-')) STORED, ADD UNIQUE KEY (slug)""", GENERATED, List.of("""
                            ALTER TABLE "forum"."thread" ADD COLUMN "slug" varchar(140)""", """
                            UPDATE "forum"."thread" SET "slug" = REPLACE(LOWER("subject"), ' ', '-')""")),
            new StatementExcuse("""
                    ALTER TABLE forum_user ADD signature VARCHAR(255) DEFAULT (CONCAT('-', '-')), ADD joined DATE DEFAULT (DATE '2001-02-03')""", NOT_PARSED, List.of("""
                            ALTER TABLE "forum"."forum_user" ADD "signature" varchar(255) DEFAULT '--', ADD "joined" date DEFAULT '2001-02-03'""")),
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
                            ALTER TABLE "ledger"."posting" DROP CONSTRAINT "posting.PRIMARY" CASCADE""", """
                            ALTER TABLE "ledger"."posting" ADD COLUMN "id" BIGINT""", """
                            UPDATE "ledger"."posting" p SET "id" = (SELECT COUNT(*) FROM "ledger"."posting" q WHERE (q."entry", q."line") <= (p."entry", p."line"))""", """
                            ALTER TABLE "ledger"."posting" ALTER COLUMN "id" SET NOT NULL""", """
                            ALTER TABLE "ledger"."posting" ADD CONSTRAINT "posting.PRIMARY" PRIMARY KEY ("id")""")),
            new StatementExcuse("ALTER TABLE host ADD PARTITION PARTITIONS 2", NOT_PARSED, List.of()),
            new StatementExcuse(
                    "ALTER TABLE sample_hourly ADD COLUMN n INT NOT NULL DEFAULT 0 FIRST REMOVE PARTITIONING",
                    NOT_PARSED,
                    List.of("""
                            ALTER TABLE "monitoring"."sample_hourly" ADD COLUMN "n" INTEGER DEFAULT 0 NOT NULL""")),
            new StatementExcuse("ALTER TABLE tightened MODIFY t DATETIME", ROUNDED, List.of("""
                            ALTER TABLE "conversions"."tightened" ALTER COLUMN "t" SET DATA TYPE timestamp(0)""")),
            new StatementExcuse("ALTER TABLE tightened MODIFY x DECIMAL(10,1)", ROUNDED, List.of("""
                            ALTER TABLE "conversions"."tightened" ALTER COLUMN "x" SET DATA TYPE numeric(10, 1)""")),
            new StatementExcuse("""
                    ALTER TABLE filled ADD computed DATETIME DEFAULT (TIMESTAMP '2021-01-01 01:01:01'), ADD json_default JSON DEFAULT (JSON_ARRAY(1, 2))""", NOT_PARSED, List.of("""
                            ALTER TABLE "conversions"."filled" ADD "computed" timestamp(0) DEFAULT '2021-01-01 01:01:01', ADD "json_default" json DEFAULT '[1, 2]'""")));
}
