package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.applier.ApplierSettings.PrimaryKeyCheck;
import io.github.jdbcreplica.ddl.ModelEffect;
import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.ddl.SchemaChange.Alteration;
import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** REQUIRE_TABLE_PRIMARY_KEY_CHECK: by the target's own session where it can, else by the statement. */
final class PrimaryKeyRule {
    private static final int TABLE_WITHOUT_PK = 3750;

    private final PrimaryKeyCheck check;
    private final Dialect dialect;

    /** @throws ApplierException when the target cannot do what is asked */
    PrimaryKeyRule(PrimaryKeyCheck check, Dialect dialect) throws ApplierException {
        this.check = check;
        this.dialect = dialect;
        if (check == PrimaryKeyCheck.GENERATE && dialect.generatePrimaryKeys().isEmpty()) {
            throw new ApplierException(
                    1235,
                    dialect.name()
                            + " makes no invisible primary keys: REQUIRE_TABLE_PRIMARY_KEY_CHECK = GENERATE is for MySQL targets. CHANGE REPLICATION SOURCE TO REQUIRE_TABLE_PRIMARY_KEY_CHECK = STREAM, ON or OFF");
        }
    }

    /** For a session that is the source's otherwise. */
    Optional<String> sessionSetting() {
        return switch (check) {
            case STREAM -> Optional.empty();
            case ON -> dialect.requirePrimaryKeys(true);
            case OFF -> dialect.requirePrimaryKeys(false);
            case GENERATE -> dialect.generatePrimaryKeys();
        };
    }

    /** @param model the tables before the statement; empty for tables that are not known */
    void require(Query query, SchemaChange change, Function<TableName, Optional<Table>> model) throws ApplierException {
        if (check == PrimaryKeyCheck.ON
                && dialect.requirePrimaryKeys(true).isEmpty()
                && leavesTableWithoutKey(change, model)) {
            throw new ApplierException(
                    TABLE_WITHOUT_PK,
                    Messages.queryFailed(
                            "Unable to create or change a table without a primary key, when REQUIRE_TABLE_PRIMARY_KEY_CHECK = ON. Add a primary key to the table or unset this option to avoid this message.",
                            query.database(),
                            Messages.shown(change)));
        }
    }

    private static boolean leavesTableWithoutKey(SchemaChange change, Function<TableName, Optional<Table>> model) {
        if (change instanceof SchemaChange.CreateTable create) {
            return !hasKey(create.table());
        }
        if (change instanceof SchemaChange.CreateTableLike copy) {
            return model.apply(copy.like()).filter(table -> !hasKey(table)).isPresent();
        }
        if (change instanceof SchemaChange.AlterTable alter) {
            return model.apply(alter.table())
                    .map(table -> !hasKey(ModelEffect.altered(table, alter.alterations())))
                    .orElse(dropsKey(alter.alterations()));
        }
        return false;
    }

    private static boolean hasKey(Table table) {
        return table.keys().stream().anyMatch(key -> key.kind() == Key.Kind.PRIMARY);
    }

    private static boolean dropsKey(List<Alteration> alterations) {
        boolean drops = alterations.stream()
                .anyMatch(
                        a -> a instanceof Alteration.DropKey drop && drop.name().equalsIgnoreCase("PRIMARY"));
        boolean adds = alterations.stream()
                .anyMatch(a -> a instanceof Alteration.AddKey add && add.key().kind() == Key.Kind.PRIMARY);
        return drops && !adds;
    }
}
