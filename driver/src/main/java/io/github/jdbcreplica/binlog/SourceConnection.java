package io.github.jdbcreplica.binlog;

import com.github.shyiko.mysql.binlog.network.Authenticator;
import com.github.shyiko.mysql.binlog.network.ClientCapabilities;
import com.github.shyiko.mysql.binlog.network.protocol.GreetingPacket;
import com.github.shyiko.mysql.binlog.network.protocol.PacketChannel;
import com.github.shyiko.mysql.binlog.network.protocol.command.SSLRequestCommand;
import io.github.jdbcreplica.event.EventSource.SourceIdentity;
import io.github.jdbcreplica.event.MariaDbGtidSet;
import io.github.jdbcreplica.event.MySqlGtidSet;
import io.github.jdbcreplica.event.SourceEndpoint;
import io.github.jdbcreplica.event.SourceException;
import io.github.jdbcreplica.event.SourcePosition;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * One connection from the greeting to its end. Greeting, authentication and packets are the library's; what is said after authentication is ours.
 *
 * <p>The library's BinaryLogClient is not used. Its constructor needs the zstd natives (its default deserializer of compressed transactions does), which we do without; its reconnecting, its timers,
 * its GTID set and its positions would all have to be switched off; and it swallows what its listeners throw.
 */
final class SourceConnection {
    /** How far the connection has come: it decides how a failure is reported. */
    enum Stage {
        CONNECTING,
        INTRODUCING,
        STREAMING
    }

    private final SourceEndpoint endpoint;
    private final SourcePosition from;
    private final SourceSocket socket;
    private final Delivery delivery;
    private Stage stage = Stage.CONNECTING;

    SourceConnection(SourceEndpoint endpoint, SourcePosition from, SourceSocket socket, Delivery delivery) {
        this.endpoint = endpoint;
        this.from = from;
        this.socket = socket;
        this.delivery = delivery;
    }

    Stage stage() {
        return stage;
    }

    /** Reads events until the stream ends, and returns how it ended. What went wrong before is thrown. */
    IOException stream(Optional<TlsSocketFactory> tls) throws IOException, SourceException {
        PacketChannel channel = new PacketChannel(socket);
        GreetingPacket greeting = new GreetingPacket(new Statements(channel).read());
        if (tls.isPresent()) {
            upgrade(channel, greeting, tls.get());
        }
        authenticate(channel, greeting);
        stage = Stage.INTRODUCING;
        requestLog(channel, greeting);
        stage = Stage.STREAMING;
        return readEvents(new EventPackets(channel.getInputStream()));
    }

    private IOException readEvents(EventPackets events) {
        try {
            while (true) {
                delivery.deliver(events.next());
            }
        } catch (IOException e) {
            return e;
        }
    }

    private static void upgrade(PacketChannel channel, GreetingPacket greeting, TlsSocketFactory tls)
            throws IOException, SourceException {
        if ((greeting.getServerCapabilities() & ClientCapabilities.SSL) == 0) {
            throw SourceErrors.tls("SSL is required but the server doesn't support it");
        }
        SSLRequestCommand request = new SSLRequestCommand();
        request.setCollation(greeting.getServerCollation());
        channel.write(request);
        // The certificate's host name is verified in the handshake, not by the library's verifier after it.
        channel.upgradeToSSL(tls, null);
    }

    private void authenticate(PacketChannel channel, GreetingPacket greeting) throws IOException {
        String noDatabase = null;
        new Authenticator(
                        greeting,
                        channel,
                        noDatabase,
                        inDefaultCharset(endpoint.user()),
                        inDefaultCharset(endpoint.password()))
                .authenticate();
        channel.authenticationComplete();
        socket.stopWatchingAuthentication();
        socket.silenceLimit(endpoint.netTimeout());
    }

    private void requestLog(PacketChannel channel, GreetingPacket greeting) throws IOException, SourceException {
        boolean mariaDb = greeting.getServerVersion().toLowerCase(Locale.ROOT).contains("mariadb");
        refuseAnotherHistory(mariaDb);
        Introduction introduction = new Introduction(endpoint, new Statements(channel), mariaDb);
        SourceIdentity source = introduction.introduce(greeting.getThreadId());
        if (mariaDb) {
            requestMariaDbLog(channel, introduction);
        } else {
            requestMySqlLog(channel);
        }
        delivery.expectEvents(source, new EventDecoder(mariaDb, from.coordinates()));
        socket.input().beforeBlocking(delivery::beforeBlocking);
    }

    /** An empty set is of no kind yet. */
    private void refuseAnotherHistory(boolean mariaDb) throws SourceException {
        if (!from.gtids().isEmpty() && from.gtids() instanceof MariaDbGtidSet != mariaDb) {
            throw SourceErrors.anotherHistory(from.gtids().toString(), mariaDb);
        }
    }

    private void requestMySqlLog(PacketChannel channel) throws IOException {
        channel.write(
                endpoint.autoPosition()
                        ? Commands.dumpGtid(endpoint.serverId(), ((MySqlGtidSet) from.gtids()).encode())
                        : Commands.dump(endpoint.serverId(), file(), position()));
    }

    private void requestMariaDbLog(PacketChannel channel, Introduction introduction)
            throws IOException, SourceException {
        if (endpoint.autoPosition()) {
            introduction.announceMariaDbPosition(Optional.of(from.gtids().toString()));
            channel.write(Commands.dumpMariaDb(endpoint.serverId(), "", 4));
        } else {
            introduction.announceMariaDbPosition(Optional.empty());
            channel.write(Commands.dumpMariaDb(endpoint.serverId(), file(), position()));
        }
    }

    private String file() {
        return from.coordinates().file();
    }

    private long position() {
        return from.coordinates().position();
    }

    /** The library encodes with the default charset, the server reads UTF-8. */
    private static String inDefaultCharset(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), Charset.defaultCharset());
    }
}
