package io.github.jdbcreplica.dialect.sqlite;

import io.github.jdbcreplica.kit.FidelityContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class SqliteFidelityIT extends FidelityContract {
    @Override
    protected TargetUnderTest open() {
        return new SqliteTarget();
    }
}
