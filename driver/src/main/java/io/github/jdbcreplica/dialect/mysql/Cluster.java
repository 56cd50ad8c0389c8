package io.github.jdbcreplica.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** What a server is a member of: connections of one URL may then lead to different servers. */
enum Cluster {
    NONE(null),
    GALERA("SET SESSION wsrep_sync_wait = 1"),
    GROUP_REPLICATION("SET SESSION group_replication_consistency = 'BEFORE'");

    private final String waiting;

    Cluster(String waiting) {
        this.waiting = waiting;
    }

    /** The statement after which a read waits for all that was committed before through any member. */
    Optional<String> waitsForEarlierCommits() {
        return Optional.ofNullable(waiting);
    }

    /** A server without the library of a cluster lacks its variables. A member of a group that is not running is one still. */
    static Cluster of(Connection connection) throws SQLException {
        Cluster cluster = NONE;
        try (Statement statement = connection.createStatement();
                ResultSet variables = statement.executeQuery(
                        "SHOW VARIABLES WHERE Variable_name IN ('wsrep_on', 'group_replication_group_name')")) {
            while (variables.next()) {
                boolean group = variables.getString(1).equals("group_replication_group_name");
                if (group && !variables.getString(2).isEmpty()) {
                    cluster = GROUP_REPLICATION;
                } else if (!group && variables.getString(2).equals("ON")) {
                    cluster = GALERA;
                }
            }
        }
        return cluster;
    }
}
