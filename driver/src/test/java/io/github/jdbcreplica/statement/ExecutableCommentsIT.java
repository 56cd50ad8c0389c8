package io.github.jdbcreplica.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which comments the servers execute, and which we think they do. */
@RequiresMySql
class ExecutableCommentsIT {
    private static final List<String> COMMENTS = List.of(
            "/*! 1 + */",
            "/*!1 + */",
            "/*!40101 1 + */",
            "/*!50699 1 + */",
            "/*!50700 1 + */",
            "/*!80000 1 + */",
            "/*!90700 1 + */",
            "/*!99999 1 + */",
            "/*!100500 1 + */",
            "/*!110400 1 + */",
            "/*!110400+1 + */",
            "/*!090700 1 + */",
            "/*!999999 1 + */",
            "/*!999999 1 + /* 1 + */ 1 + */",
            "/*M! 1 + */",
            "/*M!80000 1 + */",
            "/*M!100500 1 + */",
            "/*M!999999 1 + */",
            "/* 1 + */",
            "-- 1 + \n",
            "# 1 + \n");

    @Test
    void are_the_same() throws SQLException {
        try (MariaDbServer mariaDb = MariaDbServer.started();
                MySqlServer mySql = MySqlServer.started()) {
            assertReadsAlike(mariaDb, new ExecutableComments.Server(true, version(mariaDb)));
            assertReadsAlike(mySql, new ExecutableComments.Server(false, version(mySql)));
        }
    }

    private static int version(DatabaseServer server) throws SQLException {
        String[] numbers = server.query("SELECT VERSION()").split("[.-]");
        return Integer.parseInt(numbers[0]) * 10_000
                + Integer.parseInt(numbers[1]) * 100
                + Integer.parseInt(numbers[2]);
    }

    private static void assertReadsAlike(DatabaseServer server, ExecutableComments.Server ours) throws SQLException {
        for (String comment : COMMENTS) {
            String sql = "SELECT " + comment + " 1";
            assertThat(answer(server, ours.read(sql)))
                    .as("%s on %s", comment, ours)
                    .isEqualTo(answer(server, sql));
        }
    }

    private static String answer(DatabaseServer server, String sql) {
        try {
            return server.query(sql);
        } catch (SQLException e) {
            return "error " + e.getErrorCode();
        }
    }
}
