package io.github.jdbcreplica.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One server of a {@link GaleraCluster}. */
public final class GaleraNode extends DatabaseServer {
    private final int groupPort;
    private final int transferPort;
    private final String members;

    /** Of one start. */
    private List<String> entry = List.of();

    /** @param members addresses in the group, of all nodes */
    GaleraNode(Path folder, int port, int groupPort, String members) {
        super(folder, port, List.of());
        this.groupPort = groupPort;
        this.transferPort = MySqlServer.freePort();
        this.members = members;
        GaleraInstallation.addTransferMethod(folder);
    }

    /** As the first node of a cluster that has none running. */
    void found() {
        enter("--wsrep-new-cluster");
    }

    void join() {
        enter();
    }

    private void enter(String... how) {
        entry = List.of(how);
        start();
        entry = List.of();
        awaitSynced();
    }

    private void awaitSynced() {
        awaitThat(
                "a node that is synced",
                () -> "Synced".equals(query("SHOW STATUS LIKE 'wsrep_local_state_comment'", 2)));
    }

    @Override
    List<String> command(Path folder, int port) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "PATH=" + folder + ":" + System.getenv("PATH"),
                GaleraInstallation.mariadbd().toString(),
                "--no-defaults",
                "--datadir=" + folder.resolve("data"),
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid"),
                "--tmpdir=" + folder,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                // It would make itself a certificate at every start.
                "--skip-ssl",
                "--innodb-buffer-pool-size=64M",
                "--innodb-log-file-size=16M",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-autoinc-lock-mode=2",
                "--binlog-format=ROW",
                "--wsrep-on=ON",
                "--wsrep-provider=" + GaleraInstallation.provider(),
                "--wsrep-provider-options=gcache.size=128M;gmcast.listen_addr=tcp://127.0.0.1:" + groupPort
                        + ";ist.recv_addr=127.0.0.1:" + transferPort,
                "--wsrep-cluster-address=gcomm://" + members,
                "--wsrep-node-address=127.0.0.1:" + groupPort,
                "--wsrep-slave-threads=2",
                "--wsrep-sst-method=ist"));
        command.addAll(entry);
        return command;
    }

    /** A cluster's nodes keep no binary log. */
    @Override
    public String executedGtidSet() {
        throw new UnsupportedOperationException();
    }
}
