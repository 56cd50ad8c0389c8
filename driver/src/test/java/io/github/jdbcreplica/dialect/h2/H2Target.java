package io.github.jdbcreplica.dialect.h2;

import static io.github.jdbcreplica.kit.TypeExcuse.Cell.AS_KEY;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.INSERT;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.KEYLESS;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.UPDATE;

import io.github.jdbcreplica.kit.Canonical;
import io.github.jdbcreplica.kit.SourceColumn;
import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TargetUnderTest;
import io.github.jdbcreplica.kit.TypeExcuse;
import io.github.jdbcreplica.kit.ValueKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A database in memory. */
final class H2Target extends TargetUnderTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String url = "jdbc:h2:mem:kit" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1";

    @Override
    public String name() {
        return "H2";
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public Object read(SourceColumn column, ResultSet row, int index) throws SQLException {
        if (column.kind() == ValueKind.TIME && row.getString(index) != null) {
            // INTERVAL '-838:59:59.000001' HOUR TO SECOND
            return Canonical.time(row.getString(index).replaceFirst(".*'(.*)'.*", "$1"));
        }
        if (column.kind() == ValueKind.VECTOR && row.getArray(index) != null) {
            List<Float> floats = new ArrayList<>();
            for (Object number : (Object[]) row.getArray(index).getArray()) {
                floats.add((Float) number);
            }
            return floats;
        }
        return super.read(column, row, index);
    }

    private static final String ONE_ZERO = "H2 has one zero: -0.0 becomes 0.0.";
    private static final String NULL_AS_KEY =
            "With replica.zeroDates=null a zero date is NULL, which no primary key takes: the replica stops.";

    @Override
    public List<TypeExcuse> typeExcuses() {
        return List.of(
                new TypeExcuse("FLOAT, negative zero", Set.of(INSERT, UPDATE, KEYLESS, AS_KEY), ONE_ZERO),
                new TypeExcuse("DOUBLE, negative zero", Set.of(INSERT, UPDATE, KEYLESS, AS_KEY), ONE_ZERO),
                new TypeExcuse("JSON, negative zero", Set.of(INSERT, UPDATE, KEYLESS), ONE_ZERO),
                new TypeExcuse("VECTOR, negative zero", Set.of(INSERT, UPDATE, KEYLESS), ONE_ZERO),
                new TypeExcuse("DATE, zero and partial", Set.of(AS_KEY), NULL_AS_KEY),
                new TypeExcuse("DATETIME, zero and partial", Set.of(AS_KEY), NULL_AS_KEY),
                new TypeExcuse("TIMESTAMP, zero", Set.of(AS_KEY), NULL_AS_KEY));
    }

    private static final String GENERATED =
            "The source computes a generated column that is added to rows, and does not log what it is.";
    private static final String NUMBERED =
            "The source numbers the rows that are there in an order that it does not log.";

    @Override
    public List<StatementExcuse> statementExcuses() {
        return List.of(
                new StatementExcuse(
                        "ALTER TABLE `flag_data` MODIFY `flag_data` longblob, ADD `size` int AS (LENGTH(`flag_data`)) STORED, ADD `shouted` varchar(300) AS (UPPER(flag_code)) VIRTUAL",
                        GENERATED,
                        List.of(
                                "ALTER TABLE \"store\".\"flag_data\" ALTER COLUMN \"flag_data\" SET DATA TYPE BINARY LARGE OBJECT",
                                "ALTER TABLE \"store\".\"flag_data\" ADD COLUMN \"size\" INTEGER",
                                "ALTER TABLE \"store\".\"flag_data\" ADD COLUMN \"shouted\" CHARACTER VARYING(300)",
                                "UPDATE \"store\".\"flag_data\" SET \"size\" = OCTET_LENGTH(\"flag_data\"), \"shouted\" = UPPER(\"flag_code\")")),
                new StatementExcuse(
                        "alter table `contact_notes` drop primary key, add `id` bigint unsigned not null auto_increment primary key first",
                        NUMBERED,
                        List.of(
                                "ALTER TABLE \"crm\".\"contact_notes\" DROP PRIMARY KEY",
                                "ALTER TABLE \"crm\".\"contact_notes\" ADD COLUMN \"id\" NUMERIC(20) DEFAULT 1 NOT NULL PRIMARY KEY")),
                new StatementExcuse(
                        "ALTER TABLE thread ADD slug VARCHAR(140) AS (REPLACE(LOWER(subject), ' ', '-')) STORED, ADD UNIQUE KEY (slug)",
                        GENERATED,
                        List.of(
                                "ALTER TABLE \"forum\".\"thread\" ADD COLUMN \"slug\" CHARACTER VARYING(280)",
                                "UPDATE \"forum\".\"thread\" SET \"slug\" = REPLACE(LOWER(\"subject\"), ' ', '-')")),
                new StatementExcuse(
                        "ALTER TABLE room MODIFY topic TEXT CHARACTER SET utf8mb4",
                        "A TEXT may get too long in another character set, and loses trailing spaces then.",
                        List.of()),
                new StatementExcuse(
                        "ALTER TABLE posting DROP PRIMARY KEY, ADD COLUMN id BIGINT AUTO_INCREMENT PRIMARY KEY FIRST, ADD UNIQUE KEY (entry, line)",
                        NUMBERED,
                        List.of(
                                "ALTER TABLE \"ledger\".\"posting\" DROP PRIMARY KEY",
                                "ALTER TABLE \"ledger\".\"posting\" ADD COLUMN \"id\" BIGINT",
                                "UPDATE \"ledger\".\"posting\" p SET \"id\" = (SELECT COUNT(*) FROM \"ledger\".\"posting\" q WHERE (q.\"entry\", q.\"line\") <= (p.\"entry\", p.\"line\"))",
                                "ALTER TABLE \"ledger\".\"posting\" ALTER COLUMN \"id\" SET NOT NULL",
                                "ALTER TABLE \"ledger\".\"posting\" ADD PRIMARY KEY (\"id\")")),
                new StatementExcuse(
                        "ALTER TABLE tightened MODIFY t DATETIME",
                        "The source rounds, and does not log what the values are now.",
                        List.of(
                                "ALTER TABLE \"conversions\".\"tightened\" ALTER COLUMN \"t\" SET DATA TYPE TIMESTAMP(0)")),
                new StatementExcuse(
                        "ALTER TABLE tightened MODIFY x DECIMAL(10,1)",
                        "The source rounds, and does not log what the values are now.",
                        List.of(
                                "ALTER TABLE \"conversions\".\"tightened\" ALTER COLUMN \"x\" SET DATA TYPE NUMERIC(10, 1)")));
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }
}
