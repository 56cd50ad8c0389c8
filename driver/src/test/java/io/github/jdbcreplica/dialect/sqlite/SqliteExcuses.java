package io.github.jdbcreplica.dialect.sqlite;

import static io.github.jdbcreplica.kit.TypeExcuse.Cell.AS_KEY;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.INSERT;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.KEYLESS;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.UPDATE;

import io.github.jdbcreplica.kit.CorpusLimit;
import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TypeExcuse;
import java.util.List;
import java.util.Set;

/** What SQLite does not keep, and what stops a replica on it. */
final class SqliteExcuses {
    private SqliteExcuses() {}

    private static final String ONE_ZERO = "A REAL column of SQLite has one zero: -0.0 becomes 0.0.";
    static final List<TypeExcuse> TYPES = TypeExcuse.withZeroDatesAsKeys(
            new TypeExcuse("FLOAT, negative zero", Set.of(INSERT, UPDATE, KEYLESS, AS_KEY), ONE_ZERO),
            new TypeExcuse("DOUBLE, negative zero", Set.of(INSERT, UPDATE, KEYLESS, AS_KEY), ONE_ZERO));

    static final List<StatementExcuse> STATEMENTS = List.of(
            CorpusLimit.TRUNCATED_PARTITION.byHand("DELETE FROM sample WHERE at < '2024-02-01'"),
            CorpusLimit.DROPPED_PARTITION.byHand("DELETE FROM sample WHERE at >= '2024-02-01' AND at < '2024-03-01'"),
            CorpusLimit.BLOB_AND_GENERATED_COLUMNS.byHand("""
                            ALTER TABLE flag_data ADD COLUMN size INTEGER""", """
                            ALTER TABLE flag_data ADD COLUMN shouted TEXT""", """
                            UPDATE flag_data SET size = length(flag_data), shouted = upper(flag_code)"""),
            CorpusLimit.NUMBERED_PRIMARY_KEY.byHand("""
                            CREATE TABLE anew AS SELECT 1 AS id, * FROM contact_notes""", """
                            DROP TABLE contact_notes""", """
                            ALTER TABLE anew RENAME TO contact_notes"""),
            CorpusLimit.NUMBERED_UNIQUE_KEY.byHand("""
                            ALTER TABLE artifact ADD COLUMN id INTEGER""", """
                            UPDATE artifact SET id = CASE digest WHEN X'0000' THEN 1 WHEN X'00' THEN 2 ELSE 3 END"""),
            CorpusLimit.GENERATED_COLUMN_WITH_KEY.byHand("""
                            ALTER TABLE thread ADD COLUMN slug TEXT""", """
                            UPDATE thread SET slug = replace(lower(subject), ' ', '-')"""),
            CorpusLimit.COMPUTED_DEFAULT.byHand("""
                            ALTER TABLE forum_user ADD COLUMN signature TEXT DEFAULT '--'""", """
                            ALTER TABLE forum_user ADD COLUMN joined TEXT DEFAULT '2001-02-03'"""),
            CorpusLimit.TEXT_OF_WIDER_CHARACTER_SET.byHand(),
            CorpusLimit.INVISIBLE_GENERATED_COLUMN.byHand("""
                            ALTER TABLE message ADD COLUMN meta_a INTEGER""", """
                            UPDATE message SET meta_a = 1 WHERE meta IS NOT NULL"""),
            CorpusLimit.NUMBERED_IN_PLACE_OF_PRIMARY_KEY.byHand("""
                            CREATE TABLE anew AS SELECT (SELECT COUNT(*) FROM posting q WHERE (q.entry, q.line) <= (p.entry, p.line)) AS id, p.* FROM posting p""", """
                            DROP TABLE posting""", """
                            ALTER TABLE anew RENAME TO posting"""),
            CorpusLimit.ROUNDED_TIME.byHand("""
                            UPDATE tightened SET t = substr(t, 1, 19)"""),
            CorpusLimit.ROUNDED_DECIMAL.byHand("""
                            UPDATE tightened SET x = printf('%.1f', x) WHERE x IS NOT NULL"""),
            CorpusLimit.COMPUTED_TIME_AND_JSON.byHand("""
                            ALTER TABLE filled ADD COLUMN computed TEXT DEFAULT '2021-01-01 01:01:01'""", """
                            ALTER TABLE filled ADD COLUMN json_default TEXT DEFAULT '[1, 2]'"""));
}
