package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.applier.Applier;
import java.sql.SQLException;

/**
 * Closes the applier's connection. The rollback of a large transaction takes as long as the target needs; a stop does not wait for it, since nothing depends on its end but the next applier, which waits for the lock on
 * its position ({@link Applier#open}).
 */
final class Disposal {
    private Disposal() {}

    static void of(Applier applier) {
        if (applier == null) {
            return;
        }
        if (applier.hasOpenTransaction()) {
            Thread thread = new Thread(() -> close(applier), "replica-rollback");
            thread.setDaemon(true);
            thread.start();
        } else {
            close(applier);
        }
    }

    private static void close(Applier applier) {
        try {
            applier.close();
        } catch (SQLException e) {
            // The connection is gone, and the transaction with it: that is what was wanted.
        }
    }
}
