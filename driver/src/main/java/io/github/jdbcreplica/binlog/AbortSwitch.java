package io.github.jdbcreplica.binlog;

/**
 * Ends the wait of the reading thread, whatever it waits for. Before each wait that cannot be interrupted the reading thread says how to end it.
 * An abort that comes before the wait begins is not lost: {@link #onAbort} then ends it at once, under the same lock.
 */
final class AbortSwitch {
    private boolean aborted;
    private Runnable ending = () -> {};

    /** @param ending ends the wait that is about to begin; must not block, may run more than once */
    synchronized void onAbort(Runnable ending) {
        this.ending = ending;
        if (aborted) {
            ending.run();
        }
    }

    synchronized void abort() {
        aborted = true;
        ending.run();
    }

    synchronized boolean isAborted() {
        return aborted;
    }
}
