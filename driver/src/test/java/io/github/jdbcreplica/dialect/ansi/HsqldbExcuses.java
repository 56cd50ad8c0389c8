package io.github.jdbcreplica.dialect.ansi;

import io.github.jdbcreplica.kit.CorpusLimit;
import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TypeExcuse;
import java.util.List;
import java.util.stream.Stream;

/** What HSQLDB does not keep, and what stops a replica on it: by plain SQL, and with the example of a dialect. */
public final class HsqldbExcuses {
    private HsqldbExcuses() {}

    public static final List<TypeExcuse> TYPES = TypeExcuse.withZeroDatesAsKeys(TypeExcuse.daysOfNoJulianCalendar());

    /** What the log does not hold. */
    private static final List<StatementExcuse> NOT_LOGGED = List.of(
            CorpusLimit.BLOB_AND_GENERATED_COLUMNS.byHand("""
                            ALTER TABLE "store"."flag_data" ADD COLUMN "size" BIGINT""", """
                            ALTER TABLE "store"."flag_data" ADD COLUMN "shouted" CHARACTER VARYING(600)""", """
                            UPDATE "store"."flag_data" SET "size" = OCTET_LENGTH("flag_data"), "shouted" = UPPER("flag_code")"""),
            CorpusLimit.NUMBERED_PRIMARY_KEY.byHand("""
                            ALTER TABLE "crm"."contact_notes" DROP CONSTRAINT "contact_notes.PRIMARY\"""", """
                            ALTER TABLE "crm"."contact_notes" ADD COLUMN "id" NUMERIC(20) DEFAULT 1 NOT NULL""", """
                            ALTER TABLE "crm"."contact_notes" ADD CONSTRAINT "contact_notes.PRIMARY" PRIMARY KEY ("id")"""),
            CorpusLimit.NUMBERED_UNIQUE_KEY.byHand("""
                            ALTER TABLE "build"."artifact" ADD COLUMN "id" BIGINT""", """
                            UPDATE "build"."artifact" SET "id" = CASE "digest" WHEN X'0000' THEN 1 WHEN X'00' THEN 2 ELSE 3 END""", """
                            ALTER TABLE "build"."artifact" ALTER COLUMN "id" SET NOT NULL""", """
                            ALTER TABLE "build"."artifact" ADD CONSTRAINT "artifact.id" UNIQUE ("id")"""),
            CorpusLimit.GENERATED_COLUMN_WITH_KEY.byHand("""
                            ALTER TABLE "forum"."thread" ADD COLUMN "slug" CHARACTER VARYING(280)""", """
                            UPDATE "forum"."thread" SET "slug" = REPLACE(LOWER("subject"), ' ', '-')""", """
                            ALTER TABLE "forum"."thread" ADD CONSTRAINT "thread.slug" UNIQUE ("slug")"""),
            CorpusLimit.COMPUTED_DEFAULT.byHand("""
                            ALTER TABLE "forum"."forum_user" ADD COLUMN "signature" CHARACTER VARYING(510) DEFAULT '--'""", """
                            ALTER TABLE "forum"."forum_user" ADD COLUMN "joined" DATE DEFAULT DATE '2001-02-03'"""),
            CorpusLimit.TEXT_OF_WIDER_CHARACTER_SET.byHand(),
            CorpusLimit.INVISIBLE_GENERATED_COLUMN.byHand("""
                            ALTER TABLE "chat"."message" ADD COLUMN "meta_a" BIGINT""", """
                            UPDATE "chat"."message" SET "meta_a" = 1 WHERE "meta" IS NOT NULL"""),
            CorpusLimit.NUMBERED_IN_PLACE_OF_PRIMARY_KEY.byHand("""
                            ALTER TABLE "ledger"."posting" DROP CONSTRAINT "posting.PRIMARY\"""", """
                            ALTER TABLE "ledger"."posting" ADD COLUMN "id" BIGINT""", """
                            UPDATE "ledger"."posting" p SET "id" = (SELECT COUNT(*) FROM "ledger"."posting" q WHERE q."entry" * 100 + q."line" <= p."entry" * 100 + p."line")""", """
                            ALTER TABLE "ledger"."posting" ALTER COLUMN "id" SET NOT NULL""", """
                            ALTER TABLE "ledger"."posting" ADD CONSTRAINT "posting.PRIMARY" PRIMARY KEY ("id")""", """
                            ALTER TABLE "ledger"."posting" ADD CONSTRAINT "posting.entry" UNIQUE ("entry", "line")"""),
            CorpusLimit.TRUNCATED_PARTITION.byHand("""
                            DELETE FROM "monitoring"."sample" WHERE "at" < TIMESTAMP '2024-02-01 00:00:00'"""),
            CorpusLimit.DROPPED_PARTITION.byHand("""
                            DELETE FROM "monitoring"."sample" WHERE "at" >= TIMESTAMP '2024-02-01 00:00:00' AND "at" < TIMESTAMP '2024-03-01 00:00:00'"""),
            CorpusLimit.ROUNDED_TIME.byHand("""
                            ALTER TABLE "conversions"."tightened" ALTER COLUMN "t" SET DATA TYPE TIMESTAMP(0)"""),
            CorpusLimit.ROUNDED_DECIMAL.byHand("""
                            ALTER TABLE "conversions"."tightened" ALTER COLUMN "x" SET DATA TYPE NUMERIC(10, 1)"""),
            CorpusLimit.COMPUTED_TIME_AND_JSON.byHand("""
                            ALTER TABLE "conversions"."filled" ADD COLUMN "computed" TIMESTAMP(0) DEFAULT TIMESTAMP '2021-01-01 01:01:01'""", """
                            ALTER TABLE "conversions"."filled" ADD COLUMN "json_default" CHARACTER VARYING(1000) DEFAULT '[1, 2]'"""));

    private static final String EQUAL_ROWS = "Nothing tells equal rows of a table without a key apart.";

    private static final List<StatementExcuse> TWINS = List.of(
            new StatementExcuse("UPDATE artifact SET digest = X'0000' LIMIT 1", EQUAL_ROWS, List.of("""
                            UPDATE "build"."artifact" SET "digest" = X'0000' WHERE "job_id" = 1 LIMIT 1""")),
            new StatementExcuse("DELETE FROM artifact WHERE job_id = 3 LIMIT 1", EQUAL_ROWS, List.of("""
                            DELETE FROM "build"."artifact" WHERE "job_id" = 3 LIMIT 1""")),
            new StatementExcuse("DELETE FROM event_log WHERE seq = 4 LIMIT 1", EQUAL_ROWS, List.of("""
                            DELETE FROM "monitoring"."event_log" WHERE "seq" = 4 LIMIT 1""")),
            new StatementExcuse("DELETE FROM staged WHERE id = 5 LIMIT 2", EQUAL_ROWS, List.of("""
                            DELETE FROM "dba"."staged" WHERE "id" = 5 AND "a" IS NOT NULL""")));

    public static final List<StatementExcuse> STATEMENTS =
            Stream.concat(NOT_LOGGED.stream(), TWINS.stream()).toList();
}
