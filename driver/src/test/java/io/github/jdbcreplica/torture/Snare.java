package io.github.jdbcreplica.torture;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * A fault that waits for its moment in a {@link Relay}.
 *
 * @param trigger the packet of the client's that springs it
 * @param place where the bytes stop
 * @param fault what happens then, besides the connections being cut
 */
record Snare(Predicate<ClientPacket> trigger, Place place, Runnable fault, CompletableFuture<Void> sprung) {

    enum Place {
        /** The packet never arrives. */
        BEFORE,
        /** Half of the packet arrives. */
        WITHIN,
        /** The server has executed it and answered; the answer never arrives. */
        BEFORE_REPLY
    }

    Snare(Predicate<ClientPacket> trigger, Place place, Runnable fault) {
        this(trigger, place, fault, new CompletableFuture<>());
    }

    /** The fault first, so that neither end can act on the cut before it; told when both are done. */
    void spring(Runnable cut) {
        fault.run();
        cut.run();
        sprung.complete(null);
    }

    /** @return whether it was sprung in time */
    boolean awaitSprung(long millis) throws Exception {
        try {
            sprung.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
