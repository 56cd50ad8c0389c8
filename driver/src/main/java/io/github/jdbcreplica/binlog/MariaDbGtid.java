package io.github.jdbcreplica.binlog;

import java.util.Optional;

/** The content of MariaDB's GTID event (Gtid_log_event in its sql/log_event.h), which also begins the transaction. */
record MariaDbGtid(String gtid, boolean standalone, Optional<String> preparedXid, boolean finishesXa, Alter alter) {
    private static final int STANDALONE = 1;
    private static final int GROUP_COMMIT = 2;
    private static final int PREPARED_XA = 64;
    private static final int COMPLETED_XA = 128;
    private static final int START_ALTER = 2;
    private static final int COMMIT_ALTER = 4;
    private static final int ROLLBACK_ALTER = 8;

    /** With {@code binlog_alter_two_phase} an ALTER TABLE is logged when it starts and again when it commits or rolls back. */
    enum Alter {
        NONE,
        START,
        COMMIT,
        ROLLBACK
    }

    static MariaDbGtid decode(long serverId, WireReader in) {
        String sequence = Long.toUnsignedString(in.int64());
        String gtid = in.uint32() + "-" + serverId + "-" + sequence;
        int flags = in.uint8();
        if ((flags & GROUP_COMMIT) != 0) {
            in.skip(8);
        }
        Optional<String> xid = (flags & (PREPARED_XA | COMPLETED_XA)) == 0
                ? Optional.empty()
                : Optional.of(Xid.read(in, in.uint32(), in.uint8(), in.uint8()));
        int extraFlags = in.remaining() > 0 ? in.uint8() : 0;
        return new MariaDbGtid(
                gtid,
                (flags & STANDALONE) != 0,
                xid.filter(x -> (flags & PREPARED_XA) != 0),
                (flags & COMPLETED_XA) != 0,
                alter(extraFlags));
    }

    private static Alter alter(int flags) {
        if ((flags & START_ALTER) != 0) {
            return Alter.START;
        }
        if ((flags & ROLLBACK_ALTER) != 0) {
            return Alter.ROLLBACK;
        }
        return (flags & COMMIT_ALTER) != 0 ? Alter.COMMIT : Alter.NONE;
    }

    boolean begins() {
        return !standalone && !finishesXa;
    }
}
