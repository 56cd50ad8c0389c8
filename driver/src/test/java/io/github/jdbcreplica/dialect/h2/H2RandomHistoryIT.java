package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.kit.RandomHistoryContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class H2RandomHistoryIT extends RandomHistoryContract {
    @Override
    protected TargetUnderTest open() {
        return new H2Target();
    }
}
