package io.github.jdbcreplica.dialect.postgresql;

import io.github.jdbcreplica.kit.DdlCorpusContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class PostgreSqlDdlCorpusIT extends DdlCorpusContract {
    @Override
    protected TargetUnderTest open() {
        return new PostgreSqlTarget();
    }
}
