package io.github.jdbcreplica.channel;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of a worker thread. A {@link Phaser} carries its lifecycle: the worker is the sole registered party; phase 0 is starting, the worker's first arrival makes it 1, running; its deregistration, in a
 * {@code finally}, terminates the phaser: down, however it ended. Controllers, partners and status readers only await or look.
 *
 * <p>Why this is enough: the party is registered by the constructor, before the thread exists, so the phaser cannot advance past it; the worker arrives exactly twice, once to go up and once, deregistering,
 * to go down, so no arrival takes another's slot; waits name the phase they wait for, and a phase that has passed returns at once, so a worker that dies between start and wait is not waited for. Everything the worker
 * wrote before it arrived, its last error above all, is visible to whoever has seen the phase advance (Phaser's memory consistency effects).
 */
final class ReplicaThread {
    private static final int STARTING = 0;
    private static final int RUNNING = 1;

    private final Phaser lifecycle = new Phaser(1);
    private final Thread thread;

    /** @param work the whole run; it must not throw */
    ReplicaThread(String name, Runnable work) {
        this.thread = new Thread(() -> live(work), name);
        // The JVM can always exit; what was not committed is read again.
        thread.setDaemon(true);
    }

    private void live(Runnable work) {
        try {
            lifecycle.arrive();
            work.run();
        } finally {
            lifecycle.arriveAndDeregister();
        }
    }

    /** Returns when the thread is up (or already down again). */
    void start() {
        try {
            thread.start();
        } catch (Throwable e) {
            // No more threads to be had: it never lives, so it is down.
            lifecycle.forceTermination();
            throw e;
        }
        lifecycle.awaitAdvance(STARTING);
    }

    boolean isDown() {
        return lifecycle.isTerminated();
    }

    /** @return false when the thread is still up after the timeout */
    boolean awaitDown(Duration timeout) throws InterruptedException {
        try {
            lifecycle.awaitAdvanceInterruptibly(RUNNING, timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
