package io.github.jdbcreplica.dialect.example;

import io.github.jdbcreplica.kit.DdlCorpusContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class ExampleDdlCorpusIT extends DdlCorpusContract {
    @Override
    protected TargetUnderTest open() {
        return new ExampleTarget();
    }
}
