package io.github.jdbcreplica.dialect.postgresql;

import io.github.jdbcreplica.kit.FidelityContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class PostgreSqlFidelityIT extends FidelityContract {
    @Override
    protected TargetUnderTest open() {
        return new PostgreSqlTarget();
    }
}
