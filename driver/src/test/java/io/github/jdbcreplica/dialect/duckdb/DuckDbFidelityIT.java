package io.github.jdbcreplica.dialect.duckdb;

import io.github.jdbcreplica.kit.FidelityContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class DuckDbFidelityIT extends FidelityContract {
    @Override
    protected TargetUnderTest open() {
        return new DuckDbTarget();
    }
}
