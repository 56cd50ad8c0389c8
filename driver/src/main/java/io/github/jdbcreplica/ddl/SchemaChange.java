package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ForeignKey;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One DDL statement, resolved: names are qualified with the statement's default database, types carry their charset and collation. {@code sql} is the statement as logged. */
public sealed interface SchemaChange {
    String sql();

    /** The name of what it makes only if there is nothing of that name: IF NOT EXISTS; for a database with an empty table. */
    default Optional<TableName> madeIfAbsent() {
        return Optional.empty();
    }

    /** The databases whose existence or options it changes. */
    default List<String> databases() {
        return List.of();
    }

    /** The tables that it makes, changes or drops. */
    default List<TableName> tables() {
        return List.of();
    }

    /** @param collation its default, which tells the character set too */
    record CreateDatabase(String sql, String database, boolean ifNotExists, String collation) implements SchemaChange {
        @Override
        public Optional<TableName> madeIfAbsent() {
            return ifNotExists ? Optional.of(new TableName(database, "")) : Optional.empty();
        }

        @Override
        public List<String> databases() {
            return List.of(database);
        }
    }

    /** @param collation its new default, if that changes */
    record AlterDatabase(String sql, String database, Optional<String> collation) implements SchemaChange {
        @Override
        public List<String> databases() {
            return List.of(database);
        }
    }

    record DropDatabase(String sql, String database, boolean ifExists) implements SchemaChange {
        @Override
        public List<String> databases() {
            return List.of(database);
        }
    }

    /** @param rowsFollow {@code CREATE TABLE ... SELECT} under row format: the rows come in the same transaction; {@code sql} is then without the trailing START TRANSACTION */
    record CreateTable(String sql, Table table, boolean ifNotExists, boolean orReplace, boolean rowsFollow)
            implements SchemaChange {
        @Override
        public Optional<TableName> madeIfAbsent() {
            return ifNotExists ? Optional.of(table.name()) : Optional.empty();
        }

        @Override
        public List<TableName> tables() {
            return List.of(table.name());
        }
    }

    record CreateTableLike(String sql, TableName table, TableName like, boolean ifNotExists, boolean orReplace)
            implements SchemaChange {
        @Override
        public Optional<TableName> madeIfAbsent() {
            return ifNotExists ? Optional.of(table) : Optional.empty();
        }

        @Override
        public List<TableName> tables() {
            return List.of(table);
        }
    }

    /**
     * @param at when it ran, which is what CURRENT_TIMESTAMP was
     * @param strict whether values that do not fit the new types would have made it fail
     */
    record AlterTable(String sql, TableName table, StatementTime at, boolean strict, List<Alteration> alterations)
            implements SchemaChange {
        public AlterTable {
            alterations = List.copyOf(alterations);
        }

        /** Under its new name too. */
        @Override
        public List<TableName> tables() {
            return Stream.concat(
                            Stream.of(table),
                            alterations.stream()
                                    .filter(Alteration.RenameTable.class::isInstance)
                                    .map(rename -> ((Alteration.RenameTable) rename).newName()))
                    .toList();
        }
    }

    /** RENAME TABLE: the pairs take effect from left to right. */
    record RenameTables(String sql, List<Map.Entry<TableName, TableName>> renames) implements SchemaChange {
        public RenameTables {
            renames = List.copyOf(renames);
        }

        @Override
        public List<TableName> tables() {
            return renames.stream()
                    .flatMap(pair -> Stream.of(pair.getKey(), pair.getValue()))
                    .toList();
        }
    }

    record TruncateTable(String sql, TableName table) implements SchemaChange {
        @Override
        public List<TableName> tables() {
            return List.of(table);
        }
    }

    record DropTables(String sql, List<TableName> tables, boolean ifExists, boolean temporary) implements SchemaChange {
        public DropTables {
            tables = List.copyOf(tables);
        }
    }

    /** Views, routines, triggers, events, users, grants, ...: not tables. */
    record OtherObject(String sql, Kind kind) implements SchemaChange {
        public enum Kind {
            VIEW,
            ROUTINE,
            TRIGGER,
            EVENT,
            ACCOUNT,
            TEMPORARY_TABLE,
            /** ANALYZE, OPTIMIZE, REPAIR, FLUSH, CHECK, CACHE INDEX ... */
            MAINTENANCE,
            /** Tablespaces, servers, SRS, plugins, resource groups, ... */
            SERVER
        }
    }

    /** INSERT, UPDATE, DELETE, LOAD DATA, CALL ... as text: the source logs in statement format. */
    record StatementFormatDml(String sql, String verb) implements SchemaChange {}

    /**
     * The grammar does not know it, or nobody here knows what it means.
     *
     * @param problem the parser's message with line and place, or the clause
     * @param tables as far as the grammar found names of tables
     */
    record Unparsable(String sql, String problem, List<TableName> tables) implements SchemaChange {
        public Unparsable {
            tables = List.copyOf(tables);
        }
    }

    /** One clause of ALTER TABLE (CREATE INDEX and DROP INDEX come as ALTER TABLE as well). */
    sealed interface Alteration {
        /** @param position empty: last; present with empty text: first; else after the named column */
        record AddColumn(Column column, Optional<String> position, boolean ifNotExists) implements Alteration {}

        /** MODIFY, CHANGE and RENAME COLUMN: {@code column} is the whole new definition, under its new name. */
        record ChangeColumn(String oldName, Column column, Optional<String> position, boolean ifExists)
                implements Alteration {}

        record DropColumn(String name, boolean ifExists) implements Alteration {}

        record RenameColumn(String oldName, String newName) implements Alteration {}

        record SetDefault(String column, Optional<String> defaultSql) implements Alteration {}

        record SetVisibility(String column, boolean invisible) implements Alteration {}

        record AddKey(Key key, boolean ifNotExists) implements Alteration {}

        record DropKey(String name, boolean ifExists) implements Alteration {}

        record RenameKey(String oldName, String newName) implements Alteration {}

        record AddForeignKey(ForeignKey foreignKey) implements Alteration {}

        record DropForeignKey(String name, boolean ifExists) implements Alteration {}

        /** Of a key or of a foreign key: the model knows which. */
        record DropConstraint(String name, boolean ifExists) implements Alteration {}

        record RenameTable(TableName newName) implements Alteration {}

        /** CONVERT TO CHARACTER SET: every text column too. */
        record ConvertCharset(String charset, String collation) implements Alteration {}

        record DefaultCharset(String charset, String collation) implements Alteration {}

        record TableComment(String comment) implements Alteration {}

        /** Accepted, without effect on rows or columns: ENGINE, ALGORITHM, LOCK, ROW_FORMAT, AUTO_INCREMENT, ENABLE KEYS, CHECK constraints, partition maintenance that moves no row out ... */
        record NoRowEffect(String clause) implements Alteration {}

        /** Changes rows in a way that has no table operation here: DROP/TRUNCATE/EXCHANGE PARTITION, DISCARD TABLESPACE, ORDER BY is none. */
        record Unsupported(String clause) implements Alteration {}
    }
}
