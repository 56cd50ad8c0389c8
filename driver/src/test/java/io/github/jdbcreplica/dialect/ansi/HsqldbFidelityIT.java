package io.github.jdbcreplica.dialect.ansi;

import io.github.jdbcreplica.kit.FidelityContract;
import io.github.jdbcreplica.kit.TargetUnderTest;
import org.junit.jupiter.api.Disabled;

@Disabled(
        "Plain SQL cannot tell equal rows of a table without a key apart: the replica stops in each of the contract's keyless cells, 150 times")
class HsqldbFidelityIT extends FidelityContract {
    @Override
    protected TargetUnderTest open() {
        return new HsqldbTarget();
    }
}
