package io.github.jdbcreplica.dialect.ansi;

import io.github.jdbcreplica.kit.DdlCorpusContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class HsqldbDdlCorpusIT extends DdlCorpusContract {
    @Override
    protected TargetUnderTest open() {
        return new HsqldbTarget();
    }
}
