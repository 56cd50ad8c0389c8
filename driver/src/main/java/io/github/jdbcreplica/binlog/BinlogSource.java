package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.binlog.SourceConnection.Stage;
import io.github.jdbcreplica.event.EventSource;
import io.github.jdbcreplica.event.SourceEndpoint;
import io.github.jdbcreplica.event.SourceException;
import io.github.jdbcreplica.event.SourcePosition;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * A MySQL or MariaDB source, read through mysql-binlog-connector-java. Everything happens on the thread that calls {@link #read}: name resolution aside there is no other thread.
 *
 * <p><b>Abort.</b> At each moment the reading thread waits for one of two things: the answer of a name lookup, or its socket (connecting, TLS handshake, authentication, reading).
 * It tells the {@link AbortSwitch} how to end that wait before the wait begins, and an abort before that moment ends it when it is told; so there is no gap in which an abort could be lost.
 * A socket is closed, the raw one below TLS: that ends connect and read at once, at whatever moment it comes (see {@link SourceSocket}), and never blocks, while closing a TLS socket may wait for the reader.
 * A thread that waits inside the sink is woken by whoever makes it wait.
 *
 * <p><b>Failures.</b> What the sink throws is kept by {@link Delivery} and leaves {@link #read} unchanged; then an abort counts, then what the connection threw.
 */
public final class BinlogSource implements EventSource {
    /** SOURCE_PORT takes more, as on a native server; no host listens there. */
    private static final int GREATEST_PORT = 65_535;

    private final SourceEndpoint endpoint;
    private final AbortSwitch abort = new AbortSwitch();

    public BinlogSource(SourceEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void read(SourcePosition from, EventSink sink) throws SourceException, InterruptedException {
        try {
            readUnlessAborted(from, sink);
        } catch (SourceException e) {
            if (!abort.isAborted()) {
                throw e;
            }
        } catch (CancellationException aborted) {
            // Thrown by the lookup of the host name only when aborted.
        }
    }

    @Override
    public void abort() {
        abort.abort();
    }

    private void readUnlessAborted(SourcePosition from, EventSink sink) throws SourceException, InterruptedException {
        if (endpoint.user().isEmpty()) {
            throw SourceErrors.emptyUser();
        }
        if (!endpoint.autoPosition() && from.coordinates().position() > 0xffff_ffffL) {
            throw SourceErrors.positionBeyondProtocol(from.coordinates().position());
        }
        try (SourceSocket socket = dial()) {
            stream(socket, from, new Delivery(sink));
        } catch (IOException e) {
            throw SourceErrors.of(e, Stage.CONNECTING);
        }
    }

    private void stream(SourceSocket socket, SourcePosition from, Delivery delivery)
            throws SourceException, InterruptedException {
        SourceConnection connection = new SourceConnection(endpoint, from, socket, delivery);
        SourceException failure = stream(connection, tls());
        delivery.rethrowFailure();
        throw failure;
    }

    private static SourceException stream(SourceConnection connection, Optional<TlsSocketFactory> tls)
            throws SourceException {
        try {
            return SourceErrors.of(connection.stream(tls), connection.stage());
        } catch (IOException e) {
            return SourceErrors.of(e, connection.stage());
        } catch (RuntimeException e) {
            if (connection.stage() != Stage.CONNECTING) {
                throw e;
            }
            // The library parses whatever answers as a greeting.
            return SourceErrors.malformed();
        }
    }

    private Optional<TlsSocketFactory> tls() throws SourceException {
        return endpoint.tls().required() ? Optional.of(TlsSocketFactory.of(endpoint)) : Optional.empty();
    }

    private SourceSocket dial() throws SourceException, InterruptedException {
        if (endpoint.port() > GREATEST_PORT) {
            throw SourceErrors.cannotConnect(endpoint.host(), endpoint.port(), new ConnectException("no such port"));
        }
        Optional<InetAddress> local = local();
        IOException failure = null;
        for (InetAddress address : addresses(endpoint.host())) {
            try {
                return dial(address, local);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw SourceErrors.cannotConnect(endpoint.host(), endpoint.port(), failure);
    }

    private SourceSocket dial(InetAddress address, Optional<InetAddress> local) throws IOException {
        SourceSocket socket = new SourceSocket(plaintextAuthentication());
        abort.onAbort(() -> close(socket));
        try {
            socket.dial(new InetSocketAddress(address, endpoint.port()), local, endpoint.connectTimeout());
            socket.silenceLimit(endpoint.connectTimeout());
            return socket;
        } catch (IOException e) {
            close(socket);
            throw e;
        }
    }

    private Optional<InetAddress> local() throws SourceException, InterruptedException {
        return endpoint.bind().isPresent()
                ? Optional.of(addresses(endpoint.bind().get())[0])
                : Optional.empty();
    }

    private InetAddress[] addresses(String host) throws SourceException, InterruptedException {
        try {
            return new HostResolver(abort).resolve(host, endpoint.connectTimeout());
        } catch (UnknownHostException e) {
            throw SourceErrors.unknownHost(host, e);
        }
    }

    private PlaintextAuthentication plaintextAuthentication() {
        return new PlaintextAuthentication(publicKey(), endpoint.getPublicKey(), endpoint.password());
    }

    /** A key file that cannot be read counts as none, as with MySQL's client: the key is then asked for, or the authentication refused. */
    private Optional<byte[]> publicKey() {
        try {
            return endpoint.publicKeyPath().isPresent()
                    ? Optional.of(
                            Files.readAllBytes(Path.of(endpoint.publicKeyPath().get())))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static void close(SourceSocket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // Closed all the same: its descriptor is released and whoever waits for it wakes.
        }
    }
}
