package io.github.jdbcreplica.binlog;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks up a host name such that an abort need not wait for the answer. The lookup blocks inside the C library, where neither an interrupt nor a close reaches it: it runs
 * on a daemon thread that is left to itself when nobody waits any more.
 */
final class HostResolver {
    private final AbortSwitch abort;

    HostResolver(AbortSwitch abort) {
        this.abort = abort;
    }

    /** @throws java.util.concurrent.CancellationException when aborted */
    InetAddress[] resolve(String host, Duration timeout) throws UnknownHostException, InterruptedException {
        CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
        abort.onAbort(() -> answer.cancel(false));
        Thread lookup = new Thread(() -> lookUp(host, answer), "replica-resolve-" + host);
        lookup.setDaemon(true);
        lookup.start();
        try {
            return timeout.isZero() ? answer.get() : answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException(host + ": Temporary failure in name resolution");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void lookUp(String host, CompletableFuture<InetAddress[]> answer) {
        try {
            answer.complete(InetAddress.getAllByName(host));
        } catch (UnknownHostException | RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }
}
