package io.github.jdbcreplica.channel;

import java.util.concurrent.TimeoutException;

/**
 * Lets one worker thread be interrupted while it waits in an exchange or a pause, and nowhere else: an interrupt that reached the thread inside JDBC would close an embedded database's file channel, and
 * one that reached it inside the socket read would be lost.
 *
 * <p>Proof: {@code waiter} is non-null exactly while the worker is between the two synchronized sections of {@link #await}; interrupts are sent only under the same lock and only to a non-null waiter; the second section
 * clears the thread's interrupt status before it gives up the lock. So the status is clear whenever the worker is outside. A wake-up that comes while the worker is outside is remembered ({@code nudged}, {@code closed})
 * and met at the next entry, so none is lost.
 */
final class InterruptGate {
    private Thread waiter;
    private boolean nudged;
    private boolean closed;

    interface Wait<T> {
        T await() throws InterruptedException, TimeoutException;
    }

    /** Waits on the worker's thread; a {@link #close} or {@link #nudge}, now or since the last wait, ends it with InterruptedException. */
    <T> T await(Wait<T> wait) throws InterruptedException, TimeoutException {
        synchronized (this) {
            if (closed || nudged) {
                nudged = false;
                throw new InterruptedException();
            }
            waiter = Thread.currentThread();
        }
        try {
            return wait.await();
        } catch (InterruptedException e) {
            delivered();
            throw e;
        } finally {
            synchronized (this) {
                waiter = null;
                Thread.interrupted();
            }
        }
    }

    /** A nudge that came as the wait had already succeeded stays, and ends the next wait. */
    private synchronized void delivered() {
        nudged = false;
    }

    /** Ends the wait under way, or the next one. */
    synchronized void nudge() {
        nudged = true;
        interruptWaiter();
    }

    /** Ends this and every later wait. */
    synchronized void close() {
        closed = true;
        interruptWaiter();
    }

    private void interruptWaiter() {
        if (waiter != null) {
            waiter.interrupt();
        }
    }
}
