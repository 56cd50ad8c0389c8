package io.github.jdbcreplica.dialect.sqlite;

import io.github.jdbcreplica.kit.RandomHistoryContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class SqliteRandomHistoryIT extends RandomHistoryContract {
    @Override
    protected TargetUnderTest open() {
        return new SqliteTarget();
    }
}
