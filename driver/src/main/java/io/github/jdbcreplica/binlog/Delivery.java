package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventSource.EventSink;
import io.github.jdbcreplica.event.EventSource.Readiness;
import io.github.jdbcreplica.event.EventSource.SourceIdentity;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourceException;
import java.net.SocketException;

/**
 * From the raw event to the sink. What the sink throws must pass through the library (and TLS), which logs and swallows most exceptions: it is kept here, a
 * {@link SocketException} ends the library's loop, and {@link #rethrowFailure} brings it back out of {@link BinlogSource#read}.
 */
final class Delivery implements EventDecoder.Sink {
    private interface Step {
        void run() throws SourceException, InterruptedException;
    }

    private final EventSink sink;
    private EventDecoder decoder;
    private SourceIdentity identity;
    private boolean connected;
    private Throwable failure;

    Delivery(EventSink sink) {
        this.sink = sink;
    }

    /** The request for the log has been sent to {@code identity}. */
    void expectEvents(SourceIdentity identity, EventDecoder decoder) {
        this.identity = identity;
        this.decoder = decoder;
    }

    void deliver(byte[] event) throws SocketException {
        attempt(() -> {
            if (!connected) {
                connected = true;
                sink.connected(identity);
            }
            decoder.decode(event, this);
        });
    }

    void beforeBlocking(Readiness moreArrived) throws SocketException {
        if (connected) {
            attempt(() -> sink.aboutToBlock(moreArrived));
        }
    }

    @Override
    public void event(SourceEvent event) throws InterruptedException {
        sink.event(event);
    }

    @Override
    public void heartbeat(BinlogCoordinates at) {
        sink.heartbeat(at);
    }

    void rethrowFailure() throws SourceException, InterruptedException {
        if (failure instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (failure instanceof SourceException ended) {
            throw ended;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException unexpected) {
            throw unexpected;
        }
    }

    private void attempt(Step step) throws SocketException {
        try {
            step.run();
        } catch (SourceException | InterruptedException | RuntimeException | Error e) {
            failure = e;
            throw (SocketException) new SocketException("Not delivered").initCause(e);
        }
    }
}
