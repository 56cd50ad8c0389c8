package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.EventSource.Readiness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * The bytes of the source as they come from the network, below TLS and below every buffer: a read here means that all that has been received has been delivered.
 * A silence longer than the socket's timeout becomes a {@link SocketException}, because the library takes a {@link SocketTimeoutException} for one bad event and goes on
 * in the middle of it.
 */
final class SourceInput extends InputStream {
    /** Runs on the reading thread before it blocks. */
    interface BeforeBlocking {
        void run(Readiness moreArrived) throws IOException;
    }

    /** The source has been silent for longer than the limit. */
    static final class SilenceException extends SocketException {
        private static final long serialVersionUID = 1L;

        SilenceException() {
            super("Read timed out");
        }
    }

    private final InputStream network;
    private BeforeBlocking beforeBlocking = moreArrived -> {};
    private InputStream ahead = InputStream.nullInputStream();
    private int sequenceShift;

    SourceInput(InputStream network) {
        this.network = network;
    }

    void beforeBlocking(BeforeBlocking hook) {
        beforeBlocking = hook;
    }

    /** These bytes are read before those of the network. */
    void insert(byte[] bytes) {
        ahead = new ByteArrayInputStream(bytes);
    }

    /** The next packet from the network gets a sequence number that is higher by {@code shift}. */
    void shiftSequenceOfNextPacket(int shift) {
        sequenceShift = shift;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (sequenceShift != 0 && ahead.available() == 0) {
            readShiftedHeader();
        }
        if (ahead.available() > 0) {
            return ahead.read(bytes, offset, length);
        }
        if (network.available() == 0) {
            beforeBlocking.run(this::moreArrived);
        }
        return readNetwork(bytes, offset, length);
    }

    @Override
    public int available() throws IOException {
        return ahead.available() + network.available();
    }

    private int readNetwork(byte[] bytes, int offset, int length) throws IOException {
        try {
            return network.read(bytes, offset, length);
        } catch (SocketTimeoutException e) {
            throw (SocketException) new SilenceException().initCause(e);
        }
    }

    private void readShiftedHeader() throws IOException {
        byte[] header = new byte[4];
        int filled = 0;
        while (filled < header.length) {
            int read = readNetwork(header, filled, header.length - filled);
            if (read == -1) {
                return;
            }
            filled += read;
        }
        header[3] += (byte) sequenceShift;
        sequenceShift = 0;
        insert(header);
    }

    /** A connection that has failed counts as ready: the read that follows says how. */
    private boolean moreArrived() {
        try {
            return network.available() > 0;
        } catch (IOException e) {
            return true;
        }
    }
}
