package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.kit.FidelityContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class MySqlFidelityIT extends FidelityContract {
    @Override
    protected TargetUnderTest open() {
        return new MySqlTarget();
    }
}
