package io.github.jdbcreplica.binlog;

import com.github.shyiko.mysql.binlog.network.protocol.command.Command;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The commands of a replica that the library does not have, or not as we need them. */
final class Commands {
    private static final byte COM_BINLOG_DUMP = 0x12;
    private static final byte COM_REGISTER_SLAVE = 0x15;
    private static final byte COM_BINLOG_DUMP_GTID = 0x1e;
    private static final int FIRST_POSITION = 4;

    /** Asks MySQL for heartbeats with 64-bit positions; sources before 8.0.26 ignore it. In MariaDB the same bit asks for ANNOTATE_ROWS events. */
    private static final short USE_HEARTBEAT_EVENT_V2 = 2;

    private Commands() {}

    /** Makes us visible in SHOW REPLICAS: server id, host, user and password left empty, port, then rank 0 and the source's id, which the source fills in. */
    static Command registerReplica(long serverId, String host, int port) {
        byte[] name = host.getBytes(StandardCharsets.UTF_8);
        return command(
                18 + name.length,
                bytes -> bytes.put(COM_REGISTER_SLAVE)
                        .putInt((int) serverId)
                        .put((byte) name.length)
                        .put(name)
                        .putShort((short) 0)
                        .putShort((short) port));
    }

    /** MySQL, from a place in a file; "" is the oldest file. */
    static Command dump(long serverId, String file, long position) {
        return dump(serverId, file, position, USE_HEARTBEAT_EVENT_V2);
    }

    /** MariaDB, from a place in a file; "" is the oldest file, or the place of the GTIDs that were announced. */
    static Command dumpMariaDb(long serverId, String file, long position) {
        return dump(serverId, file, position, (short) 0);
    }

    private static Command dump(long serverId, String file, long position, short flags) {
        byte[] name = file.getBytes(StandardCharsets.UTF_8);
        return command(
                11 + name.length,
                bytes -> bytes.put(COM_BINLOG_DUMP)
                        .putInt((int) position)
                        .putShort(flags)
                        .putInt((int) serverId)
                        .put(name));
    }

    /** Everything that is not in the set. The file name stays empty: with one, the source would begin there. */
    static Command dumpGtid(long serverId, byte[] encodedGtidSet) {
        return command(
                23 + encodedGtidSet.length,
                bytes -> bytes.put(COM_BINLOG_DUMP_GTID)
                        .putShort(USE_HEARTBEAT_EVENT_V2)
                        .putInt((int) serverId)
                        .putInt(0)
                        .putLong(FIRST_POSITION)
                        .putInt(encodedGtidSet.length)
                        .put(encodedGtidSet));
    }

    private interface Layout {
        void fill(ByteBuffer bytes);
    }

    private static Command command(int length, Layout layout) {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        layout.fill(bytes);
        return bytes::array;
    }
}
