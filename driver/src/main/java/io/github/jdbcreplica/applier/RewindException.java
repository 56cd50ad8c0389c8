package io.github.jdbcreplica.applier;

/**
 * The open transaction must be applied again from its beginning, and a part of it is no longer in memory, or the target connection is gone: a new applier must begin at the stored position.
 */
public final class RewindException extends Exception {
    private static final long serialVersionUID = 1L;

    RewindException(ApplierException cause) {
        super(cause.getMessage(), cause);
    }

    /** What made it necessary. */
    public ApplierException error() {
        return (ApplierException) getCause();
    }
}
