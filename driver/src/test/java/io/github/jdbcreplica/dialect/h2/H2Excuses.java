package io.github.jdbcreplica.dialect.h2;

import static io.github.jdbcreplica.kit.TypeExcuse.Cell.AS_KEY;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.INSERT;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.KEYLESS;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.UPDATE;

import io.github.jdbcreplica.kit.CorpusLimit;
import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TypeExcuse;
import java.util.List;
import java.util.Set;

/** What H2 does not keep, and what stops a replica on it. */
final class H2Excuses {
    private H2Excuses() {}

    private static final String ONE_ZERO = "H2 has one zero: -0.0 becomes 0.0.";
    static final List<TypeExcuse> TYPES = TypeExcuse.withZeroDatesAsKeys(
            new TypeExcuse("FLOAT, negative zero", Set.of(INSERT, UPDATE, KEYLESS, AS_KEY), ONE_ZERO),
            new TypeExcuse("DOUBLE, negative zero", Set.of(INSERT, UPDATE, KEYLESS, AS_KEY), ONE_ZERO),
            new TypeExcuse("JSON, negative zero", Set.of(INSERT, UPDATE, KEYLESS), ONE_ZERO),
            new TypeExcuse("VECTOR, negative zero", Set.of(INSERT, UPDATE, KEYLESS), ONE_ZERO));

    static final List<StatementExcuse> STATEMENTS = List.of(
            CorpusLimit.BLOB_AND_GENERATED_COLUMNS.byHand("""
                            ALTER TABLE "store"."flag_data" ALTER COLUMN "flag_data" SET DATA TYPE BINARY LARGE OBJECT""", """
                            ALTER TABLE "store"."flag_data" ADD ("size" INTEGER, "shouted" CHARACTER VARYING(300))""", """
                            UPDATE "store"."flag_data" SET "size" = OCTET_LENGTH("flag_data"), "shouted" = UPPER("flag_code")"""),
            CorpusLimit.NUMBERED_PRIMARY_KEY.byHand("""
                            ALTER TABLE "crm"."contact_notes" DROP PRIMARY KEY""", """
                            ALTER TABLE "crm"."contact_notes" ADD COLUMN "id" NUMERIC(20) DEFAULT 1 NOT NULL PRIMARY KEY"""),
            CorpusLimit.NUMBERED_UNIQUE_KEY.byHand("""
                            ALTER TABLE "build"."artifact" ADD COLUMN "id" BIGINT""", """
                            UPDATE "build"."artifact" SET "id" = CASE "digest" WHEN X'0000' THEN 1 WHEN X'00' THEN 2 ELSE 3 END""", """
                            ALTER TABLE "build"."artifact" ALTER COLUMN "id" SET NOT NULL"""),
            CorpusLimit.GENERATED_COLUMN_WITH_KEY.byHand("""
                            ALTER TABLE "forum"."thread" ADD COLUMN "slug" CHARACTER VARYING(280)""", """
                            UPDATE "forum"."thread" SET "slug" = REPLACE(LOWER("subject"), ' ', '-')"""),
            CorpusLimit.COMPUTED_DEFAULT.byHand("""
                            ALTER TABLE "forum"."forum_user" ADD ("signature" CHARACTER VARYING(510) DEFAULT '--', "joined" DATE DEFAULT DATE '2001-02-03')"""),
            CorpusLimit.TEXT_OF_WIDER_CHARACTER_SET.byHand(),
            CorpusLimit.INVISIBLE_GENERATED_COLUMN.byHand("""
                            ALTER TABLE "chat"."message" ADD COLUMN "meta_a" INTEGER""", """
                            UPDATE "chat"."message" SET "meta_a" = 1 WHERE "meta" IS NOT NULL"""),
            CorpusLimit.NUMBERED_IN_PLACE_OF_PRIMARY_KEY.byHand("""
                            ALTER TABLE "ledger"."posting" DROP PRIMARY KEY""", """
                            ALTER TABLE "ledger"."posting" ADD COLUMN "id" BIGINT""", """
                            UPDATE "ledger"."posting" p SET "id" = (SELECT COUNT(*) FROM "ledger"."posting" q WHERE (q."entry", q."line") <= (p."entry", p."line"))""", """
                            ALTER TABLE "ledger"."posting" ALTER COLUMN "id" SET NOT NULL""", """
                            ALTER TABLE "ledger"."posting" ADD PRIMARY KEY ("id")"""),
            CorpusLimit.TRUNCATED_PARTITION.byHand("DELETE FROM \"monitoring\".\"sample\" WHERE \"at\" < '2024-02-01'"),
            CorpusLimit.DROPPED_PARTITION.byHand(
                    "DELETE FROM \"monitoring\".\"sample\" WHERE \"at\" >= '2024-02-01' AND \"at\" < '2024-03-01'"),
            CorpusLimit.ROUNDED_TIME.byHand("""
                            ALTER TABLE "conversions"."tightened" ALTER COLUMN "t" SET DATA TYPE TIMESTAMP(0)"""),
            CorpusLimit.ROUNDED_DECIMAL.byHand("""
                            ALTER TABLE "conversions"."tightened" ALTER COLUMN "x" SET DATA TYPE NUMERIC(10, 1)"""),
            CorpusLimit.COMPUTED_TIME_AND_JSON.byHand("""
                            ALTER TABLE "conversions"."filled" ADD ("computed" TIMESTAMP(0) DEFAULT TIMESTAMP '2021-01-01 01:01:01', "json_default" JSON DEFAULT JSON '[1, 2]')"""));
}
