package io.github.jdbcreplica.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A MariaDB Galera cluster of three nodes: each takes writes, and a transaction commits on all of them or fails in its COMMIT. */
public final class GaleraCluster implements AutoCloseable {
    private static final int NODES = 3;

    private final List<GaleraNode> nodes;

    private GaleraCluster(List<GaleraNode> nodes) {
        this.nodes = nodes;
    }

    public static GaleraCluster started() {
        List<Integer> groupPorts =
                IntStream.range(0, NODES).mapToObj(i -> MySqlServer.freePort()).toList();
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
        nodes.get(0).found();
        CompletableFuture.allOf(nodes.stream()
                        .skip(1)
                        .map(node -> CompletableFuture.runAsync(node::join))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    public GaleraNode node(int index) {
        return nodes.get(index);
    }

    /** Over Connector/J: the first of the nodes that answers, beginning with this one. */
    public String jdbcUrl(int first) {
        return "jdbc:mysql://"
                + IntStream.range(0, NODES)
                        .mapToObj(i ->
                                "127.0.0.1:" + nodes.get((first + i) % NODES).port())
                        .collect(Collectors.joining(","))
                + "/?user=root&password=&allowPublicKeyRetrieval=true&useSSL=false&failOverReadOnly=false";
    }

    @Override
    public void close() {
        nodes.forEach(DatabaseServer::close);
    }
}
