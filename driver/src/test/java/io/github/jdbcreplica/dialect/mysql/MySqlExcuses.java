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

/** What MySQL does not have of MariaDB, and what stops a replica on it. */
final class MySqlExcuses {
    private MySqlExcuses() {}

    static final List<TypeExcuse> TYPES = List.of(
            new TypeExcuse(
                    "UUID",
                    Set.of(INSERT, UPDATE, DELETE, KEYLESS, AS_KEY),
                    "MySQL has no such type: the replica stops at CREATE TABLE; made by hand as BINARY of its length, the column takes its bytes."),
            new TypeExcuse(
                    "INET4",
                    Set.of(INSERT, UPDATE, DELETE, KEYLESS, AS_KEY),
                    "MySQL has no such type: the replica stops at CREATE TABLE; made by hand as BINARY of its length, the column takes its bytes."),
            new TypeExcuse(
                    "INET6",
                    Set.of(INSERT, UPDATE, DELETE, KEYLESS, AS_KEY),
                    "MySQL has no such type: the replica stops at CREATE TABLE; made by hand as BINARY of its length, the column takes its bytes."),
            new TypeExcuse(
                    "JSON of MariaDB",
                    Set.of(INSERT, UPDATE, DELETE, KEYLESS),
                    "MariaDB's JSON is text, which MySQL's does not keep as it is written: made LONGTEXT by hand, the column takes it."),
            new TypeExcuse(
                    "TEXT COMPRESSED",
                    Set.of(INSERT, UPDATE, DELETE, KEYLESS),
                    "MySQL has no such attribute: the replica stops at CREATE TABLE; made by hand without it, the table takes the rows."),
            new TypeExcuse(
                    "VARCHAR COMPRESSED",
                    Set.of(INSERT, UPDATE, DELETE, KEYLESS),
                    "MySQL has no such attribute: the replica stops at CREATE TABLE; made by hand without it, the table takes the rows."));

    static final List<StatementExcuse> STATEMENTS = List.of();
}
