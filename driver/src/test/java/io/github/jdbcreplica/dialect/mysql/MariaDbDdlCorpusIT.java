package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.kit.DdlCorpusContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class MariaDbDdlCorpusIT extends DdlCorpusContract {
    @Override
    protected TargetUnderTest open() {
        return new MariaDbTarget();
    }
}
