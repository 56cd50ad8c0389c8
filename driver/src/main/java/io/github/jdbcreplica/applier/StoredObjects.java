package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.schema.TableName;
import io.github.jdbcreplica.schema.Trigger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The target's views, routines and triggers at one moment: a statement reaches tables through them that it does not name. */
final class StoredObjects {
    private final List<StoredObject> objects;

    private StoredObjects(List<StoredObject> objects) {
        this.objects = objects;
    }

    /**
     * @param name which leads to it: the view's, the routine's, or that of the trigger's table
     * @param definition empty where the target does not show it
     */
    private record StoredObject(TableName name, Optional<String> trigger, String definition) {
        @Override
        public String toString() {
            return trigger.map(called -> "trigger '" + called + "' of table " + name)
                    .orElse("view or routine " + name);
        }
    }

    static StoredObjects of(TargetSession session) throws SQLException, StoppedException {
        try (Statement select = session.connection().createStatement()) {
            return session.run(select, () -> {
                try (ResultSet rows = select.executeQuery(session.dialect().storedObjects())) {
                    return read(rows);
                }
            });
        }
    }

    private static StoredObjects read(ResultSet rows) throws SQLException {
        List<StoredObject> objects = new ArrayList<>();
        while (rows.next()) {
            String definition = rows.getString(4);
            objects.add(new StoredObject(
                    new TableName(rows.getString(1), rows.getString(2)),
                    Optional.ofNullable(rows.getString(3)),
                    definition == null ? "" : definition));
        }
        return new StoredObjects(objects);
    }

    /**
     * Adds the words of all that the words may lead to, directly or through one another.
     *
     * @return one of them whose words are not known, for a message
     */
    Optional<String> follow(StatementWords words) {
        Set<StoredObject> reached = new HashSet<>();
        int before;
        do {
            before = reached.size();
            for (StoredObject object : objects) {
                if (words.has(object.name()) && reached.add(object)) {
                    words.add(object.name().database(), object.definition());
                }
            }
        } while (reached.size() > before);
        return reached.stream()
                .filter(object -> object.definition().isEmpty())
                .map(StoredObject::toString)
                .findFirst();
    }

    /** Names of databases and tables may differ in case between two servers, those of triggers are one in any. */
    boolean holds(Trigger trigger) {
        return objects.stream()
                .filter(object -> object.trigger()
                        .filter(trigger.name()::equalsIgnoreCase)
                        .isPresent())
                .map(StoredObject::name)
                .anyMatch(table ->
                        table.toString().equalsIgnoreCase(trigger.table().toString()));
    }
}
