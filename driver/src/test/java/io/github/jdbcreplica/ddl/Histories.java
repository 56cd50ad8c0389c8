package io.github.jdbcreplica.ddl;

import java.util.List;

/** Schema changes in the order in which an application makes them; each is valid after those before it. */
final class Histories {
    private Histories() {}

    /** Understood the same way by MySQL 9.7 and MariaDB 11.4. */
    static final List<String> COMMON = List.of(
            "CREATE TABLE plain (id INT)",
            "create table if not exists plain (nothing INT)",
            """
            CREATE TABLE `every``thing` ( -- a comment
              a TINYINT UNSIGNED NOT NULL, b BOOL, c SMALLINT(3), d MEDIUMINT ZEROFILL, e INTEGER, f BIGINT UNSIGNED,
              g DEC(10,3), h NUMERIC, i FLOAT, j DOUBLE PRECISION, k REAL, l FLOAT(30), m BIT, n BIT(64),
              o DATE, p TIME(3), q DATETIME(6), r TIMESTAMP NULL, s YEAR,
              t CHAR, u VARCHAR(50) CHARACTER SET latin1, v TINYTEXT, w TEXT(300), x MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, y LONGTEXT,
              z BINARY(5), aa VARBINARY(20), bb TINYBLOB, cc BLOB, dd MEDIUMBLOB, ee LONGBLOB, ff LONG VARCHAR, gg LONG VARBINARY,
              hh ENUM('a', 'it''s', "b\\nc"), ii SET('x','y'), jj NATIONAL VARCHAR(5), kk NCHAR(4), ll CHAR(5) BINARY,
              mm CHARACTER VARYING(7), nn VARCHAR(9) COLLATE latin1_bin, oo CHAR(3) CHARACTER SET binary, pp TEXT CHARACTER SET binary
            ) /* another */ ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='it''s all'""",
            """
            CREATE TABLE customer (
              id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
              email VARCHAR(190) NOT NULL UNIQUE,
              name VARCHAR(100) DEFAULT 'nobody; -- really',
              balance DECIMAL(20,4) NOT NULL DEFAULT '0.0000',
              created TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
              doubled DECIMAL(21,4) GENERATED ALWAYS AS (balance * 2) VIRTUAL,
              kept INT AS (LENGTH(name)) STORED COMMENT 'its length',
              KEY by_name (name(10) DESC, created),
              KEY (created)
            ) AUTO_INCREMENT=100 ROW_FORMAT=DYNAMIC""",
            "CREATE TABLE orders (id INT PRIMARY KEY, customer_id BIGINT UNSIGNED, FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE ON UPDATE SET NULL)",
            "CREATE TABLE twin LIKE customer",
            "CREATE UNIQUE INDEX u ON twin (name, balance)",
            "ALTER TABLE twin ADD COLUMN first INT FIRST, ADD COLUMN behind VARCHAR(20) NOT NULL DEFAULT '' AFTER email, ADD (x INT, y INT UNIQUE)",
            "ALTER TABLE twin MODIFY x BIGINT NOT NULL DEFAULT 5 AFTER id, CHANGE COLUMN y z SMALLINT UNSIGNED",
            "ALTER TABLE twin RENAME COLUMN z TO `a b`, ALTER COLUMN x SET DEFAULT 7, ALTER behind DROP DEFAULT",
            "ALTER TABLE twin DROP COLUMN doubled, DROP kept, DROP INDEX u",
            "ALTER TABLE twin DROP COLUMN created",
            "ALTER TABLE twin RENAME INDEX by_name TO renamed, ADD FULLTEXT INDEX words (name), ADD INDEX (behind), ADD INDEX (behind, x)",
            "ALTER TABLE twin MODIFY id BIGINT NOT NULL, DROP PRIMARY KEY, ADD PRIMARY KEY (email, id)",
            "ALTER TABLE twin CONVERT TO CHARACTER SET latin1",
            "ALTER TABLE twin ADD COLUMN late VARCHAR(3), DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci, COMMENT = 'changed'",
            "ALTER TABLE twin ADD COLUMN later VARCHAR(3), ADD CONSTRAINT positive CHECK (x > 0), ENGINE=InnoDB",
            "RENAME TABLE twin TO brother, plain TO twin, brother TO plain",
            "ALTER TABLE twin RENAME TO sister, ADD COLUMN s INT",
            "ALTER TABLE orders ADD CONSTRAINT again FOREIGN KEY (customer_id) REFERENCES customer (id)",
            "ALTER TABLE orders DROP FOREIGN KEY again",
            "DROP INDEX words ON plain",
            "TRUNCATE TABLE sister",
            "TRUNCATE sister",
            "CREATE TABLE places (g GEOMETRY NOT NULL, p POINT, SPATIAL INDEX (g))",
            "CREATE TABLE numbered (id SERIAL, d INT DEFAULT (1 + 2), b BIT(3) DEFAULT b'101', t VARCHAR(5) DEFAULT NULL)",
            "CREATE TABLE parts (id INT PRIMARY KEY, v INT) PARTITION BY HASH (id) PARTITIONS 4",
            "ALTER TABLE parts COALESCE PARTITION 1",
            "ALTER TABLE parts ADD PARTITION (PARTITION more)",
            "ALTER TABLE parts ADD PARTITION PARTITIONS 2",
            "ALTER TABLE parts ADD PARTITION NO_WRITE_TO_BINLOG PARTITIONS 1",
            "ALTER TABLE parts ADD COLUMN c INT FIRST, ADD COLUMN `remove` INT REMOVE PARTITIONING",
            "ALTER TABLE parts ADD d INT PARTITION BY KEY (id) PARTITIONS 3",
            "ALTER TABLE parts COMMENT 'x', ALGORITHM=COPY REMOVE PARTITIONING",
            "ALTER TABLE parts PARTITION BY HASH (id) PARTITIONS 2",
            "ALTER TABLE parts REMOVE PARTITIONING",
            "CREATE TABLE names (a INT, b VARCHAR(9), c DATE, d BIGINT NOT NULL DEFAULT 1, KEY (a, b))",
            "ALTER TABLE names CHANGE a b INT, CHANGE b a VARCHAR(9), ALTER c SET DEFAULT '2020-02-02', ADD x INT AFTER a",
            "ALTER TABLE names RENAME COLUMN a TO b, RENAME COLUMN b TO a, ADD y INT AFTER b, MODIFY d INT FIRST, ADD INDEX (y, b)",
            "ALTER TABLE names ADD z INT AFTER b, RENAME COLUMN b TO e, RENAME COLUMN a TO b",
            "ALTER TABLE names CHANGE b e INT AFTER c, CHANGE e b VARCHAR(9) FIRST, DROP COLUMN z, ADD z DATE AFTER e",
            "ALTER TABLE names DROP COLUMN c, RENAME COLUMN x TO c, ADD x INT NOT NULL FIRST, ALTER y SET DEFAULT 3",
            "ALTER TABLE names RENAME COLUMN b TO c, RENAME COLUMN c TO d, RENAME COLUMN d TO b, ADD w INT AFTER c, MODIFY z TIME AFTER w",
            "ALTER TABLE names ADD v DATE FIRST, ADD u INT AFTER v, DROP COLUMN w, ADD w DATE AFTER d",
            "ALTER TABLE names ADD v INT FIRST, ADD r INT AFTER v, DROP COLUMN v, ALTER u SET DEFAULT 5",
            "CREATE TABLE rounded (a FLOAT(7,3), b DOUBLE(10,2) UNSIGNED, c REAL(5,1), d FLOAT UNSIGNED, z INT(5) ZEROFILL)",
            "CREATE TABLE other.elsewhere (id INT PRIMARY KEY, v VARCHAR(5), t TEXT, e ENUM('x'), c CHAR(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)",
            "ALTER TABLE other.elsewhere ADD COLUMN more VARCHAR(7)",
            "CREATE TABLE plain_default.by_server (v VARCHAR(5))",
            "ALTER DATABASE other COLLATE cp1251_bin",
            "CREATE TABLE other.after_it (id INT PRIMARY KEY, v VARCHAR(5))",
            "ALTER TABLE other.elsewhere ADD COLUMN most VARCHAR(8)",
            "ALTER DATABASE other CHARACTER SET latin1",
            "RENAME TABLE other.elsewhere TO here",
            "DROP TABLE IF EXISTS here, nowhere",
            "ALTER TABLE customer ADD COLUMN uuid VARCHAR(36), ADD COLUMN `year` YEAR, ADD COLUMN `order` INT, ADD KEY (`order`)",
            "DROP TABLE orders, customer");

    static final List<String> MYSQL = List.of(
            "CREATE TABLE modern (id INT PRIMARY KEY, j JSON, v VECTOR(3), inv INT INVISIBLE, p POINT SRID 4326, e VARCHAR(50) DEFAULT (CONCAT('a', 'b')), KEY f ((id + 1)), KEY g ((LOWER(e)), id DESC))",
            "CREATE TABLE modern_copy (id INT NOT NULL /*!80023 INVISIBLE */, v INT, PRIMARY KEY (id), KEY v (v)) /*!50100 PARTITION BY HASH (id) PARTITIONS 2 */",
            "ALTER TABLE modern ALTER COLUMN inv SET VISIBLE, ALTER COLUMN j SET INVISIBLE, ALTER COLUMN e SET DEFAULT (UPPER('x'))",
            "ALTER TABLE modern ADD COLUMN instant INT DEFAULT 5, ALGORITHM=INSTANT",
            "ALTER TABLE modern DROP COLUMN instant, ALGORITHM=INPLACE, LOCK=NONE",
            "ALTER TABLE modern_copy ALTER INDEX v INVISIBLE",
            "ALTER TABLE modern_copy ADD (x INT, KEY x (x), UNIQUE y (x, id))",
            "ALTER TABLE modern ADD COLUMN m MULTIPOLYGON, ADD COLUMN gc GEOMCOLLECTION");

    static final List<String> MARIADB = List.of(
            "CREATE OR REPLACE TABLE modern (id INT PRIMARY KEY, j JSON, u UUID, i4 INET4, i6 INET6, inv INT INVISIBLE)",
            "ALTER TABLE modern ADD COLUMN IF NOT EXISTS id INT, ADD COLUMN IF NOT EXISTS extra INT, DROP COLUMN IF EXISTS nothing",
            "CREATE OR REPLACE TABLE modern (id INT PRIMARY KEY, uuid UUID NOT NULL, KEY uuid (uuid))",
            "ALTER TABLE modern CHANGE uuid uuid2 UUID, MODIFY COLUMN IF EXISTS nothing INT",
            "DROP INDEX IF EXISTS nothing ON modern",
            "CREATE TABLE packed (t TEXT COMPRESSED, v VARCHAR(200) COMPRESSED, b BLOB) ROW_FORMAT=COMPRESSED");
}
