package io.github.jdbcreplica.dialect.duckdb;

import io.github.jdbcreplica.kit.DdlCorpusContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class DuckDbDdlCorpusIT extends DdlCorpusContract {
    @Override
    protected TargetUnderTest open() {
        return new DuckDbTarget();
    }
}
