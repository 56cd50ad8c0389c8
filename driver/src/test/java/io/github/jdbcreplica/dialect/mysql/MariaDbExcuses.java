package io.github.jdbcreplica.dialect.mysql;

import static io.github.jdbcreplica.kit.TypeExcuse.Cell.AS_KEY;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.DELETE;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.INSERT;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.KEYLESS;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.UPDATE;

import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TypeExcuse;
import java.util.List;
import java.util.Set;

/** What MariaDB does not have of MySQL, and what stops a replica on it. */
final class MariaDbExcuses {
    private MariaDbExcuses() {}

    static final List<TypeExcuse> TYPES = List.of(new TypeExcuse("VARCHAR CHARACTER SET gb18030", Set.of(INSERT, UPDATE, DELETE, KEYLESS, AS_KEY), "MariaDB does not know the character set: the replica stops at CREATE TABLE."), new TypeExcuse("POINT SRID 4326", Set.of(INSERT, UPDATE, DELETE, KEYLESS), "MariaDB does not know the attribute SRID: the replica stops at CREATE TABLE; made by hand without it, the table takes the rows."), new TypeExcuse("VECTOR(3)", Set.of(INSERT, UPDATE, DELETE, KEYLESS), "MariaDB has VECTOR from 11.7 on, and 11.4 is tested: the replica stops at CREATE TABLE."), new TypeExcuse("VECTOR, negative zero", Set.of(INSERT, UPDATE, DELETE, KEYLESS), "MariaDB has VECTOR from 11.7 on, and 11.4 is tested: the replica stops at CREATE TABLE."), new TypeExcuse("VECTOR(2048)", Set.of(INSERT, UPDATE, DELETE, KEYLESS), "MariaDB has VECTOR from 11.7 on, and 11.4 is tested: the replica stops at CREATE TABLE."), new TypeExcuse("generated from JSON", Set.of(INSERT, UPDATE, DELETE, KEYLESS), "MariaDB has no operator ->: the replica stops at CREATE TABLE; made by hand with JSON_EXTRACT, the table takes the rows."), new TypeExcuse("invisible", Set.of(AS_KEY), "MariaDB wants a default for an invisible column: the replica stops at CREATE TABLE."));

    static final List<StatementExcuse> STATEMENTS = List.of();
}
