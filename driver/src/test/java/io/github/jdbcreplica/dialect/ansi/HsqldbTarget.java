package io.github.jdbcreplica.dialect.ansi;

import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TargetUnderTest;
import io.github.jdbcreplica.kit.TypeExcuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A product without a dialect of its own: HSQLDB, a database in memory, in which 'b' and 'b ' are two keys as they are to MySQL. */
final class HsqldbTarget extends TargetUnderTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String url = "jdbc:hsqldb:mem:kit" + NUMBER.incrementAndGet() + ";hsqldb.tx=mvcc;sql.pad_space=false";

    @Override
    public String name() {
        return "HSQLDB";
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public boolean tellsEqualRowsApart() {
        return false;
    }

    @Override
    public List<TypeExcuse> typeExcuses() {
        return HsqldbExcuses.TYPES;
    }

    @Override
    public List<StatementExcuse> statementExcuses() {
        return HsqldbExcuses.STATEMENTS;
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }
}
