package io.github.jdbcreplica.kit;

import static io.github.jdbcreplica.kit.TypeCase.of;
import static io.github.jdbcreplica.kit.TypeCase.type;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The types of the reference manual with the values at their ends. */
final class TypeCases {
    private static final String EVERY_BYTE = "X'"
            + IntStream.range(0, 256).mapToObj(b -> String.format("%02X", b)).collect(Collectors.joining()) + "'";

    static final String NOT_JULIAN_DATE = "DATE, days that no Julian calendar has";
    static final String NOT_JULIAN_DATETIME = "DATETIME, days that no Julian calendar has";

    private TypeCases() {}

    static List<TypeCase> ofMySql() {
        List<TypeCase> cases = new ArrayList<>();
        cases.addAll(numbers());
        cases.addAll(times());
        cases.addAll(zeroDates());
        cases.addAll(texts());
        cases.addAll(bytes());
        cases.addAll(labels());
        cases.addAll(json());
        cases.addAll(geometries());
        cases.addAll(vectors());
        cases.addAll(columns());
        return cases;
    }

    /** What MySQL does not have. */
    static List<TypeCase> ofMariaDb() {
        return List.of(
                type(
                        "UUID",
                        "'123e4567-e89b-12d3-a456-426655440000'",
                        "'00000000-0000-0000-0000-000000000000'",
                        "'ffffffff-ffff-4fff-bfff-ffffffffffff'",
                        "'01890a5d-ac96-774b-bcce-b302099a8057'"),
                type("INET4", "'0.0.0.0'", "'192.0.2.1'", "'255.255.255.255'"),
                type("INET6", "'::'", "'2001:db8::ff00:42:8329'", "'::ffff:1.2.3.4'", "'a:b:c:d:e:f:1:2'"),
                of("JSON of MariaDB", "JSON", "'{\"a\":  1}'", "'[]'"),
                of(
                        "TEXT COMPRESSED",
                        "TEXT COMPRESSED CHARACTER SET utf8mb4",
                        "''",
                        "'short'",
                        "REPEAT('abc😀', 1000)"),
                of("VARCHAR COMPRESSED", "VARCHAR(2000) COMPRESSED", "''", "REPEAT('x', 1500)"));
    }

    private static List<TypeCase> numbers() {
        return List.of(
                type("TINYINT", "-128", "-1", "0", "127"),
                type("TINYINT UNSIGNED", "0", "127", "128", "255"),
                type("TINYINT(1)", "0", "1", "2", "-128", "127"),
                type("SMALLINT", "-32768", "0", "32767"),
                type("SMALLINT UNSIGNED", "0", "32768", "65535"),
                type("MEDIUMINT", "-8388608", "0", "8388607"),
                type("MEDIUMINT UNSIGNED", "0", "8388608", "16777215"),
                type("INT", "-2147483648", "0", "2147483647"),
                type("INT UNSIGNED", "0", "2147483648", "4294967295"),
                type("INT(5) ZEROFILL", "0", "42", "4294967295"),
                type("BIGINT", "-9223372036854775808", "0", "9007199254740993", "9223372036854775807"),
                type("BIGINT UNSIGNED", "0", "9223372036854775808", "18446744073709551615"),
                type("BIT(1)", "b'0'", "b'1'"),
                type("BIT(8)", "b'0'", "b'10000000'", "b'11111111'"),
                type("BIT(33)", "0", "4294967296", "8589934591"),
                type("BIT(63)", "0", "9223372036854775807"),
                type("BIT(64)", "0", "9223372036854775808", "18446744073709551615"),
                type("DECIMAL(5,2)", "-999.99", "-0.01", "0", "999.99"),
                type("DECIMAL(10,0)", "-9999999999", "0", "9999999999"),
                type("DECIMAL(38,10)", "-9999999999999999999999999999.9999999999", "0.0000000001"),
                type("DECIMAL(65,0)", "-" + "9".repeat(65), "1", "9".repeat(65)),
                type(
                        "DECIMAL(65,30)",
                        "-" + "9".repeat(35) + "." + "9".repeat(30),
                        "0." + "0".repeat(29) + "1",
                        "9".repeat(35) + "." + "9".repeat(30)),
                type("DECIMAL(30,30)", "-0." + "9".repeat(30), "0", "0." + "0".repeat(29) + "1"),
                type(
                        "FLOAT",
                        "-3.4028234663852886e38",
                        "1.1754943508222875e-38",
                        "0.1",
                        "16777216",
                        "0",
                        "3.4028234663852886e38"),
                of("FLOAT, subnormal", "FLOAT", "1.401298464324817e-45", "-1.1754942e-38", "1"),
                of("FLOAT, negative zero", "FLOAT", "-0e0", "1"),
                type("FLOAT(7,3)", "-9999.999", "0.001", "1234.5"),
                type(
                        "DOUBLE",
                        "-1.7976931348623157e308",
                        "2.2250738585072014e-308",
                        "0.1",
                        "9007199254740993",
                        "0",
                        "1.7976931348623157e308"),
                of("DOUBLE, subnormal", "DOUBLE", "4.9406564584124654e-324", "-2.2250738585072009e-308", "1"),
                of("DOUBLE, negative zero", "DOUBLE", "-0e0", "1"),
                type("DOUBLE(10,2)", "-99999999.99", "0.01"),
                type("YEAR", "1901", "2000", "2155"),
                of("YEAR, 0000", "YEAR", "'0000'", "2000"));
    }

    private static List<TypeCase> times() {
        List<TypeCase> cases = new ArrayList<>();
        // The second is an hour that clocks in New York leave out.
        cases.add(type("DATE", "'1000-01-01'", "'1582-10-04'", "'1582-10-15'", "'1970-01-01'", "'9999-12-31'"));
        cases.add(of("DATE, years 1 to 999", "DATE", "'0001-01-01'", "'0999-12-31'"));
        cases.add(of(NOT_JULIAN_DATE, "DATE", "'0000-01-01'", "'1582-10-10'", "'1582-10-04'"));
        for (int fsp = 0; fsp <= 6; fsp++) {
            String digits = fsp == 0 ? "" : "(" + fsp + ")";
            String nines = fsp == 0 ? "" : "." + "9".repeat(fsp);
            String one = fsp == 0 ? "" : "." + "0".repeat(fsp - 1) + "1";
            cases.add(type(
                    "TIME" + digits,
                    "'-838:59:59'",
                    "'-838:59:58" + nines + "'",
                    fsp == 0 ? "'-00:00:01'" : "'-00:00:00" + one + "'",
                    "'00:00:00'",
                    "'23:59:59" + nines + "'",
                    "'24:00:00" + one + "'",
                    "'838:59:59'"));
            cases.add(type(
                    "DATETIME" + digits,
                    "'1000-01-01 00:00:00" + one + "'",
                    "'2020-03-08 02:30:00" + nines + "'",
                    "'1582-10-04 12:00:00'",
                    "'1969-12-31 23:59:59" + nines + "'",
                    "'9999-12-31 23:59:59" + nines + "'"));
            cases.add(type(
                    "TIMESTAMP" + digits + " NULL",
                    "'1970-01-01 00:00:01'",
                    "'2020-03-08 02:30:00" + one + "'",
                    "'2020-11-01 05:30:00" + nines + "'",
                    "'2020-11-01 06:30:00" + nines + "'",
                    "'2038-01-19 03:14:07" + nines + "'"));
        }
        cases.add(of(
                "DATETIME, years 1 to 999",
                "DATETIME(6)",
                "'0001-01-01 00:00:00.000001'",
                "'0999-12-31 23:59:59.999999'"));
        cases.add(of(
                NOT_JULIAN_DATETIME,
                "DATETIME(6)",
                "'0000-01-01 00:00:00'",
                "'1582-10-10 12:00:00.000001'",
                "'1582-10-04 00:00:00'"));
        return cases;
    }

    private static List<TypeCase> zeroDates() {
        return List.of(
                of("DATE, zero and partial", "DATE", "'0000-00-00'", "'2020-00-00'", "'2020-02-31'", "'2020-02-29'")
                        .in("ALLOW_INVALID_DATES"),
                of(
                                "DATETIME, zero and partial",
                                "DATETIME(3)",
                                "'0000-00-00 00:00:00'",
                                "'2020-05-00 12:00:00.5'",
                                "'2021-02-30 01:02:03'",
                                "'2020-02-29 00:00:00'")
                        .in("ALLOW_INVALID_DATES"),
                of("TIMESTAMP, zero", "TIMESTAMP(6) NULL", "'0000-00-00 00:00:00'", "'2020-02-29 00:00:00'")
                        .in("ALLOW_INVALID_DATES"));
    }

    private static List<TypeCase> texts() {
        List<TypeCase> cases = new ArrayList<>(List.of(
                type("CHAR(10)", "''", "'a'", "'inside  it'", "'0123456789'"),
                of(
                        "CHAR(255), characters of four bytes",
                        "CHAR(255) CHARACTER SET utf8mb4",
                        "REPEAT('😀', 255)",
                        "'ü'"),
                type("VARCHAR(300)", "''", "'a'", "REPEAT('ü', 300)", "'Grüße 😀 \\\\ \\' \" \\n \\t \\r %_'"),
                of("VARCHAR, trailing spaces", "VARCHAR(20)", "'a  '", "' '", "'b'", "'\\t'"),
                of("VARCHAR, U+0000", "VARCHAR(20)", "'\\0'", "'a\\0b'", "'b'"),
                of("VARCHAR, case and accents", "VARCHAR(20)", "'resume'", "'Résumé'", "'RESUME'", "'ss'", "'ß'"),
                type("TINYTEXT", "''", "REPEAT('x', 255)"),
                type("TEXT", "''", "'a'", "REPEAT('é', 5000)"),
                type("MEDIUMTEXT", "''", "REPEAT('ж', 70000)"),
                type("LONGTEXT", "''", "REPEAT('😀', 70000)"),
                of("NATIONAL VARCHAR", "NATIONAL VARCHAR(20)", "'naïve'", "'中'"),
                of("VARCHAR COLLATE utf8mb4_bin", "VARCHAR(20) COLLATE utf8mb4_bin", "'a'", "'A'", "'a '")));
        // Windows-1252 with five control characters: every byte of it.
        cases.add(of(
                "latin1, every byte",
                "VARCHAR(300) CHARACTER SET latin1",
                "CONVERT(" + EVERY_BYTE.replace("X'00", "X'") + " USING latin1)",
                "'ÿ€'"));
        charset(cases, "ascii", "plain");
        charset(cases, "latin1", "naïve €");
        charset(cases, "latin2", "Žluťoučký kůň");
        charset(cases, "latin5", "ğış");
        charset(cases, "latin7", "ąčę");
        charset(cases, "cp1250", "Příliš");
        charset(cases, "cp1251", "Привет");
        charset(cases, "cp1256", "سلام");
        charset(cases, "cp1257", "ąčę");
        charset(cases, "cp850", "Größe");
        charset(cases, "cp852", "kůň");
        charset(cases, "cp866", "мир");
        charset(cases, "koi8r", "мир");
        charset(cases, "koi8u", "їжак");
        charset(cases, "greek", "Ωμέγα");
        charset(cases, "hebrew", "שלום");
        charset(cases, "tis620", "ไทย");
        charset(cases, "macroman", "é");
        charset(cases, "macce", "é");
        charset(cases, "sjis", "日本ソ表");
        charset(cases, "cp932", "日本①");
        charset(cases, "ujis", "日本語");
        charset(cases, "eucjpms", "日本①");
        charset(cases, "euckr", "한글");
        charset(cases, "gb2312", "中文");
        charset(cases, "gbk", "中國");
        charset(cases, "gb18030", "中😀");
        charset(cases, "big5", "中文");
        charset(cases, "ucs2", "ж中");
        charset(cases, "utf16", "ж😀");
        charset(cases, "utf16le", "ж😀");
        charset(cases, "utf32", "ж😀");
        charset(cases, "utf8mb3", "ж中");
        charset(cases, "utf8mb4", "ж中😀e\u0301");
        return cases;
    }

    private static void charset(List<TypeCase> cases, String charset, String text) {
        cases.add(of(
                "VARCHAR CHARACTER SET " + charset,
                "VARCHAR(40) CHARACTER SET " + charset,
                "''",
                "'ascii'",
                "'" + text + "'"));
    }

    private static List<TypeCase> bytes() {
        return List.of(
                type("BINARY(6)", "''", "X'010000'", "X'000000000001'", "X'FFFFFFFFFFFF'"),
                type("BINARY(255)", EVERY_BYTE.replace("FF'", "'")),
                type("VARBINARY(300)", "''", "X'00'", "X'0000'", "X'61'", "X'6100'", EVERY_BYTE),
                type("TINYBLOB", "''", EVERY_BYTE.replace("X'00", "X'")),
                type("BLOB", "''", "X'00'", EVERY_BYTE, "REPEAT(X'00', 300)"),
                type("MEDIUMBLOB", "''", "REPEAT(X'00FF', 40000)"),
                type("LONGBLOB", "''", "REPEAT(X'80', 100000)"),
                of("CHAR(9) CHARACTER SET binary", "CHAR(9) CHARACTER SET binary", "'a'", "X'00FF00'"));
    }

    private static List<TypeCase> labels() {
        List<String> names = IntStream.rangeClosed(1, 64).mapToObj(i -> "l" + i).toList();
        String list = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(","));
        return List.of(
                type("ENUM('a','B','c d','it''s','ü😀','')", "'a'", "'b'", "'c d'", "'it''s'", "'ü😀'", "''"),
                of("ENUM, the value that is no label", "ENUM('a','b')", "'a'", "'nothing'", "'b'")
                        .in(""),
                of(
                        "ENUM of 300 labels",
                        "ENUM("
                                + IntStream.range(0, 300)
                                        .mapToObj(i -> "'e" + i + "'")
                                        .collect(Collectors.joining(",")) + ")",
                        "'e0'",
                        "'e255'",
                        "'e256'",
                        "'e299'"),
                of("ENUM CHARACTER SET latin1", "ENUM('é','b') CHARACTER SET latin1", "'é'", "'b'"),
                type("SET('x','y','zö')", "''", "'x'", "'zö,x'", "'x,y,zö'"),
                of(
                        "SET of 64 labels",
                        "SET(" + list + ")",
                        "''",
                        "'l64'",
                        "'l1,l64'",
                        "'" + String.join(",", names) + "'"));
    }

    private static List<TypeCase> json() {
        return List.of(
                of(
                        "JSON",
                        "JSON",
                        "'null'",
                        "'true'",
                        "'\"text\"'",
                        "'[]'",
                        "'{}'",
                        "'{\"b\": [1, {\"c\": null}, [[]], \"x\"], \"aa\": {\"x\": false}, \"\": 1}'",
                        "CONCAT('{\"big\": \"', REPEAT('z', 70000), '\"}')"),
                of(
                        "JSON, numbers",
                        "JSON",
                        "'[18446744073709551615, -9223372036854775808, 9007199254740993]'",
                        "'[0.1, 1e100, 1.7976931348623157e308, 5e-324, 100.0]'",
                        "JSON_ARRAY(CAST('1234567890123456789012345678.12345678901' AS DECIMAL(40,11)), 1.10)"),
                of(
                        "JSON, a DECIMAL(65,30)",
                        "JSON",
                        "JSON_ARRAY(CAST('12345678901234567890123456789012345.123456789012345678901234567891' AS DECIMAL(65,30)))",
                        "'[1]'"),
                of("JSON, negative zero", "JSON", "'[-0.0]'", "'[0.0]'"),
                of(
                        "JSON, Unicode and escapes",
                        "JSON",
                        "'{\"ключ\": \"ü😀\", \"q\\\\\"\": \"a\\\\n\\\\t\\\\\\\\/ \\\\u0001\"}'",
                        "'\"\\\\u2028 é\"'"),
                of("JSON, U+0000", "JSON", "'\"a\\\\u0000b\"'", "'\"b\"'"),
                of(
                        "JSON, dates, times and bytes",
                        "JSON",
                        "JSON_OBJECT('d', DATE '2020-02-29', 't', CAST('-12:13:14.5' AS TIME(1)), 'dt', TIMESTAMP '9999-12-31 23:59:59.999999')",
                        "JSON_ARRAY(X'00FF', b'101')"));
    }

    private static List<TypeCase> geometries() {
        return List.of(
                type(
                        "GEOMETRY",
                        "ST_GeomFromText('POINT(1 2)')",
                        "ST_GeomFromText('LINESTRING(0 0,1 1,-2.5 1e300)')",
                        "ST_GeomFromText('POLYGON((0 0,10 0,10 10,0 0),(1 1,2 1,2 2,1 1))')",
                        "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))')"),
                of(
                        "GEOMETRY with an SRID",
                        "GEOMETRY",
                        "ST_GeomFromText('POINT(10 20)', 4326)",
                        "ST_GeomFromText('POINT(1 2)', 3857)"),
                of(
                        "GEOMETRY, an empty collection",
                        "GEOMETRY",
                        "ST_GeomFromText('GEOMETRYCOLLECTION EMPTY')",
                        "ST_GeomFromText('POINT(1 2)')"),
                type("POINT", "POINT(1, 2)", "POINT(-0.1, 1e-300)"),
                of(
                        "POINT SRID 4326",
                        "POINT SRID 4326",
                        "ST_GeomFromText('POINT(10 20)', 4326)",
                        "ST_GeomFromText('POINT(-90 180)', 4326)"),
                type("LINESTRING", "ST_GeomFromText('LINESTRING(0 0,1 1)')"),
                type("POLYGON", "ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))')"),
                type("MULTIPOINT", "ST_GeomFromText('MULTIPOINT((0 0),(1 1))')"),
                type("MULTILINESTRING", "ST_GeomFromText('MULTILINESTRING((0 0,1 1),(2 2,3 3))')"),
                type("MULTIPOLYGON", "ST_GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))')"),
                type(
                        "GEOMETRYCOLLECTION",
                        "ST_GeomFromText('GEOMETRYCOLLECTION(MULTIPOINT((0 0),(1 1)),POINT(1 2))')"));
    }

    private static List<TypeCase> vectors() {
        return List.of(
                type(
                        "VECTOR(3)",
                        "STRING_TO_VECTOR('[1,-2.5,3e10]')",
                        "STRING_TO_VECTOR('[1.1754944e-38,-3.4028235e38,0.1]')"),
                of("VECTOR, negative zero", "VECTOR(2)", "STRING_TO_VECTOR('[-0.0,1]')", "STRING_TO_VECTOR('[0,1]')"),
                of("VECTOR(2048)", "VECTOR(2048)", "STRING_TO_VECTOR(CONCAT('[0.1', REPEAT(',2.5', 2047), ']'))"));
    }

    /** Kinds of columns, with any type. */
    private static List<TypeCase> columns() {
        return List.of(
                of("generated, STORED", "INT, s BIGINT AS (v * 2) STORED", "1", "-2", "2147483647"),
                of("generated, VIRTUAL", "INT, w VARCHAR(30) AS (CONCAT('n', v)) VIRTUAL", "1", "-2", "2147483647"),
                of(
                        "generated from JSON",
                        "JSON, g INT AS (v->'$.a') STORED, h VARCHAR(9) AS (v->>'$.b') VIRTUAL",
                        "'{\"a\": 1, \"b\": \"x\"}'",
                        "'{}'"),
                of("invisible", "INT INVISIBLE", "1", "2"),
                of("NOT NULL beside it", "INT, nn VARCHAR(9) NOT NULL DEFAULT 'd'", "1", "2"),
                of(
                        "ON UPDATE CURRENT_TIMESTAMP",
                        "INT, changed TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)",
                        "1",
                        "2"));
    }
}
