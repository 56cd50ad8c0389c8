package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TypeExcuse;
import java.util.List;

/** What MySQL does not have of MariaDB, and what stops a replica on it. */
final class MySqlExcuses {
    private MySqlExcuses() {}

    private static final String NO_TYPE =
            "MySQL has no such type: the replica stops at CREATE TABLE; made by hand as BINARY of its length, the column takes its bytes.";

    private static final String NO_ATTRIBUTE =
            "MySQL has no such attribute: the replica stops at CREATE TABLE; made by hand without it, the table takes the rows.";

    static final List<TypeExcuse> TYPES = List.of(
            TypeExcuse.ofAll("UUID", NO_TYPE),
            TypeExcuse.ofAll("INET4", NO_TYPE),
            TypeExcuse.ofAll("INET6", NO_TYPE),
            TypeExcuse.ofAllButKey(
                    "JSON of MariaDB",
                    "MariaDB's JSON is text, which MySQL's does not keep as it is written: made LONGTEXT by hand, the column takes it."),
            TypeExcuse.ofAllButKey("TEXT COMPRESSED", NO_ATTRIBUTE),
            TypeExcuse.ofAllButKey("VARCHAR COMPRESSED", NO_ATTRIBUTE));

    static final List<StatementExcuse> STATEMENTS = List.of();
}
