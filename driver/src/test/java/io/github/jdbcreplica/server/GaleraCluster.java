package io.github.jdbcreplica.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A MariaDB Galera cluster of three nodes: each takes writes, and a transaction commits on all of them or fails in its COMMIT. */
public final class GaleraCluster extends ServerCluster<GaleraNode> {
    private GaleraCluster(List<GaleraNode> nodes) {
        super(nodes);
    }

    public static GaleraCluster started() {
        List<Integer> groupPorts = freePorts();
        String members = groupPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        List<GaleraNode> nodes = new ArrayList<>();
        for (int groupPort : groupPorts) {
            Path folder = Folders.temporary("jdbc-replica-galera");
            Folders.copy(GaleraInstallation.data(), folder.resolve("data"));
            nodes.add(new GaleraNode(folder, MySqlServer.freePort(), groupPort, members));
        }
        GaleraCluster cluster = new GaleraCluster(nodes);
        try {
            cluster.start();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void start() {
        node(0).found();
        CompletableFuture.allOf(nodes().stream()
                        .skip(1)
                        .map(node -> CompletableFuture.runAsync(node::join))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
