package io.github.jdbcreplica.binlog;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventHeader;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Arrays;

/**
 * Takes every event out of the library's stream as it was sent and delivers it at once, on the reading thread. The library is left with an event of unknown type and without data, so that its own
 * tracking of positions and GTIDs has nothing to misread.
 *
 * <p>The library goes on after any failure here but {@link EOFException} and {@link SocketException}, at whatever byte it has reached; therefore every failure leaves as one of these.
 */
final class RawEventDeserializer extends EventDeserializer {
    private static final int HEADER_BYTES = 19;
    private static final int SIZE_OFFSET = 9;
    private static final Event DELIVERED = new Event(new NoHeader(), new NoData());

    private final Delivery delivery;

    RawEventDeserializer(Delivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public Event nextEvent(ByteArrayInputStream input) throws IOException {
        try {
            delivery.deliver(readEvent(input));
        } catch (EOFException | SocketException e) {
            throw e;
        } catch (IOException e) {
            throw (SocketException) new SocketException(e.getMessage()).initCause(e);
        }
        return DELIVERED;
    }

    private static byte[] readEvent(ByteArrayInputStream input) throws IOException {
        byte[] header = input.read(HEADER_BYTES);
        int size = littleEndian4(header, SIZE_OFFSET);
        if (size < HEADER_BYTES) {
            throw new SocketException("Event of " + Integer.toUnsignedString(size) + " bytes: the stream is broken");
        }
        byte[] event = Arrays.copyOf(header, size);
        input.fill(event, HEADER_BYTES, size - HEADER_BYTES);
        return event;
    }

    private static int littleEndian4(byte[] bytes, int offset) {
        return bytes[offset] & 0xff
                | (bytes[offset + 1] & 0xff) << 8
                | (bytes[offset + 2] & 0xff) << 16
                | (bytes[offset + 3] & 0xff) << 24;
    }

    private static final class NoData implements EventData {
        private static final long serialVersionUID = 1L;
    }

    /** Not the library's own header class, whose position it would follow. */
    private static final class NoHeader implements EventHeader {
        private static final long serialVersionUID = 1L;

        @Override
        public long getTimestamp() {
            return 0;
        }

        @Override
        public EventType getEventType() {
            return EventType.UNKNOWN;
        }

        @Override
        public long getServerId() {
            return 0;
        }

        @Override
        public long getHeaderLength() {
            return 0;
        }

        @Override
        public long getDataLength() {
            return 0;
        }
    }
}
