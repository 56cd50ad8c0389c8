package io.github.jdbcreplica.dialect.ansi;

import io.github.jdbcreplica.kit.FidelityContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class HsqldbFidelityIT extends FidelityContract {
    @Override
    protected TargetUnderTest open() {
        return new HsqldbTarget();
    }
}
