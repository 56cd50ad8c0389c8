package io.github.jdbcreplica.binlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** Between replica and source: carries a number of the replica's writes and then nothing more, so that the source never answers the next. */
final class StallingRelay implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final int sourcePort;
    private final int writesCarried;
    private Socket replica;
    private Socket source;

    StallingRelay(int sourcePort, int writesCarried) throws IOException {
        this.sourcePort = sourcePort;
        this.writesCarried = writesCarried;
        start(this::relay);
    }

    int port() {
        return listener.getLocalPort();
    }

    void awaitStalled() throws InterruptedException {
        stalled.await();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        replica.close();
        source.close();
    }

    private void relay() throws IOException {
        replica = listener.accept();
        source = new Socket(InetAddress.getLoopbackAddress(), sourcePort);
        start(() -> source.getInputStream().transferTo(replica.getOutputStream()));
        InputStream fromReplica = replica.getInputStream();
        OutputStream toSource = source.getOutputStream();
        byte[] bytes = new byte[65536];
        for (int write = 0; ; write++) {
            int length = fromReplica.read(bytes);
            if (write == writesCarried) {
                stalled.countDown();
                return;
            }
            toSource.write(bytes, 0, length);
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException closed) {
                // The test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
