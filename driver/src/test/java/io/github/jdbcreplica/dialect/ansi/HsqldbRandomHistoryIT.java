package io.github.jdbcreplica.dialect.ansi;

import io.github.jdbcreplica.kit.RandomHistoryContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class HsqldbRandomHistoryIT extends RandomHistoryContract {
    @Override
    protected TargetUnderTest open() {
        return new HsqldbTarget();
    }
}
