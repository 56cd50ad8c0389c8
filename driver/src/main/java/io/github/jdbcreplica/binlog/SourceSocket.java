package io.github.jdbcreplica.binlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;

/**
 * The TCP connection to the source: dialled by us, then handed to the library, which sees only our two streams.
 *
 * <p>Whoever closes it, at whatever moment, ends it: its descriptor is there from the beginning. Java 17's Socket makes one when it connects, unless an option was set before; a close just then finds none to close,
 * {@link #dial} goes on, and every later close does nothing.
 */
final class SourceSocket extends Socket {
    private final PlaintextAuthentication authentication;
    private SourceInput input;
    private OutputStream output;

    SourceSocket(PlaintextAuthentication authentication) throws SocketException {
        this.authentication = authentication;
        setTcpNoDelay(true);
        setKeepAlive(true);
    }

    /** @param local from which of our addresses; empty for any */
    void dial(InetSocketAddress address, Optional<InetAddress> local, Duration timeout) throws IOException {
        if (local.isPresent()) {
            bind(new InetSocketAddress(local.get(), 0));
        }
        super.connect(address, millis(timeout));
        input = new SourceInput(this, super.getInputStream());
        output = authentication.watch(input, super.getOutputStream());
    }

    /** The library connects the socket that its factory returns; this one is connected. */
    @Override
    public void connect(SocketAddress endpoint, int timeout) {}

    /** No byte for so long, while we wait for one, ends the connection; zero waits for ever. */
    void silenceLimit(Duration limit) throws SocketException {
        setSoTimeout(millis(limit));
    }

    /** From here on the bytes are not authentication packets in plain text: TLS has begun, or the source knows us. */
    void stopWatchingAuthentication() {
        authentication.stop();
    }

    SourceInput input() {
        return input;
    }

    @Override
    public InputStream getInputStream() {
        return input;
    }

    @Override
    public OutputStream getOutputStream() {
        return output;
    }

    private static int millis(Duration duration) {
        return (int) Math.min(duration.toMillis(), Integer.MAX_VALUE);
    }
}
