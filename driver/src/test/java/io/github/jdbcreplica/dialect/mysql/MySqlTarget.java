package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.kit.MySqlTargetUnderTest;
import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TypeExcuse;
import io.github.jdbcreplica.server.MySqlServer;
import java.util.List;

/** A MySQL of its own. */
final class MySqlTarget extends MySqlTargetUnderTest {
    private final MySqlServer server = MySqlServer.started("--innodb-flush-log-at-trx-commit=0", "--sync-binlog=0");

    @Override
    public String name() {
        return "MySQL";
    }

    @Override
    public String url() {
        return server.jdbcUrl();
    }

    @Override
    public List<TypeExcuse> typeExcuses() {
        return MySqlExcuses.TYPES;
    }

    @Override
    public List<StatementExcuse> statementExcuses() {
        return MySqlExcuses.STATEMENTS;
    }

    @Override
    public void close() {
        server.close();
    }
}
