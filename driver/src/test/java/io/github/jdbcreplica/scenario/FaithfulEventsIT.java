package io.github.jdbcreplica.scenario;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every column type at its extremes, inserted, updated and deleted, in every row image and with and without metadata: source and target equal to the byte. */
@RequiresMySql
class FaithfulEventsIT {
    @Test
    void mysql_with_minimal_metadata() throws Exception {
        compare(MySqlServer.started(), MySqlServer.started(), Types.MYSQL);
    }

    @Test
    void mysql_with_full_metadata_and_compressed_transactions() throws Exception {
        compare(
                MySqlServer.started("--binlog-row-metadata=FULL", "--binlog-transaction-compression=ON"),
                MySqlServer.started(),
                Types.MYSQL);
    }

    @Test
    void mysql_with_minimal_row_images() throws Exception {
        compare(MySqlServer.started("--binlog-row-image=MINIMAL"), MySqlServer.started(), Types.MYSQL);
    }

    @Test
    void mysql_with_noblob_row_images_and_partial_json() throws Exception {
        compare(MySqlServer.started("--binlog-row-image=NOBLOB"), MySqlServer.started(), Types.MYSQL);
        compare(MySqlServer.started("--binlog-row-value-options=PARTIAL_JSON"), MySqlServer.started(), Types.MYSQL);
    }

    @Test
    void mariadb_with_and_without_compression() throws Exception {
        compare(MariaDbServer.started(), MariaDbServer.started(), Types.MARIADB);
        compare(
                MariaDbServer.started(
                        "--log-bin-compress=ON", "--log-bin-compress-min-len=10", "--binlog-row-metadata=FULL"),
                MariaDbServer.started(),
                Types.MARIADB);
    }

    private static void compare(DatabaseServer source, DatabaseServer target, List<String> own) throws Exception {
        try (source;
                target;
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            source.execute("CREATE DATABASE types");
            replica.follow(source).start();
            execute(source, Types.COMMON);
            execute(source, own);
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, "types");
            replica.assertEveryEventIsAccountedFor();
        }
    }

    private static void execute(DatabaseServer source, List<String> statements) throws Exception {
        source.execute(
                statements.stream().map(sql -> sql.replace("%s", "types")).toArray(String[]::new));
    }
}
