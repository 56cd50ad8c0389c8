package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.applier.TableBinding.BoundColumn;
import io.github.jdbcreplica.ddl.DefaultValue;
import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.event.TableMap;
import io.github.jdbcreplica.schema.Column;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * On a target that does not speak MySQL the source's defaults, from its definition of the table: the target's own would be translations of them. What a function computes is never left out of an image (measured on MySQL 9.7: the
 * server counts such columns, and the AUTO_INCREMENT one, among those that are written).
 */
final class SourceDefaults implements OmittedColumns {
    private final TableMap map;
    private final SourceModel model;
    private final List<BoundColumn> bound;
    private final Dialect dialect;

    SourceDefaults(TableMap map, SourceModel model, List<BoundColumn> bound, Dialect dialect) {
        this.map = map;
        this.model = model;
        this.bound = bound;
        this.dialect = dialect;
    }

    @Override
    public List<BoundColumn> beside(BitSet image) throws SQLException, ApplierException {
        List<BoundColumn> defaults = new ArrayList<>();
        for (BoundColumn column : bound) {
            if (column.writable() && !image.get(column.ordinal())) {
                defaults.add(defaultOf(column));
            }
        }
        return defaults;
    }

    private BoundColumn defaultOf(BoundColumn column) throws SQLException, ApplierException {
        Column definition = definition(column);
        DefaultValue value = DefaultValue.of(definition);
        if (!(value instanceof DefaultValue.Known)) {
            throw refusal(column, ((DefaultValue.Unknown) value).why());
        }
        try {
            ConstantWriter writer = new ConstantWriter(
                    dialect.writer(definition, column.target()), ((DefaultValue.Known) value).value());
            return new BoundColumn(column.ordinal(), definition, column.target(), writer, column.key());
        } catch (UnsupportedMappingException e) {
            throw refusal(column, e.getMessage());
        }
    }

    /** Without explicit_defaults_for_timestamp a TIMESTAMP is NOT NULL although its definition does not say so. */
    private Column definition(BoundColumn column) throws SQLException, ApplierException {
        Column definition;
        try {
            definition = model.table(map).columns().get(column.ordinal());
        } catch (ApplierException e) {
            throw refusal(column, e.getMessage());
        }
        return new Column(
                definition.name(),
                definition.type(),
                definition.nullable() && map.columns().get(column.ordinal()).nullable(),
                definition.autoIncrement(),
                definition.defaultSql(),
                definition.generatedSql(),
                definition.stored(),
                definition.invisible(),
                definition.comment());
    }

    private ApplierException refusal(BoundColumn column, String why) {
        return new ApplierException(
                13146,
                "The rows of table " + map.name() + " leave out column '"
                        + column.source().name() + "', and what the source has put there is not known here: " + why
                        + ". Set binlog_row_image=FULL on the source; for the rows that are logged already, make the replica of the table anew");
    }
}
