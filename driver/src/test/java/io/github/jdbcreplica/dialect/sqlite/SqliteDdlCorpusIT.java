package io.github.jdbcreplica.dialect.sqlite;

import io.github.jdbcreplica.kit.DdlCorpusContract;
import io.github.jdbcreplica.kit.TargetUnderTest;
import java.util.List;

class SqliteDdlCorpusIT extends DdlCorpusContract {
    @Override
    protected TargetUnderTest open() {
        return new SqliteTarget();
    }

    /** A statement that was passed over is not in the replica's model, and a replica that is far behind cannot ask the source how the table was: the log has to say it. */
    @Override
    protected List<String> sourceOptions() {
        return List.of("--binlog-row-metadata=FULL");
    }
}
