package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.kit.MySqlTargetUnderTest;
import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TypeExcuse;
import io.github.jdbcreplica.server.MariaDbServer;
import java.util.List;

/** A MariaDB of its own. */
final class MariaDbTarget extends MySqlTargetUnderTest {
    private final MariaDbServer server = MariaDbServer.started("--innodb-flush-log-at-trx-commit=0", "--sync-binlog=0");

    @Override
    public String name() {
        return "MariaDB";
    }

    @Override
    public String url() {
        return server.jdbcUrl();
    }

    @Override
    public boolean addsJsonNull() {
        return false;
    }

    @Override
    public List<TypeExcuse> typeExcuses() {
        return MariaDbExcuses.TYPES;
    }

    @Override
    public List<StatementExcuse> statementExcuses() {
        return MariaDbExcuses.STATEMENTS;
    }

    @Override
    public void close() {
        server.close();
    }
}
