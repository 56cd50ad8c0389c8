package io.github.jdbcreplica.dialect.example;

import io.github.jdbcreplica.kit.RandomHistoryContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class ExampleRandomHistoryIT extends RandomHistoryContract {
    @Override
    protected TargetUnderTest open() {
        return new ExampleTarget();
    }
}
