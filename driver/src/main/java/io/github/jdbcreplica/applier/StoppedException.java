package io.github.jdbcreplica.applier;

/** The applier was told to stop; its open transaction is void. Not an error. */
public final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("stopped", null, false, false);
    }
}
