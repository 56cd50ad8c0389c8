package io.github.jdbcreplica.dialect.postgresql;

import io.github.jdbcreplica.kit.RandomHistoryContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class PostgreSqlRandomHistoryIT extends RandomHistoryContract {
    @Override
    protected TargetUnderTest open() {
        return new PostgreSqlTarget();
    }
}
