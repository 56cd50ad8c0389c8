package io.github.jdbcreplica.dialect.example;

import io.github.jdbcreplica.kit.FidelityContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class ExampleFidelityIT extends FidelityContract {
    @Override
    protected TargetUnderTest open() {
        return new ExampleTarget();
    }
}
