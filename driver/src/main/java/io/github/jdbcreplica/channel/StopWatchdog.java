package io.github.jdbcreplica.channel;

import java.time.Duration;

/**
 * Brings an applier thread down: again and again the target is asked to cancel its statement, and a target that does not react has its connection cut. Both may block in the driver, so they run on a thread of their own while
 * the stop waits for the applier's phaser.
 */
final class StopWatchdog {
    private static final Duration CANCEL_INTERVAL = Duration.ofMillis(10);

    /** After so long without effect the connection is cut. A cancel of MySQL opens a connection: some ten milliseconds. */
    private static final Duration CANCEL_PATIENCE = Duration.ofMillis(150);

    private StopWatchdog() {}

    static void bringDown(ApplierTask task, ReplicaThread thread) throws InterruptedException {
        task.requestStop();
        if (thread.awaitDown(Duration.ofMillis(2))) {
            return;
        }
        Thread canceller = daemon("replica-cancel", () -> cancelUntilDown(task, thread));
        canceller.start();
        if (!thread.awaitDown(CANCEL_PATIENCE)) {
            daemon("replica-cut", task::cutConnection).start();
        }
        while (!thread.awaitDown(Duration.ofSeconds(1))) {
            daemon("replica-cut", task::cutConnection).start();
        }
    }

    private static void cancelUntilDown(ApplierTask task, ReplicaThread thread) {
        try {
            do {
                task.interruptStatement();
            } while (!thread.awaitDown(CANCEL_INTERVAL));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
