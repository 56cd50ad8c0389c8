package io.github.jdbcreplica.server;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Servers that hold the same data, each a member of one cluster. */
public abstract class ServerCluster<N extends DatabaseServer> implements AutoCloseable {
    static final int NODES = 3;

    private final List<N> nodes;

    ServerCluster(List<N> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    static List<Integer> freePorts() {
        return IntStream.range(0, NODES).mapToObj(i -> MySqlServer.freePort()).toList();
    }

    public final N node(int index) {
        return nodes.get(index);
    }

    final List<N> nodes() {
        return nodes;
    }

    /** Over Connector/J, which would tell of every node that is down: the first of the nodes that answers, beginning with this one. */
    public final String jdbcUrl(int first) {
        return "jdbc:mysql://"
                + IntStream.range(0, NODES)
                        .mapToObj(i ->
                                "127.0.0.1:" + nodes.get((first + i) % NODES).port())
                        .collect(Collectors.joining(","))
                + "/?user=root&password=&allowPublicKeyRetrieval=true&useSSL=false&failOverReadOnly=false&logger=NullLogger";
    }

    @Override
    public final void close() {
        nodes.forEach(DatabaseServer::close);
    }
}
