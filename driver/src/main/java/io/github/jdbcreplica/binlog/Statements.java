package io.github.jdbcreplica.binlog;

import com.github.shyiko.mysql.binlog.network.ServerException;
import com.github.shyiko.mysql.binlog.network.protocol.ErrorPacket;
import com.github.shyiko.mysql.binlog.network.protocol.PacketChannel;
import com.github.shyiko.mysql.binlog.network.protocol.ResultSetRowPacket;
import com.github.shyiko.mysql.binlog.network.protocol.command.Command;
import com.github.shyiko.mysql.binlog.network.protocol.command.QueryCommand;
import java.io.IOException;
import java.util.Arrays;

/** Commands and statements on the connection before it becomes a stream of events. */
final class Statements {
    private static final byte ERROR = (byte) 0xff;
    private static final byte EOF = (byte) 0xfe;

    private final PacketChannel channel;

    Statements(PacketChannel channel) {
        this.channel = channel;
    }

    /** @throws ServerException when the source refuses */
    void execute(Command command) throws IOException {
        channel.write(command);
        read();
    }

    void execute(String sql) throws IOException {
        execute(new QueryCommand(sql));
    }

    /** The only row that {@code sql} selects; none of its values may be NULL. */
    String[] row(String sql) throws IOException {
        execute(sql);
        while (!isEnd(read())) {
            // A column definition each: the names are ours.
        }
        String[] row = new ResultSetRowPacket(read()).getValues();
        while (!isEnd(read())) {
            // One row was asked for.
        }
        return row;
    }

    /** The next packet. */
    byte[] read() throws IOException {
        byte[] packet = channel.read();
        if (packet[0] == ERROR) {
            ErrorPacket error = new ErrorPacket(Arrays.copyOfRange(packet, 1, packet.length));
            throw new ServerException(error.getErrorMessage(), error.getErrorCode(), error.getSqlState());
        }
        return packet;
    }

    private static boolean isEnd(byte[] packet) {
        return packet[0] == EOF && packet.length < 9;
    }
}
