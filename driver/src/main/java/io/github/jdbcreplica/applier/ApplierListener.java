package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.state.ApplierMetadata;

/** Is told by the applier thread how far it has come, for the status. */
public interface ApplierListener {
    /** About to apply an event that began on the source at {@code timestampSeconds} since the epoch. */
    void applying(long timestampSeconds);

    void committed(ApplierMetadata metadata);
}
