package io.github.jdbcreplica.kit;

import java.util.List;

/**
 * The statements of the corpus that stop a replica on any target that does not speak MySQL: the log does not hold what they do to rows. What a user makes by hand instead is the target's, and the
 * dialect's excuse for them.
 */
public enum CorpusLimit {
    BLOB_AND_GENERATED_COLUMNS(
            "ALTER TABLE `flag_data` MODIFY `flag_data` longblob, ADD `size` int AS (LENGTH(`flag_data`)) STORED, ADD `shouted` varchar(300) AS (UPPER(flag_code)) VIRTUAL",
            Why.GENERATED),
    NUMBERED_PRIMARY_KEY(
            "alter table `contact_notes` drop primary key, add `id` bigint unsigned not null auto_increment primary key first",
            Why.NUMBERED),
    NUMBERED_UNIQUE_KEY("ALTER TABLE artifact ADD COLUMN id BIGINT NOT NULL AUTO_INCREMENT UNIQUE FIRST", Why.NUMBERED),
    GENERATED_COLUMN_WITH_KEY(
            "ALTER TABLE thread ADD slug VARCHAR(140) AS (REPLACE(LOWER(subject), ' ', '-')) STORED, ADD UNIQUE KEY (slug)",
            Why.GENERATED),
    COMPUTED_DEFAULT(
            "ALTER TABLE forum_user ADD signature VARCHAR(255) DEFAULT (CONCAT('-', '-')), ADD joined DATE DEFAULT (DATE '2001-02-03')",
            Why.COMPUTED),
    TEXT_OF_WIDER_CHARACTER_SET(
            "ALTER TABLE room MODIFY topic TEXT CHARACTER SET utf8mb4",
            "A TEXT may get too long in another character set, and loses trailing spaces then."),
    INVISIBLE_GENERATED_COLUMN(
            "ALTER TABLE message ADD meta_a INT AS (JSON_LENGTH(meta)) STORED INVISIBLE, ADD KEY (meta_a)",
            Why.GENERATED),
    NUMBERED_IN_PLACE_OF_PRIMARY_KEY(
            "ALTER TABLE posting DROP PRIMARY KEY, ADD COLUMN id BIGINT AUTO_INCREMENT PRIMARY KEY FIRST, ADD UNIQUE KEY (entry, line)",
            Why.NUMBERED),
    TRUNCATED_PARTITION("ALTER TABLE sample TRUNCATE PARTITION p202401", Why.PARTITION),
    DROPPED_PARTITION("ALTER TABLE sample DROP PARTITION p202402", Why.PARTITION),
    ROUNDED_TIME("ALTER TABLE tightened MODIFY t DATETIME", Why.ROUNDED),
    ROUNDED_DECIMAL("ALTER TABLE tightened MODIFY x DECIMAL(10,1)", Why.ROUNDED),
    COMPUTED_TIME_AND_JSON(
            "ALTER TABLE filled ADD computed DATETIME DEFAULT (TIMESTAMP '2021-01-01 01:01:01'), ADD json_default JSON DEFAULT (JSON_ARRAY(1, 2))",
            Why.COMPUTED);

    private final String statement;
    private final String reason;

    CorpusLimit(String statement, String reason) {
        this.statement = statement;
        this.reason = reason;
    }

    /** @param statements the target's own, which make the change before the source's is passed over */
    public StatementExcuse byHand(String... statements) {
        return new StatementExcuse(statement, reason, List.of(statements));
    }

    private static final class Why {
        static final String GENERATED =
                "The source computes a generated column that is added to rows, and does not log what it is.";
        static final String NUMBERED = "The source numbers the rows that are there in an order that it does not log.";
        static final String COMPUTED =
                "The source computes the default, and does not log what it is for the rows that are there.";
        static final String PARTITION = "Which rows a partition has is not in the log.";
        static final String ROUNDED = "The source rounds, and does not log what the values are now.";
    }
}
