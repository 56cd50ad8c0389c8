package io.github.jdbcreplica.dialect.example;

import io.github.jdbcreplica.kit.RandomHistoryContract;
import io.github.jdbcreplica.kit.TargetUnderTest;

class ExampleRandomHistoryIT extends RandomHistoryContract {
    @Override
    protected TargetUnderTest open() {
        return new ExampleTarget();
    }

    /** HSQLDB refuses a second unique key of the same columns, to which a longer history comes. */
    @Override
    protected int steps() {
        return 1000;
    }
}
