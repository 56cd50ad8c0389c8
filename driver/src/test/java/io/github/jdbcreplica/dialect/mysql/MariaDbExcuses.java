package io.github.jdbcreplica.dialect.mysql;

import static io.github.jdbcreplica.kit.TypeExcuse.Cell.AS_KEY;

import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TypeExcuse;
import java.util.List;
import java.util.Set;

/** What MariaDB does not have of MySQL, and what stops a replica on it. */
final class MariaDbExcuses {
    private MariaDbExcuses() {}

    private static final String NO_VECTOR = "MariaDB has VECTOR from 11.7 on, and 11.4 is tested.";

    private static final String NO_VECTOR_TYPE =
            "MariaDB has VECTOR from 11.7 on, and 11.4 is tested: the replica stops at CREATE TABLE.";

    static final List<TypeExcuse> TYPES = List.of(
            TypeExcuse.ofAll(
                    "VARCHAR CHARACTER SET gb18030",
                    "MariaDB does not know the character set: the replica stops at CREATE TABLE."),
            TypeExcuse.ofAllButKey(
                    "POINT SRID 4326",
                    "MariaDB does not know the attribute SRID: the replica stops at CREATE TABLE; made by hand without it, the table takes the rows."),
            TypeExcuse.ofAllButKey("VECTOR(3)", NO_VECTOR_TYPE),
            TypeExcuse.ofAllButKey("VECTOR, negative zero", NO_VECTOR_TYPE),
            TypeExcuse.ofAllButKey("VECTOR(2048)", NO_VECTOR_TYPE),
            TypeExcuse.ofAllButKey(
                    "generated from JSON",
                    "MariaDB has no operator ->: the replica stops at CREATE TABLE; made by hand with JSON_EXTRACT, the table takes the rows."),
            new TypeExcuse(
                    "invisible",
                    Set.of(AS_KEY),
                    "MariaDB wants a default for an invisible column: the replica stops at CREATE TABLE."));

    static final List<StatementExcuse> STATEMENTS = List.of(
            new StatementExcuse(
                    "ALTER TABLE member ADD KEY by_birthday ((DAYOFYEAR(birthday)), karma), ADD KEY by_login ((LOWER(login)))",
                    "MariaDB has no keys of expressions.",
                    List.of()),
            new StatementExcuse(
                    "ALTER TABLE message ALTER COLUMN meta_a SET VISIBLE",
                    "MariaDB changes the visibility of a column by MODIFY only.",
                    List.of()),
            new StatementExcuse(
                    "ALTER TABLE posting DROP CHECK one_side",
                    "In MariaDB it is DROP CONSTRAINT.",
                    List.of("ALTER TABLE ledger.posting DROP CONSTRAINT one_side")),
            new StatementExcuse(
                    "ALTER TABLE posting ADD CONSTRAINT positive CHECK (vat >= 0) NOT ENFORCED",
                    "MariaDB enforces all checks.",
                    List.of()),
            new StatementExcuse(
                    "ALTER TABLE posting ALTER CHECK positive NOT ENFORCED", "MariaDB enforces all checks.", List.of()),
            new StatementExcuse(
                    "ALTER TABLE Book ADD shelf GEOMETRY, ADD embedding VECTOR(3), ADD languages SET('de','en','fr') NOT NULL DEFAULT 'en'",
                    NO_VECTOR,
                    List.of(
                            "ALTER TABLE library.Book ADD shelf GEOMETRY, ADD embedding VARBINARY(12), ADD languages SET('de','en','fr') NOT NULL DEFAULT 'en'")),
            new StatementExcuse(
                    "CREATE USER 'app'@'%' IDENTIFIED BY 'a long enough password'",
                    "MySQL logs the password's hash for a plug-in that MariaDB does not have.",
                    List.of("CREATE USER 'app'@'%'")),
            new StatementExcuse(
                    "UPDATE Book SET shelf = ST_GeomFromText('LINESTRING(0 0,1 1)', 4326), embedding = STRING_TO_VECTOR('[1,2.5,-3]'), languages = 'fr,de' WHERE title = 'A'",
                    NO_VECTOR,
                    List.of(
                            "UPDATE library.Book SET shelf = ST_GeomFromText('LINESTRING(0 0,1 1)', 4326), embedding = X'0000803F00002040000040C0', languages = 'fr,de' WHERE title = 'A'")),
            new StatementExcuse(
                    "UPDATE Book SET title = 'B' WHERE title IS NULL",
                    NO_VECTOR,
                    List.of("UPDATE library.Book SET title = 'B' WHERE title IS NULL")),
            new StatementExcuse(
                    "INSERT INTO Book (ISBN) VALUES ('3')",
                    NO_VECTOR,
                    List.of("INSERT INTO library.Book (ISBN) VALUES ('3')")),
            new StatementExcuse(
                    "UPDATE Book SET isbn13 = '978-0-00-000000-3' WHERE isbn13 = '3'",
                    NO_VECTOR,
                    List.of("UPDATE library.Book SET isbn13 = '978-0-00-000000-3' WHERE isbn13 = '3'")),
            new StatementExcuse(
                    "UPDATE Book SET isbn13 = '1' WHERE isbn13 = '9780000000001'",
                    NO_VECTOR,
                    List.of("UPDATE library.Book SET isbn13 = '1' WHERE isbn13 = '9780000000001'")),
            new StatementExcuse(
                    "CREATE SPATIAL REFERENCE SYSTEM 1000001 NAME 'flat' DEFINITION 'GEOGCS[\"flat\",DATUM[\"flat\",SPHEROID[\"flat\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.017453292519943278],AXIS[\"Lon\",EAST],AXIS[\"Lat\",NORTH]]'",
                    "MariaDB has no such statement.",
                    List.of()),
            new StatementExcuse("DROP SPATIAL REFERENCE SYSTEM 1000001", "MariaDB has no such statement.", List.of()),
            new StatementExcuse(
                    "ALTER TABLE staged ALTER INDEX ia INVISIBLE",
                    "In MariaDB it is IGNORED.",
                    List.of("ALTER TABLE dba.staged ALTER INDEX ia IGNORED")));
}
