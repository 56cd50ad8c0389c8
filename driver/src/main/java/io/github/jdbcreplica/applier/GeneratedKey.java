package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.event.TableMap;
import java.util.List;

/** The invisible primary key that a MySQL target has made for a table without one (sql_generate_invisible_primary_key): the first column, of a fixed name. The rows of a source that has none know nothing of it. */
final class GeneratedKey {
    private static final String NAME = "my_row_id";

    private GeneratedKey() {}

    /** The table as the source's rows see it. */
    static TargetTable hidden(TargetTable target, TableMap map) {
        boolean generated = target.key().equals(List.of(NAME))
                && target.columns().get(0).name().equals(NAME);
        return generated && !isOnSource(target, map)
                ? new TargetTable(
                        target.name(),
                        target.columns().subList(1, target.columns().size()),
                        List.of(),
                        target.triggers(),
                        target.nonTransactionalEngine(),
                        target.systemVersioned(),
                        target.actingKeys())
                : target;
    }

    /** By its name, where the log has names; else the source's table has a column less without it. */
    private static boolean isOnSource(TargetTable target, TableMap map) {
        return map.columns()
                .get(0)
                .name()
                .map(NAME::equals)
                .orElse(map.columns().size() >= target.columns().size());
    }
}
