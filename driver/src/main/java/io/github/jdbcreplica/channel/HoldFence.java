package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.applier.ApplierException;
import io.github.jdbcreplica.applier.ApplierFence;
import io.github.jdbcreplica.state.Lease;
import io.github.jdbcreplica.state.LeaseRepository;
import java.sql.Connection;
import java.sql.SQLException;

/** Lets pass who still has the lease under which he began. */
final class HoldFence implements ApplierFence {
    /** Of a hold that is over. */
    static final HoldFence CLOSED = new HoldFence(null, "", -1);

    /** The applier's own word when its position is another's. */
    private static final int NOT_OURS = 1872;

    private final LeaseRepository leases;
    private final String holder;
    private final long epoch;

    HoldFence(LeaseRepository leases, String holder, long epoch) {
        this.leases = leases;
        this.holder = holder;
        this.epoch = epoch;
    }

    static String lost(String who) {
        return "Another JVM runs the replica of this target by now: " + who
                + ". This one was silent for longer than its lease, and has stopped; START REPLICA, STOP REPLICA and SHOW REPLICA STATUS act on the other from here";
    }

    @Override
    public void check(Connection connection) throws SQLException, ApplierException {
        if (!holds(connection)) {
            throw new ApplierException(NOT_OURS, lost(who(connection)));
        }
    }

    @Override
    public void renew(Connection connection) throws SQLException, ApplierException {
        if (leases == null || !leases.renew(connection, holder, epoch)) {
            throw new ApplierException(NOT_OURS, lost(who(connection)));
        }
    }

    /** For a statement; in a transaction the answer holds until that ends. */
    void require(Connection state) throws SQLException {
        if (!holds(state)) {
            throw new SQLException(lost(who(state)), "HY000", NOT_OURS);
        }
    }

    private boolean holds(Connection connection) throws SQLException {
        return leases != null && leases.lock(connection, holder, epoch);
    }

    private String who(Connection connection) throws SQLException {
        return leases == null
                ? "unknown"
                : leases.find(connection).map(Lease::who).orElse("unknown");
    }
}
