package io.github.jdbcreplica.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventSource.EventSink;
import io.github.jdbcreplica.event.EventSource.Readiness;
import io.github.jdbcreplica.event.EventSource.SourceIdentity;
import io.github.jdbcreplica.event.SourceEndpoint;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourceException;
import io.github.jdbcreplica.event.SourcePosition;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A source that is being read on a thread of its own, and what it delivered. */
class Reading implements EventSink, AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final BinlogSource source;
    private final BlockingQueue<SourceEvent> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<SourceIdentity> identity = new CompletableFuture<>();
    private final CompletableFuture<BinlogCoordinates> heartbeat = new CompletableFuture<>();
    private final CompletableFuture<Boolean> blocking = new CompletableFuture<>();
    private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
    private final Thread thread;

    Reading(SourceEndpoint endpoint, SourcePosition from) {
        this(new BinlogSource(endpoint), from);
    }

    Reading(BinlogSource source, SourcePosition from) {
        this.source = source;
        thread = new Thread(() -> read(from), "reading");
        thread.start();
    }

    private void read(SourcePosition from) {
        try {
            source.read(from, this);
            end.complete(Optional.empty());
        } catch (Throwable e) {
            end.complete(Optional.of(e));
        }
    }

    @Override
    public void connected(SourceIdentity source) {
        identity.complete(source);
    }

    @Override
    public void event(SourceEvent event) throws InterruptedException {
        events.add(event);
    }

    @Override
    public void heartbeat(BinlogCoordinates at) {
        heartbeat.complete(at);
    }

    @Override
    public void aboutToBlock(Readiness moreArrived) throws InterruptedException {
        blocking.complete(moreArrived.moreArrived());
    }

    SourceIdentity identity() throws Exception {
        awaitOrFail(identity);
        return identity.get();
    }

    boolean isConnected() {
        return identity.isDone();
    }

    BinlogCoordinates heartbeat() throws Exception {
        awaitOrFail(heartbeat);
        return heartbeat.get();
    }

    boolean blocking() throws Exception {
        awaitOrFail(blocking);
        return blocking.get();
    }

    <T extends SourceEvent> T next(Class<T> type) throws InterruptedException {
        for (SourceEvent event = poll(); event != null; event = poll()) {
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
        throw new AssertionError("No " + type.getSimpleName() + " came; the end: " + end.getNow(Optional.empty()));
    }

    private SourceEvent poll() throws InterruptedException {
        return events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Optional<Throwable> end() throws Exception {
        return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    SourceException failure() throws Exception {
        Throwable failure = end().orElseThrow(() -> new AssertionError("read() returned"));
        if (failure instanceof SourceException expected) {
            return expected;
        }
        throw new AssertionError("Not a SourceException", failure);
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Aborts, and returns how long the reading thread took to return from {@code read}. */
    Duration abort() throws Exception {
        long began = System.nanoTime();
        source.abort();
        assertThat(end()).as("the end of an aborted read").isEmpty();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() throws InterruptedException {
        source.abort();
        thread.interrupt();
        thread.join();
    }

    private void awaitOrFail(CompletableFuture<?> awaited) throws Exception {
        try {
            CompletableFuture.anyOf(awaited, end).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Nothing happened", e);
        }
        if (!awaited.isDone()) {
            throw new AssertionError("The reading ended", end.get().orElse(null));
        }
    }
}
