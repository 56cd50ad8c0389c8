package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.kit.DdlCorpusContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class H2DdlCorpusIT extends DdlCorpusContract {
    @Override
    protected TargetUnderTest open() {
        return new H2Target();
    }
}
