package io.github.jdbcreplica.binlog;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.network.SSLMode;
import io.github.jdbcreplica.event.EventSource.SourceIdentity;
import io.github.jdbcreplica.event.MySqlGtidSet;
import io.github.jdbcreplica.event.SourceEndpoint;
import io.github.jdbcreplica.event.SourcePosition;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The library's client, reduced to what it does well: handshake, authentication, packets. Its reconnecting, its timers, its GTID set and its positions are switched off; what is said to the source
 * after authentication is ours. Used for one connection.
 */
final class DumpClient extends BinaryLogClient {
    /**
     * The client logs under the name of its class, this one; at INFO it would write to the console of every user. Held here because an unreferenced logger forgets its level.
     */
    private static final Logger LIBRARY_LOG = Logger.getLogger(DumpClient.class.getName());

    static {
        LIBRARY_LOG.setLevel(Level.OFF);
    }

    private final SourceEndpoint endpoint;
    private final SourcePosition from;
    private final SourceSocket socket;
    private final Delivery delivery;
    private Stage stage = Stage.CONNECTING;
    private IOException streamFailure;

    DumpClient(SourceEndpoint endpoint, SourcePosition from, SourceSocket socket, Delivery delivery) {
        super(
                socket.getInetAddress().getHostAddress(),
                socket.getPort(),
                inDefaultCharset(endpoint.user()),
                inDefaultCharset(endpoint.password()));
        this.endpoint = endpoint;
        this.from = from;
        this.socket = socket;
        this.delivery = delivery;
        configure();
    }

    private void configure() {
        setKeepAlive(false);
        setConnectTimeout(0);
        setSocketFactory(() -> socket);
        setBinlogFilename("");
        setEventDeserializer(new RawEventDeserializer(delivery));
        // "Not blocking" makes the library see the end-of-file packet of a dump ended by KILL QUERY; what it asks the
        // source for is written below.
        setBlocking(false);
        registerLifecycleListener(new FailureListener());
    }

    void useTls(TlsSocketFactory tls) {
        setSSLMode(SSLMode.REQUIRED);
        setSslSocketFactory(tls);
    }

    /** Reads events until the stream ends, for whatever reason. */
    void stream() throws IOException {
        connect();
        if (streamFailure != null) {
            throw streamFailure;
        }
    }

    Stage stage() {
        return stage;
    }

    @Override
    protected void setupConnection() throws IOException {
        stage = Stage.INTRODUCING;
        socket.stopWatchingAuthentication();
        socket.silenceLimit(endpoint.netTimeout());
    }

    @Override
    protected void requestBinaryLogStream() throws IOException {
        boolean mariaDb = getMariaDB();
        Introduction introduction = new Introduction(endpoint, new Statements(channel), mariaDb);
        SourceIdentity source = introduction.introduce(getConnectionId());
        if (mariaDb) {
            requestMariaDbLog(introduction);
        } else {
            requestMySqlLog();
        }
        delivery.expectEvents(source, new EventDecoder(mariaDb, from.coordinates()));
        socket.input().beforeBlocking(delivery::beforeBlocking);
        stage = Stage.STREAMING;
    }

    private void requestMySqlLog() throws IOException {
        if (endpoint.autoPosition()) {
            channel.write(Commands.dumpGtid(endpoint.serverId(), ((MySqlGtidSet) from.gtids()).encode()));
        } else {
            requestFromCoordinates();
        }
    }

    private void requestMariaDbLog(Introduction introduction) throws IOException {
        if (endpoint.autoPosition()) {
            introduction.announceMariaDbPosition(Optional.of(from.gtids().toString()));
            channel.write(Commands.dump(endpoint.serverId(), "", 4));
        } else {
            introduction.announceMariaDbPosition(Optional.empty());
            requestFromCoordinates();
        }
    }

    private void requestFromCoordinates() throws IOException {
        channel.write(Commands.dump(
                endpoint.serverId(),
                from.coordinates().file(),
                from.coordinates().position()));
    }

    /** The library encodes with the default charset, the server reads UTF-8. */
    private static String inDefaultCharset(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), Charset.defaultCharset());
    }

    /** How far the connection has come: it decides how a failure is reported. */
    enum Stage {
        CONNECTING,
        INTRODUCING,
        STREAMING
    }

    private final class FailureListener extends AbstractLifecycleListener {
        @Override
        public void onCommunicationFailure(BinaryLogClient client, Exception failure) {
            streamFailure = failure instanceof IOException io ? io : new IOException(failure);
        }
    }
}
