package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.applier.TableBinding.BoundColumn;
import io.github.jdbcreplica.dialect.ColumnWriter;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import io.github.jdbcreplica.event.TableMap;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Binds a table map to the target's table. The source's columns come from the first that knows them: the table map itself when the source logs full metadata; on a target that speaks MySQL the target's own columns,
 * by place, as a native replica does; else the model of the source's tables.
 */
final class TableResolver {
    private static final TargetTable.TargetColumn LEFT_OUT =
            new TargetTable.TargetColumn("", "", Optional.empty(), Optional.empty(), true, false, false);

    private final TargetSession session;
    private final SourceModel model;
    private final Map<TableName, TargetTable> targets = new HashMap<>();

    TableResolver(TargetSession session, SourceModel model) {
        this.session = session;
        this.model = model;
    }

    /** @param name of the table that the rows go to */
    TableBinding resolve(Rows event, TableName name) throws SQLException, ApplierException, StoppedException {
        TableMap map = event.table();
        TargetTable target = GeneratedKey.hidden(target(name), map);
        List<Column> sources = sourceColumns(map, target);
        List<BoundColumn> bound = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            bound.add(bind(map, i, sources.get(i), target));
        }
        requireKeyIsBound(name, bound, target);
        OmittedColumns omitted = session.dialect().speaksMySql()
                ? new ImplicitValues(target, bound, session.dialect())
                : new SourceDefaults(map, model, bound, session.dialect());
        return new TableBinding(target, bound, omitted, session.dialect());
    }

    void forget() {
        targets.clear();
    }

    private TargetTable target(TableName name) throws SQLException, ApplierException {
        TargetTable known = targets.get(name);
        if (known != null) {
            return known;
        }
        TargetTable target =
                session.dialect().describe(session.connection(), name).orElse(null);
        if (target == null) {
            throw missing(name);
        }
        if (!target.triggers().isEmpty()) {
            throw new ApplierException(
                    1105,
                    "Table " + name + " of the target has the trigger '"
                            + target.triggers().get(0)
                            + "', which would fire a second time for rows that the source's triggers have already seen to. Drop it on the target; if the source logs changes of the table as statements too, which need the trigger, set binlog_format=ROW there.");
        }
        if (target.nonTransactionalEngine().isPresent()) {
            throw new ApplierException(
                    1105,
                    "Table " + name + " of the target is kept by "
                            + target.nonTransactionalEngine().get()
                            + ", whose rows cannot commit together with the position. "
                            + (session.dialect().speaksMySql()
                                    ? "Run on the target: ALTER TABLE " + name + " ENGINE=InnoDB, then START REPLICA"
                                    : "Make it a table whose rows do, then START REPLICA"));
        }
        if (target.systemVersioned()) {
            throw new ApplierException(
                    1105,
                    "Table " + name
                            + " of the target is WITH SYSTEM VERSIONING: the history of its rows, which the source logs with its own times, cannot be written by SQL. Run on the source: ALTER TABLE "
                            + name + " DROP SYSTEM VERSIONING, and make the replica anew from there");
        }
        targets.put(name, target);
        return target;
    }

    private ApplierException missing(TableName name) throws SQLException {
        boolean database = session.dialect().has(session.connection(), new TableName(name.database(), ""));
        String hint = session.dialect().speaksMySql()
                ? ""
                : " (if it is a sequence of MariaDB: these are not replicated to "
                        + session.dialect().name() + ")";
        return database
                ? new ApplierException(1146, "Error executing row event: 'Table '" + name + "' doesn't exist'" + hint)
                : new ApplierException(
                        1049,
                        "Error executing row event: 'Unknown database '" + name.database() + "''" + elsewhere(name));
    }

    private String elsewhere(TableName name) {
        String problem = session.dialect().elsewhere(name.database());
        return problem.isEmpty() ? "" : "; " + problem;
    }

    private List<Column> sourceColumns(TableMap map, TargetTable target)
            throws SQLException, ApplierException, StoppedException {
        Optional<List<Column>> logged = LoggedColumns.complete(map);
        if (logged.isPresent()) {
            return logged.get();
        }
        if (session.dialect().speaksMySql()) {
            return impliedByTarget(map, target);
        }
        return LoggedColumns.merge(map, HiddenColumns.logged(model.table(map)));
    }

    private List<Column> impliedByTarget(TableMap map, TargetTable target) throws ApplierException {
        if (target.columns().size() < map.columns().size()) {
            throw new ApplierException(
                    1105,
                    "Table " + map.name() + " has " + map.columns().size() + " columns on the source and "
                            + target.columns().size() + " on the target"
                            + HiddenColumns.surplus(map, target.columns().size()));
        }
        List<Column> implied = new ArrayList<>();
        for (int i = 0; i < map.columns().size(); i++) {
            TargetTable.TargetColumn column = target.columns().get(i);
            implied.add(session.dialect()
                    .impliedSource(column, map.columns().get(i).type())
                    .orElseThrow(() -> new ApplierException(
                            13146,
                            "Column '" + column.name() + "' of table " + map.name()
                                    + " has a type that is not known here: " + column.typeSql())));
        }
        return LoggedColumns.merge(map, implied);
    }

    private BoundColumn bind(TableMap map, int ordinal, Column source, TargetTable target) throws ApplierException {
        Optional<TargetTable.TargetColumn> found =
                target.column(session.dialect().identifier(source.name()));
        if (found.isEmpty() && HiddenColumns.isHash(source)) {
            return new BoundColumn(ordinal, source, LEFT_OUT, null, false);
        }
        TargetTable.TargetColumn column = found.orElseThrow(() -> new ApplierException(
                1054,
                "Unknown column '" + source.name() + "' in table " + map.name()
                        + " of the target: add it there, with a type that takes the source's values"));
        try {
            ColumnWriter writer = session.dialect().writer(source, column);
            boolean key = target.key().stream().anyMatch(column.name()::equalsIgnoreCase);
            return new BoundColumn(ordinal, source, column, writer, key);
        } catch (UnsupportedMappingException e) {
            throw new ApplierException(
                    13146,
                    "Column " + ordinal + " ('" + source.name() + "') of table '" + map.name()
                            + "' cannot be converted: " + e.getMessage(),
                    e);
        }
    }

    private static void requireKeyIsBound(TableName name, List<BoundColumn> bound, TargetTable target)
            throws ApplierException {
        for (String key : target.key()) {
            if (bound.stream().noneMatch(c -> c.target().name().equalsIgnoreCase(key))) {
                throw new ApplierException(
                        1032,
                        "Column '" + key + "' of the target's key of table " + name
                                + " does not exist on the source, so rows cannot be found by it");
            }
        }
    }
}
