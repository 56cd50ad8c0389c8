package io.github.jdbcreplica.dialect.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.ddl.DdlParser;
import io.github.jdbcreplica.schema.ColumnType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionsTest {
    private static boolean alike(String before, String after, boolean strict) {
        return new Conversions(strict).alike(type(before), type(after));
    }

    private static ColumnType type(String definition) {
        return DdlParser.shown(
                        "CREATE TABLE t (c " + definition + ") DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
                        "d",
                        false,
                        () -> false)
                .columns()
                .get(0)
                .type();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "TINYINT > INT",
                "INT UNSIGNED > BIGINT",
                "INT UNSIGNED > BIGINT UNSIGNED",
                "INT(5) ZEROFILL > BIGINT ZEROFILL",
                "INT > DECIMAL(12,2)",
                "INT > VARCHAR(11)",
                "INT > CHAR(11)",
                "BIGINT UNSIGNED > TEXT",
                "DECIMAL(5,2) > DECIMAL(7,4)",
                "FLOAT > DOUBLE",
                "DOUBLE(10,2) > DOUBLE",
                "DOUBLE(10,2) > DOUBLE(12,2)",
                "BIT(3) > BIT(8)",
                "CHAR(5) > VARCHAR(5)",
                "CHAR(5) > CHAR(9)",
                "VARCHAR(5) > VARCHAR(9)",
                "VARCHAR(60) > TINYTEXT",
                "VARCHAR(5) CHARACTER SET latin1 > VARCHAR(5)",
                "TEXT CHARACTER SET latin1 > MEDIUMTEXT",
                "TEXT CHARACTER SET utf8mb3 > TEXT",
                "BINARY(4) > VARBINARY(4)",
                "VARBINARY(4) > BLOB",
                "ENUM('a','b') > ENUM('c','b','a')",
                "ENUM('a','b') > VARCHAR(1)",
                "SET('a','b') > SET('a','x','b')",
                "SET('a','b') > VARCHAR(3)",
                "TIME(2) > TIME(3)",
                "DATETIME > DATETIME(6)",
                "TIMESTAMP(1) > TIMESTAMP(1)"
            })
    void what_keeps_every_value_is_done_in_any_session(String before, String after) {
        assertThat(alike(before, after, true)).isTrue();
        assertThat(alike(before, after, false)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "INT > INT UNSIGNED",
                "INT > MEDIUMINT",
                "INT UNSIGNED > INT",
                "INT > DECIMAL(11,2)",
                "INT > DECIMAL(12,2) UNSIGNED",
                "INT > VARCHAR(10)",
                "DECIMAL(7,2) > DECIMAL(6,2)",
                "DECIMAL(7,2) > DECIMAL(7,2) UNSIGNED",
                "DECIMAL(7,2) > DECIMAL(7,3)",
                "DOUBLE > DOUBLE UNSIGNED",
                "BIT(8) > BIT(3)",
                "CHAR(9) > CHAR(5)",
                "VARCHAR(10) > VARCHAR(5)",
                "VARCHAR(5) > VARCHAR(5) CHARACTER SET latin1",
                "VARBINARY(4) > VARBINARY(3)",
                "BLOB > TINYBLOB",
                "ENUM('long') > VARCHAR(3)",
                "ENUM('ж') > VARCHAR(3) CHARACTER SET latin1"
            })
    void what_a_strict_session_would_have_refused_is_done_only_then(String before, String after) {
        assertThat(alike(before, after, true)).isTrue();
        assertThat(alike(before, after, false)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "INT(5) ZEROFILL > VARCHAR(20)",
                "DECIMAL(7,2) > DECIMAL(7,1)",
                "DOUBLE > FLOAT",
                "DOUBLE > DOUBLE(10,2)",
                "DOUBLE(10,3) > DOUBLE(10,2)",
                "FLOAT(10,2) > DOUBLE(10,2)",
                "DOUBLE > VARCHAR(30)",
                "VARCHAR(5) > CHAR(5)",
                "TEXT > CHAR(200)",
                "VARCHAR(300) > TINYTEXT",
                "TEXT > TINYTEXT",
                "TEXT CHARACTER SET latin1 > TEXT",
                "VARBINARY(4) > BINARY(4)",
                "BINARY(4) > BINARY(5)",
                "ENUM('a','b') > ENUM('a')",
                "ENUM('a','b') > SET('a','b')",
                "SET('a','b') > SET('b','a')",
                "TIME(3) > TIME(2)",
                "DATETIME > TIMESTAMP",
                "VARCHAR(5) > INT"
            })
    void what_rounds_cuts_pads_or_reorders_is_refused(String before, String after) {
        assertThat(alike(before, after, true)).isFalse();
        assertThat(alike(before, after, false)).isFalse();
    }
}
