package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.kit.RandomHistoryContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class MariaDbRandomHistoryIT extends RandomHistoryContract {
    @Override
    protected TargetUnderTest open() {
        return new MariaDbTarget();
    }
}
