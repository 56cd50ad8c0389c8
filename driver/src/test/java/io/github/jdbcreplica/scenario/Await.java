package io.github.jdbcreplica.scenario;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition that another thread or process brings about; fails when it does not come. */
public final class Await {
    private Await() {}

    public static void until(Duration patience, Callable<Boolean> condition, Callable<String> otherwise) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("not within " + patience + ": " + otherwise.call());
                }
                Thread.sleep(5);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
