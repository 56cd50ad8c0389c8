package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.EventSource.Readiness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

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

    /** How long a look for the end of the stream lasts. */
    private static final int LOOK_MILLIS = 1;

    private final Socket socket;
    private final InputStream network;
    private long lastHeardNanos = System.nanoTime();
    private BeforeBlocking beforeBlocking = moreArrived -> {};
    private InputStream ahead = InputStream.nullInputStream();
    private int sequenceShift;

    SourceInput(Socket socket, InputStream network) {
        this.socket = socket;
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
        if (available() == 0) {
            beforeBlocking.run(this::moreArrived);
        }
        return ahead.available() > 0 ? ahead.read(bytes, offset, length) : readNetwork(bytes, offset, length);
    }

    @Override
    public int available() throws IOException {
        return ahead.available() + network.available();
    }

    private int readNetwork(byte[] bytes, int offset, int length) throws IOException {
        try {
            int read = network.read(bytes, offset, length);
            lastHeardNanos = System.nanoTime();
            return read;
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

    /** A connection that has failed, has ended or has been silent for too long counts as ready: the read that follows says so. */
    private boolean moreArrived() {
        try {
            return network.available() > 0 || silentForTooLong() || ended();
        } catch (IOException e) {
            return true;
        }
    }

    private boolean silentForTooLong() throws IOException {
        long limit = TimeUnit.MILLISECONDS.toNanos(socket.getSoTimeout());
        return limit > 0 && System.nanoTime() - lastHeardNanos > limit;
    }

    /** The number of available bytes does not tell the end of a stream from a silence: only a read does. A byte that comes of it is read again. */
    private boolean ended() throws IOException {
        int limit = socket.getSoTimeout();
        socket.setSoTimeout(LOOK_MILLIS);
        try {
            int first = network.read();
            if (first != -1) {
                lastHeardNanos = System.nanoTime();
                insert(new byte[] {(byte) first});
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(limit);
        }
    }
}
