package io.github.jdbcreplica.channel;

import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Logs what becomes of the channels' threads, a line for each change: whoever runs a replica as a service has no other eyes. Errors are warnings; the rest is FINE, since a driver does not
 * write into its application's log what nobody asked for. Used by the keeper's thread.
 */
final class ThreadLog implements LeaseKeeper.Duty {
    private static final Logger LOGGER = Logger.getLogger("io.github.jdbcreplica");

    private final Replica replica;
    private final String target;
    private final Map<String, String> told = new HashMap<>();

    /** @param target without anything secret */
    ThreadLog(Replica replica, String target) {
        this.replica = replica;
        this.target = target;
    }

    @Override
    public void perform(Connection connection) {
        for (ReplicaController channel : replica.controllers()) {
            ChannelThreads threads = channel.threads();
            tell(channel.channel(), "IO thread", threads.receiver(), threads.receiverError());
            tell(channel.channel(), "SQL thread", threads.applier(), threads.applierError());
        }
    }

    private void tell(String channel, String thread, String state, ThreadError error) {
        boolean failed = error.code() != 0;
        String text = failed ? state + ", error " + error.code() + ": " + error.message() : state;
        String before = told.put(channel + "/" + thread, text);
        if (!text.equals(before) && !(before == null && text.equals(ChannelThreads.STOPPED))) {
            String name = channel.isEmpty() ? "" : " of channel '" + channel + "'";
            LOGGER.log(
                    failed ? Level.WARNING : Level.FINE, "{0}: {1}{2} {3}", new Object[] {target, thread, name, text});
        }
    }
}
