package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.applier.Applier;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Closes the connections of a channel's appliers. The rollback of a large transaction takes as long as the target needs; a stop does not wait for it, the next applier does: what is being rolled back could keep it waiting where
 * nothing wakes it. Used by one applier thread after the other; {@code underWay} passes between them as their start and end do.
 */
final class Disposal {
    private volatile CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

    void of(Applier applier) {
        if (applier == null) {
            return;
        }
        if (!applier.hasOpenTransaction()) {
            close(applier);
            return;
        }
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        close(applier);
                    } finally {
                        closed.complete(null);
                    }
                },
                "replica-rollback");
        thread.setDaemon(true);
        try {
            thread.start();
            underWay = closed;
        } catch (OutOfMemoryError noMoreThreads) {
            close(applier);
        }
    }

    void await(InterruptGate gate) throws InterruptedException {
        try {
            gate.await(() -> {
                try {
                    return underWay.get();
                } catch (ExecutionException e) {
                    throw new AssertionError(e);
                }
            });
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static void close(Applier applier) {
        try {
            applier.close();
        } catch (SQLException | RuntimeException e) {
            // The connection is gone, and the transaction with it: that is what was wanted.
        }
    }
}
