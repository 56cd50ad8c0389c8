package io.github.jdbcreplica.dialect.duckdb;

import io.github.jdbcreplica.kit.CorpusLimit;
import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TypeExcuse;
import java.util.List;

/** What DuckDB does not keep, and what stops a replica on it. */
final class DuckDbExcuses {
    private DuckDbExcuses() {}

    static final List<TypeExcuse> TYPES = TypeExcuse.withZeroDatesAsKeys();

    static final List<StatementExcuse> STATEMENTS = List.of(
            CorpusLimit.BLOB_AND_GENERATED_COLUMNS.byHand("""
                            ALTER TABLE "store"."flag_data" ADD COLUMN "size" INTEGER""", """
                            ALTER TABLE "store"."flag_data" ADD COLUMN "shouted" VARCHAR""", """
                            UPDATE "store"."flag_data" SET "size" = octet_length("flag_data"), "shouted" = upper("flag_code")"""),
            CorpusLimit.NUMBERED_PRIMARY_KEY.byHand("""
                            CREATE TABLE "crm"."numbered" AS SELECT CAST(row_number() OVER (ORDER BY "contact_id", "position") AS UBIGINT) AS "id", * FROM "crm"."contact_notes\"""", """
                            DROP TABLE "crm"."contact_notes\"""", """
                            ALTER TABLE "crm"."numbered" RENAME TO "contact_notes\"""", """
                            ALTER TABLE "crm"."contact_notes" ADD PRIMARY KEY ("id")"""),
            CorpusLimit.NUMBERED_UNIQUE_KEY.byHand("""
                            ALTER TABLE "build"."artifact" ADD COLUMN "id" BIGINT""", """
                            UPDATE "build"."artifact" SET "id" = CASE "digest" WHEN X'0000' THEN 1 WHEN X'00' THEN 2 ELSE 3 END"""),
            CorpusLimit.GENERATED_COLUMN_WITH_KEY.byHand("""
                            ALTER TABLE "forum"."thread" ADD COLUMN "slug" VARCHAR""", """
                            UPDATE "forum"."thread" SET "slug" = replace(lower("subject"), ' ', '-')"""),
            CorpusLimit.COMPUTED_DEFAULT.byHand("""
                            ALTER TABLE "forum"."forum_user" ADD COLUMN "signature" VARCHAR DEFAULT '--'""", """
                            ALTER TABLE "forum"."forum_user" ADD COLUMN "joined" DATE DEFAULT DATE '2001-02-03'"""),
            CorpusLimit.TEXT_OF_WIDER_CHARACTER_SET.byHand(),
            CorpusLimit.INVISIBLE_GENERATED_COLUMN.byHand("""
                            ALTER TABLE "chat"."message" ADD COLUMN "meta_a" INTEGER""", """
                            UPDATE "chat"."message" SET "meta_a" = 1 WHERE "meta" IS NOT NULL"""),
            CorpusLimit.NUMBERED_IN_PLACE_OF_PRIMARY_KEY.byHand("""
                            CREATE TABLE "ledger"."numbered" AS SELECT row_number() OVER (ORDER BY "entry", "line") AS "id", * FROM "ledger"."posting\"""", """
                            DROP TABLE "ledger"."posting\"""", """
                            ALTER TABLE "ledger"."numbered" RENAME TO "posting\"""", """
                            ALTER TABLE "ledger"."posting" ADD PRIMARY KEY ("id")"""),
            CorpusLimit.TRUNCATED_PARTITION.byHand("DELETE FROM \"monitoring\".\"sample\" WHERE \"at\" < '2024-02-01'"),
            CorpusLimit.DROPPED_PARTITION.byHand(
                    "DELETE FROM \"monitoring\".\"sample\" WHERE \"at\" >= '2024-02-01' AND \"at\" < '2024-03-01'"),
            CorpusLimit.ROUNDED_TIME.byHand("""
                            UPDATE "conversions"."tightened" SET "t" = date_trunc('second', "t" + INTERVAL '500 milliseconds')"""),
            CorpusLimit.ROUNDED_DECIMAL.byHand("""
                            ALTER TABLE "conversions"."tightened" ALTER COLUMN "x" SET DATA TYPE DECIMAL(10, 1)"""),
            CorpusLimit.COMPUTED_TIME_AND_JSON.byHand("""
                            ALTER TABLE "conversions"."filled" ADD COLUMN "computed" TIMESTAMP DEFAULT TIMESTAMP '2021-01-01 01:01:01'""", """
                            ALTER TABLE "conversions"."filled" ADD COLUMN "json_default" JSON DEFAULT '[1, 2]'"""));
}
