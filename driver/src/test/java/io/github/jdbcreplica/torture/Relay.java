package io.github.jdbcreplica.torture;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Stands between a client and a real server and passes their bytes on, until it cuts their connections: at a moment set with {@link #arm}, in the client's packets, or after so many bytes of the server's.
 */
final class Relay implements AutoCloseable {
    private final ServerSocket listener;
    private final int serverPort;
    private final Optional<Supplier<ClientProtocol>> protocol;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Snare> armed = new AtomicReference<>();
    private final AtomicReference<ByteSnare> armedBytes = new AtomicReference<>();

    private Relay(int serverPort, Optional<Supplier<ClientProtocol>> protocol) {
        this.serverPort = serverPort;
        this.protocol = protocol;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("accept", this::accept);
    }

    /** For connections that are not encrypted. */
    static Relay ofPackets(int serverPort, Supplier<ClientProtocol> protocol) {
        return new Relay(serverPort, Optional.of(protocol));
    }

    /** Cuts by {@link #armAfterBytes} only. */
    static Relay ofBytes(int serverPort) {
        return new Relay(serverPort, Optional.empty());
    }

    int port() {
        return listener.getLocalPort();
    }

    void arm(Snare snare) {
        armed.set(snare);
    }

    /** Springs when the server has sent so many more bytes, in the middle of them; of the snare only the fault counts. */
    void armAfterBytes(long bytes, Snare snare) {
        armedBytes.set(new ByteSnare(bytes, snare));
    }

    void disarm() {
        armed.set(null);
        armedBytes.set(null);
    }

    void cut() {
        links.forEach(Link::cut);
    }

    @Override
    public void close() {
        closeQuietly(listener);
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                try {
                    new Link(client, new Socket("127.0.0.1", serverPort)).begin();
                } catch (IOException e) {
                    // The server is down; so is its port, as the client sees it.
                    closeQuietly(client);
                }
            } catch (IOException e) {
                // Closed: the loop ends.
            }
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "relay-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It is closed all the same.
        }
    }

    /** Counts down over all links; used by their pumps together. */
    private static final class ByteSnare {
        private final Snare snare;
        private long remaining;

        ByteSnare(long remaining, Snare snare) {
            this.remaining = remaining;
            this.snare = snare;
        }

        /** @return how many of the bytes pass: all but the last time */
        synchronized int take(int bytes) {
            int passing = (int) Math.min(bytes, remaining);
            remaining -= passing;
            return passing;
        }
    }

    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile Snare atReply;

        Link(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void begin() {
            links.add(this);
            start(
                    "to-server",
                    () -> pump(protocol.<Pump>map(p -> () -> packetsToServer(p.get()))
                            .orElse(this::bytesToServer)));
            start("to-client", () -> pump(this::serverToClient));
        }

        private void pump(Pump pump) {
            try {
                pump.run();
            } catch (IOException e) {
                // Either end is gone; the other follows.
            } finally {
                cut();
            }
        }

        void cut() {
            closeQuietly(client);
            closeQuietly(server);
            links.remove(this);
        }

        private void bytesToServer() throws IOException {
            client.getInputStream().transferTo(server.getOutputStream());
        }

        private void packetsToServer(ClientProtocol protocol) throws IOException {
            DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(client.getInputStream(), 1 << 16));
            OutputStream out = server.getOutputStream();
            while (true) {
                ClientPacket packet = protocol.read(in);
                Snare snare = armed.get();
                if (snare == null || !snare.trigger().test(packet) || !armed.compareAndSet(snare, null)) {
                    out.write(packet.bytes());
                    continue;
                }
                switch (snare.place()) {
                    case BEFORE -> {
                        spring(snare);
                        return;
                    }
                    case WITHIN -> {
                        out.write(packet.bytes(), 0, packet.bytes().length / 2);
                        spring(snare);
                        return;
                    }
                    case BEFORE_REPLY -> {
                        atReply = snare;
                        out.write(packet.bytes());
                    }
                }
            }
        }

        private void serverToClient() throws IOException {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                if (atReply != null) {
                    spring(atReply);
                    return;
                }
                ByteSnare bytes = armedBytes.get();
                int passing = bytes == null ? n : bytes.take(n);
                out.write(buffer, 0, passing);
                if (passing < n && armedBytes.compareAndSet(bytes, null)) {
                    spring(bytes.snare);
                    return;
                }
            }
        }

        private void spring(Snare snare) {
            snare.spring(Relay.this::cut);
        }
    }

    private interface Pump {
        void run() throws IOException;
    }
}
