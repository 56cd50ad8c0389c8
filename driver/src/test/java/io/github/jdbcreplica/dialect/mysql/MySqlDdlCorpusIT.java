package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.kit.DdlCorpusContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class MySqlDdlCorpusIT extends DdlCorpusContract {
    @Override
    protected TargetUnderTest open() {
        return new MySqlTarget();
    }
}
