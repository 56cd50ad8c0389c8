package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.BinlogCoordinates;

/** Reads the three forms of heartbeats. */
final class Heartbeat {
    private static final int FILE_FIELD = 1;
    private static final int POSITION_FIELD = 2;

    private Heartbeat() {}

    /** The place that the source has come to; {@code position} moves there if that is forward in its file. */
    static BinlogCoordinates read(RawEvent raw, boolean mariaDb, LogPosition position) {
        WireReader in = raw.body();
        if (raw.type() == EventType.HEARTBEAT_V2) {
            return fields(in, position.get());
        }
        // MariaDB puts positions that do not fit the header before the file's name.
        if (mariaDb && raw.endPosition() == 0 && in.remaining() > 8) {
            long wide = in.int64();
            return place(in.utf8(in.remaining()), wide);
        }
        if (in.utf8(in.remaining()).equals(position.get().file())) {
            position.advanceTo(raw.endPosition());
        }
        return position.get();
    }

    private static BinlogCoordinates fields(WireReader in, BinlogCoordinates known) {
        String file = known.file();
        long at = known.position();
        for (long field = in.packedLength(); field != 0; field = in.remaining() > 0 ? in.packedLength() : 0) {
            WireReader value = in.slice(in.packedLength());
            if (field == FILE_FIELD) {
                file = value.utf8(value.remaining());
            } else if (field == POSITION_FIELD) {
                at = value.packedLength();
            }
        }
        return place(file, at);
    }

    private static BinlogCoordinates place(String file, long at) {
        if (at < 0) {
            throw new MalformedEventException("its position is out of range");
        }
        return new BinlogCoordinates(file, at);
    }
}
