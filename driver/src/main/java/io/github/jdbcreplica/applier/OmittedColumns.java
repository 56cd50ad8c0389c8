package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.applier.TableBinding.BoundColumn;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;

/** What an INSERT writes into columns that its row image leaves out ({@code binlog_row_image=MINIMAL}, {@code NOBLOB}), or that the source does not have; all else is the target's to fill. */
interface OmittedColumns {
    /** @return columns whose writers write the same value for every row */
    List<BoundColumn> beside(BitSet image) throws SQLException, ApplierException;
}
