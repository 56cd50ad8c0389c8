package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.kit.FidelityContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class H2FidelityIT extends FidelityContract {
    @Override
    protected TargetUnderTest open() {
        return new H2Target();
    }
}
