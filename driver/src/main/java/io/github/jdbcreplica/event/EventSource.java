package io.github.jdbcreplica.event;

import java.util.List;
import java.util.Optional;

/** One connection to a source. {@link #read} is called once, by the producer thread; {@link #abort} by any thread, at any moment. */
public interface EventSource {
    /**
     * Connects, asks for the binary log from {@code from} on, and delivers every event to {@code sink} on the calling thread. Never returns normally unless aborted.
     *
     * @throws SourceException when the connection fails or ends, classified as MySQL's receiver does
     * @throws InterruptedException when the sink was interrupted
     */
    void read(SourcePosition from, EventSink sink) throws SourceException, InterruptedException;

    /** Makes {@link #read} return within milliseconds, whether it is resolving a name, connecting, handshaking, reading or about to begin. Does not wait for it. */
    void abort();

    /** Decodes the bytes of a {@link SourceEvent.ParkedRows}. */
    interface ParkedRowsDecoder {
        List<SourceEvent> decodeParked(byte[] bytes);
    }

    /**
     * Who answered.
     *
     * @param uuid empty on MariaDB
     * @param clockDifferenceSeconds our clock minus the source's, when the connection was made
     */
    record SourceIdentity(
            String serverVersion,
            boolean mariaDb,
            long serverId,
            Optional<String> uuid,
            long connectionId,
            long clockDifferenceSeconds) {}

    /** Receives on the reading thread. */
    interface EventSink {
        /** The source has authenticated us and accepted our request for its log: the first event has arrived. */
        void connected(SourceIdentity identity) throws SourceException;

        /** May block: the source is then held back by TCP. */
        void event(SourceEvent event) throws InterruptedException;

        /** The source is alive but idle. */
        void heartbeat(BinlogCoordinates at);

        /**
         * Everything received so far has been delivered and the next read would block. Called each time before the thread blocks in the socket; {@code moreArrived} tells whether bytes have come in meanwhile.
         */
        void aboutToBlock(Readiness moreArrived) throws InterruptedException;
    }

    interface Readiness {
        boolean moreArrived();
    }
}
