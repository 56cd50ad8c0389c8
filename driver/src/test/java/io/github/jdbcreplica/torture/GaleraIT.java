package io.github.jdbcreplica.torture;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.GaleraCluster;
import io.github.jdbcreplica.server.RequiresGalera;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** MariaDB Galera Cluster. */
@RequiresMySql
@RequiresGalera
@Timeout(600)
class GaleraIT extends ClusterTorture {
    private static GaleraCluster cluster;

    GaleraIT() {
        super(cluster);
    }

    @BeforeAll
    static void startCluster() {
        cluster = GaleraCluster.started();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Override
    int conflicts(DatabaseServer node) throws SQLException {
        return Integer.parseInt(node.query("SHOW STATUS LIKE 'wsrep_local_cert_failures'", 2))
                + Integer.parseInt(node.query("SHOW STATUS LIKE 'wsrep_local_bf_aborts'", 2));
    }

    @Override
    boolean isConflict(SQLException error) {
        return error.getErrorCode() == 1213;
    }
}
