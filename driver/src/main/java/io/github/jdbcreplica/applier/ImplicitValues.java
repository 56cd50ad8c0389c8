package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.applier.TableBinding.BoundColumn;
import io.github.jdbcreplica.ddl.DefaultValue;
import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.event.WireType;
import io.github.jdbcreplica.schema.Column;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** On a target that speaks MySQL its own defaults count, and where there is none the type's, which our strict session would not take by itself: as in prepare_record of a native replica (MySQL's rpl_record.cc). */
final class ImplicitValues implements OmittedColumns {
    private final TargetTable target;
    private final List<BoundColumn> bound;
    private final Dialect dialect;

    ImplicitValues(TargetTable target, List<BoundColumn> bound, Dialect dialect) {
        this.target = target;
        this.bound = bound;
        this.dialect = dialect;
    }

    @Override
    public List<BoundColumn> beside(BitSet image) throws ApplierException {
        List<BoundColumn> implicit = new ArrayList<>();
        for (TargetColumn column : target.columns()) {
            boolean held = bound.stream()
                    .anyMatch(b -> image.get(b.ordinal()) && b.target().name().equals(column.name()));
            if (column.mandatory() && !held) {
                implicit(column).ifPresent(implicit::add);
            }
        }
        return implicit;
    }

    private Optional<BoundColumn> implicit(TargetColumn column) throws ApplierException {
        // The log has no such column; of its own type a target's text is text, not a document.
        Optional<Column> implied = dialect.impliedSource(column, WireType.BLOB);
        if (implied.isEmpty() || !(DefaultValue.implicit(implied.get().type()) instanceof DefaultValue.Known)) {
            return Optional.empty();
        }
        Object value = ((DefaultValue.Known) DefaultValue.implicit(implied.get().type())).value();
        try {
            ConstantWriter writer = new ConstantWriter(dialect.writer(implied.get(), column), value);
            return Optional.of(new BoundColumn(0, implied.get(), column, writer, false));
        } catch (UnsupportedMappingException e) {
            throw new ApplierException(
                    13146,
                    "Column '" + column.name() + "' of table '" + target.name() + "' cannot be written: "
                            + e.getMessage(),
                    e);
        }
    }
}
