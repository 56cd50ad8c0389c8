package io.github.jdbcreplica.state;

/**
 * Who runs the replica of a target, as its state says.
 *
 * @param holder a class loader's registry in some JVM; empty when the lease was given up
 * @param who the same in words, for people
 * @param process the same for another process of that machine, see {@code HolderProcess}; may be empty
 * @param publicKey what requests to the holder are sealed for
 * @param epoch counts the takings
 * @param expires by the target's clock, in milliseconds
 * @param now the target's clock when this was read
 */
public record Lease(String holder, String who, String process, String publicKey, long epoch, long expires, long now) {
    /** As long as a holder may be silent. */
    public static final long LENGTH_MILLIS = 5_000;

    public boolean givenUp() {
        return holder.isEmpty();
    }

    /** A lease that ends too far in the future was written before the target's clock was set back: nobody may have to wait until then. */
    public boolean expired() {
        return expires < now || expires > now + 2 * LENGTH_MILLIS;
    }

    public long millisSinceRenewal() {
        return Math.max(0, now - (expires - LENGTH_MILLIS));
    }
}
