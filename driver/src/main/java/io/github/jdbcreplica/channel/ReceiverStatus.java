package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventSource.SourceIdentity;
import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.event.MySqlGtidSet;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What the producer tells of itself. Written by its thread (and by the controller while there is none), read by anyone: each field is volatile and stands alone. */
final class ReceiverStatus {
    /** Replica_IO_State, in MySQL's words. */
    enum State {
        STOPPED(""),
        CONNECTING("Connecting to source"),
        WAITING_FOR_EVENT("Waiting for source to send event"),
        QUEUEING("Queueing source event to the relay log"),
        WAITING_FOR_SPACE("Waiting for the replica SQL thread to free relay log space"),
        WAITING_TO_RECONNECT("Waiting to reconnect after a failed source event read"),
        RECONNECTING("Reconnecting after a failed source event read");

        private final String text;

        State(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private volatile State state = State.STOPPED;
    private final Clock clock;
    private final TransactionProgress progress;
    private volatile long heartbeats;
    private volatile Optional<Instant> lastHeartbeat = Optional.empty();
    private volatile boolean connected;
    private volatile BinlogCoordinates read = BinlogCoordinates.START;
    private volatile GtidSet retrieved = MySqlGtidSet.parse("");
    private volatile Optional<SourceIdentity> source = Optional.empty();
    private volatile ThreadError error = ThreadError.NONE;
    private volatile String user = "";

    /** Whom the source is told: the configured user, or the one that START REPLICA gave for this run. */
    String user() {
        return user;
    }

    void user(String newUser) {
        user = newUser;
    }

    ReceiverStatus(Clock clock) {
        this.clock = clock;
        this.progress = new TransactionProgress(clock);
    }

    TransactionProgress progress() {
        return progress;
    }

    /** Only the receiver's thread counts. */
    void heartbeat(BinlogCoordinates at) {
        heartbeats++;
        lastHeartbeat = Optional.of(clock.instant());
        read(at);
    }

    long heartbeats() {
        return heartbeats;
    }

    Optional<Instant> lastHeartbeat() {
        return lastHeartbeat;
    }

    State state() {
        return state;
    }

    void state(State newState) {
        state = newState;
    }

    /** Replica_IO_Running is Yes rather than Connecting. */
    boolean connected() {
        return connected;
    }

    void connected(SourceIdentity identity) {
        source = Optional.of(identity);
        connected = true;
        error = ThreadError.NONE;
    }

    void disconnected() {
        connected = false;
    }

    /** Everything received, the event under way included. */
    BinlogCoordinates read() {
        return read;
    }

    void read(BinlogCoordinates coordinates) {
        read = coordinates;
    }

    GtidSet retrieved() {
        return retrieved;
    }

    void retrieved(GtidSet gtids) {
        retrieved = gtids;
    }

    Optional<SourceIdentity> source() {
        return source;
    }

    /** Our clock minus the source's; 0 as long as no source has answered. */
    long clockDifferenceSeconds() {
        return source.map(SourceIdentity::clockDifferenceSeconds).orElse(0L);
    }

    /** RESET REPLICA: as if nothing had ever been received. */
    void reset() {
        read = BinlogCoordinates.START;
        retrieved = MySqlGtidSet.parse("");
        source = Optional.empty();
        error = ThreadError.NONE;
    }

    ThreadError error() {
        return error;
    }

    void error(ThreadError newError) {
        error = newError;
    }
}
