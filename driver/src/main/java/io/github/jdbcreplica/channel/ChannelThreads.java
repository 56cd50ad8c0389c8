package io.github.jdbcreplica.channel;

/** How the two threads of a channel are, in words: {@code running}, {@code connected} and such. */
record ChannelThreads(String receiver, ThreadError receiverError, String applier, ThreadError applierError) {
    static final String STOPPED = "stopped";

    static ChannelThreads of(
            boolean receiverRuns, ReceiverStatus receiver, boolean applierRuns, ApplierStatus applier) {
        String receiving = !receiverRuns ? STOPPED : receiver.connected() ? "connected to the source" : "connecting";
        return new ChannelThreads(receiving, receiver.error(), applierRuns ? "running" : STOPPED, applier.error());
    }
}
