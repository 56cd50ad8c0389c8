package io.github.jdbcreplica.dialect.postgresql;

import io.github.jdbcreplica.kit.CorpusLimit;
import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TypeExcuse;
import java.util.List;

/** What PostgreSQL does not keep, and what stops a replica on it. */
final class PostgreSqlExcuses {
    private PostgreSqlExcuses() {}

    static final List<TypeExcuse> TYPES = TypeExcuse.withZeroDatesAsKeys(TypeExcuse.ofAll(
            "VARCHAR, U+0000",
            "No text of PostgreSQL takes U+0000: the column has to be made bytea on the target, which gets UTF-8."));

    static final List<StatementExcuse> STATEMENTS = List.of(
            CorpusLimit.TRUNCATED_PARTITION.byHand("""
                            DELETE FROM "monitoring"."sample" WHERE "at" < '2024-02-01'"""),
            CorpusLimit.DROPPED_PARTITION.byHand("""
                            DELETE FROM "monitoring"."sample" WHERE "at" >= '2024-02-01' AND "at" < '2024-03-01'"""),
            CorpusLimit.BLOB_AND_GENERATED_COLUMNS.byHand("""
                            ALTER TABLE "store"."flag_data" ALTER COLUMN "flag_data" SET DATA TYPE bytea""", """
                            ALTER TABLE "store"."flag_data" ADD "size" integer, ADD "shouted" varchar(300)""", """
                            UPDATE "store"."flag_data" SET "size" = OCTET_LENGTH("flag_data"), "shouted" = UPPER("flag_code")"""),
            CorpusLimit.NUMBERED_PRIMARY_KEY.byHand("""
                            ALTER TABLE "crm"."contact_notes" DROP CONSTRAINT IF EXISTS "contact_notes.PRIMARY" CASCADE""", """
                            ALTER TABLE "crm"."contact_notes" ADD COLUMN "id" numeric(20) DEFAULT 1 NOT NULL CONSTRAINT "contact_notes.PRIMARY" PRIMARY KEY"""),
            CorpusLimit.NUMBERED_UNIQUE_KEY.byHand("""
                            ALTER TABLE "build"."artifact" ADD COLUMN "id" BIGINT""", """
                            UPDATE "build"."artifact" SET "id" = CASE "digest" WHEN '\\x0000' THEN 1 WHEN '\\x00' THEN 2 ELSE 3 END""", """
                            ALTER TABLE "build"."artifact" ALTER COLUMN "id" SET NOT NULL"""),
            CorpusLimit.GENERATED_COLUMN_WITH_KEY.byHand("""
                            ALTER TABLE "forum"."thread" ADD COLUMN "slug" varchar(140)""", """
                            UPDATE "forum"."thread" SET "slug" = REPLACE(LOWER("subject"), ' ', '-')"""),
            CorpusLimit.COMPUTED_DEFAULT.byHand("""
                            ALTER TABLE "forum"."forum_user" ADD "signature" varchar(255) DEFAULT '--', ADD "joined" date DEFAULT '2001-02-03'"""),
            CorpusLimit.TEXT_OF_WIDER_CHARACTER_SET.byHand(),
            CorpusLimit.INVISIBLE_GENERATED_COLUMN.byHand("""
                            ALTER TABLE "chat"."message" ADD COLUMN "meta_a" INTEGER""", """
                            UPDATE "chat"."message" SET "meta_a" = 1 WHERE "meta" IS NOT NULL"""),
            CorpusLimit.NUMBERED_IN_PLACE_OF_PRIMARY_KEY.byHand("""
                            ALTER TABLE "ledger"."posting" DROP CONSTRAINT "posting.PRIMARY" CASCADE""", """
                            ALTER TABLE "ledger"."posting" ADD COLUMN "id" BIGINT""", """
                            UPDATE "ledger"."posting" p SET "id" = (SELECT COUNT(*) FROM "ledger"."posting" q WHERE (q."entry", q."line") <= (p."entry", p."line"))""", """
                            ALTER TABLE "ledger"."posting" ALTER COLUMN "id" SET NOT NULL""", """
                            ALTER TABLE "ledger"."posting" ADD CONSTRAINT "posting.PRIMARY" PRIMARY KEY ("id")"""),
            CorpusLimit.ROUNDED_TIME.byHand("""
                            ALTER TABLE "conversions"."tightened" ALTER COLUMN "t" SET DATA TYPE timestamp(0)"""),
            CorpusLimit.ROUNDED_DECIMAL.byHand("""
                            ALTER TABLE "conversions"."tightened" ALTER COLUMN "x" SET DATA TYPE numeric(10, 1)"""),
            CorpusLimit.COMPUTED_TIME_AND_JSON.byHand("""
                            ALTER TABLE "conversions"."filled" ADD "computed" timestamp(0) DEFAULT '2021-01-01 01:01:01', ADD "json_default" json DEFAULT '[1, 2]'"""));
}
