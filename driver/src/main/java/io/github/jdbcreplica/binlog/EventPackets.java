package io.github.jdbcreplica.binlog;

import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import com.github.shyiko.mysql.binlog.network.ServerException;
import com.github.shyiko.mysql.binlog.network.protocol.ErrorPacket;
import com.github.shyiko.mysql.binlog.network.protocol.Packet;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Arrays;

/** The stream of a binary log: packets that hold a zero byte and an event, an error, or the end. An event that fills a packet goes on in the next. */
final class EventPackets {
    private static final int EVENT = 0x00;
    private static final int END = 0xfe;
    private static final int ERROR = 0xff;
    private static final int EVENT_HEADER_BYTES = 19;
    private static final int EVENT_SIZE_OFFSET = 9;

    private final ByteArrayInputStream input;

    EventPackets(ByteArrayInputStream input) {
        this.input = input;
    }

    /**
     * The next event as it was sent.
     *
     * @throws ServerException the source ended the stream and said why
     * @throws EOFException it ended the stream
     */
    byte[] next() throws IOException {
        int length = packetLength();
        int kind = input.read();
        return switch (kind) {
            case EVENT -> event(length);
            case ERROR -> throw error(length);
            case END -> throw new EOFException();
            default -> throw new ProtocolException("Packet of kind " + kind + " in the stream of events");
        };
    }

    private int packetLength() throws IOException {
        int length = input.readInteger(3);
        input.read(); // the sequence number, which wraps and says nothing
        return length;
    }

    private byte[] event(int packetLength) throws IOException {
        byte[] begin = input.read(packetLength - 1);
        int size = begin.length < EVENT_HEADER_BYTES ? 0 : size(begin);
        if (size < EVENT_HEADER_BYTES || size < begin.length) {
            throw new ProtocolException(
                    "Event of " + Integer.toUnsignedString(size) + " bytes in a packet of " + packetLength);
        }
        return size == begin.length ? begin : continued(begin, size, packetLength);
    }

    private byte[] continued(byte[] begin, int size, int firstPacketLength) throws IOException {
        byte[] event = Arrays.copyOf(begin, size);
        int filled = begin.length;
        for (int length = firstPacketLength; length == Packet.MAX_LENGTH; ) {
            length = packetLength();
            if (length > size - filled) {
                throw new ProtocolException("More than the " + size + " bytes of the event");
            }
            input.fill(event, filled, length);
            filled += length;
        }
        if (filled < size) {
            throw new ProtocolException("Only " + filled + " of the " + size + " bytes of the event");
        }
        return event;
    }

    private ServerException error(int packetLength) throws IOException {
        ErrorPacket error = new ErrorPacket(input.read(packetLength - 1));
        return new ServerException(error.getErrorMessage(), error.getErrorCode(), error.getSqlState());
    }

    private static int size(byte[] event) {
        return event[EVENT_SIZE_OFFSET] & 0xff
                | (event[EVENT_SIZE_OFFSET + 1] & 0xff) << 8
                | (event[EVENT_SIZE_OFFSET + 2] & 0xff) << 16
                | (event[EVENT_SIZE_OFFSET + 3] & 0xff) << 24;
    }
}
