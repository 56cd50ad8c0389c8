package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.dialect.standard.TableRebuild.Origin;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The checks of labels that go and come with an ALTER TABLE, where the target tells which it has: a table that somebody has made himself has none, and gets them for new columns only.
 *
 * @param gone their names
 * @param come conditions by name
 */
record CheckChanges(Set<String> gone, Map<String, String> come) {
    /**
     * @param origins by the column's name afterwards
     * @param there whether the target's table has a check of that name
     */
    static CheckChanges of(
            LabelChecks checks, Table before, Table after, Map<String, Origin> origins, Predicate<String> there) {
        Set<String> kept = origins.values().stream()
                .flatMap(origin -> origin.column().stream())
                .map(LabelChecks::name)
                .collect(Collectors.toSet());
        Map<String, String> changed = checks.missing(before, after);
        Set<String> gone = checks.of(before).keySet().stream()
                .filter(name -> changed.containsKey(name) || !kept.contains(name))
                .filter(there)
                .collect(Collectors.toSet());
        Map<String, String> wanted = checks.of(after);
        Map<String, String> come = new LinkedHashMap<>();
        for (Column column : after.columns()) {
            String name = LabelChecks.name(column.name());
            boolean anew = origins.get(column.name())
                    .column()
                    .map(old -> gone.contains(LabelChecks.name(old)))
                    .orElse(true);
            if (anew && wanted.containsKey(name)) {
                come.put(name, wanted.get(name));
            }
        }
        return new CheckChanges(gone, come);
    }
}
