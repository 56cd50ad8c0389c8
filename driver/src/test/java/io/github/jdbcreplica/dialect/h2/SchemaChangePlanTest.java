package io.github.jdbcreplica.dialect.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.ddl.DdlParser;
import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.ddl.SchemaChange.Alteration;
import io.github.jdbcreplica.ddl.StatementTime;
import io.github.jdbcreplica.dialect.DdlPlan;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schema changes as H2 takes them: checks of labels, comments, numbers after promotion. */
class SchemaChangePlanTest {
    private static final TableName NAME = new TableName("d", "t");
    private static final StatementTime NOW = new StatementTime(Instant.EPOCH, Optional.empty());

    private final H2Dialect dialect = new H2Dialect(ZeroDates.ERROR);
    private Connection connection;
    private Table model;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        execute("CREATE SCHEMA \"d\"");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Table table(String definitions) {
        return DdlParser.shown(
                "CREATE TABLE t (" + definitions + ") DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='whole'",
                "d",
                false,
                () -> false);
    }

    private void create(String definitions) throws SQLException {
        model = table(definitions);
        apply(new SchemaChange.CreateTable("", model, false, false, false));
    }

    private void alter(Alteration... alterations) throws SQLException {
        apply(new SchemaChange.AlterTable("", NAME, NOW, true, List.of(alterations)));
    }

    private void apply(SchemaChange change) throws SQLException {
        DdlPlan plan = dialect.plan(
                change,
                name -> Optional.of(model).filter(t -> !(change instanceof SchemaChange.CreateTable)),
                name -> Optional.empty());
        for (String statement : ((DdlPlan.Apply) plan).statements()) {
            execute(statement);
        }
    }

    private void insert(String value) throws SQLException {
        execute("INSERT INTO \"d\".\"t\" (\"c\") VALUES ('" + value.replace("'", "''") + "')");
    }

    @Test
    void an_enum_takes_its_labels_and_the_error_value() throws SQLException {
        create("c ENUM('a','it''s','')");

        assertThatCode(() -> insert("a")).doesNotThrowAnyException();
        assertThatCode(() -> insert("it's")).doesNotThrowAnyException();
        assertThatCode(() -> insert("")).doesNotThrowAnyException();
        assertThatThrownBy(() -> insert("b")).hasMessageContaining("t.c.labels");
    }

    @Test
    void a_set_takes_any_choice_of_its_labels() throws SQLException {
        create("c SET('a','b','ab','c')");

        for (String choice : List.of("", "a", "b", "a,b", "a,b,ab,c", "ab", "b,c")) {
            assertThatCode(() -> insert(choice)).doesNotThrowAnyException();
        }
        for (String other : List.of(",", "a,", "d", "a,d", "abc", "aa")) {
            assertThatThrownBy(() -> insert(other)).hasMessageContaining("t.c.labels");
        }
    }

    @Test
    void more_labels_are_taken_after_the_change() throws SQLException {
        create("c ENUM('a')");
        alter(new Alteration.ChangeColumn(
                "c", table("c ENUM('a','b')").columns().get(0), Optional.empty(), false));

        assertThatCode(() -> insert("b")).doesNotThrowAnyException();
    }

    @Test
    void a_column_becomes_the_first_before_one_that_has_just_got_its_name() throws SQLException {
        create("c INT, d INT");
        alter(
                new Alteration.RenameColumn("c", "renamed"),
                new Alteration.AddColumn(table("first INT").columns().get(0), Optional.of(""), false));

        assertThat(value("SELECT LISTAGG(COLUMN_NAME, ' ') WITHIN GROUP (ORDER BY ORDINAL_POSITION)"
                        + " FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = 't'"))
                .isEqualTo("first renamed d");
    }

    @Test
    void a_primary_key_goes_although_a_unique_key_of_its_columns_stays_or_goes_too() throws SQLException {
        create("c INT NOT NULL, d INT NOT NULL DEFAULT 0, PRIMARY KEY (c)");
        alter(new Alteration.AddKey(table("c INT, UNIQUE KEY u (c)").keys().get(0), false));
        model = table("c INT NOT NULL, d INT NOT NULL DEFAULT 0, PRIMARY KEY (c), UNIQUE KEY u (c)");
        alter(
                new Alteration.DropKey("PRIMARY", false),
                new Alteration.AddKey(
                        table("c INT NOT NULL, d INT NOT NULL DEFAULT 0, PRIMARY KEY (c, d)")
                                .keys()
                                .get(0),
                        false));
        insert("1");

        assertThatThrownBy(() -> insert("1")).hasMessageContaining("t.u");
        model = table("c INT NOT NULL, d INT NOT NULL DEFAULT 0, PRIMARY KEY (c, d), UNIQUE KEY u (c)");
        alter(
                new Alteration.DropKey("PRIMARY", false),
                new Alteration.AddKey(
                        table("c INT NOT NULL, PRIMARY KEY (c)").keys().get(0), false));
        model = table("c INT NOT NULL, d INT NOT NULL DEFAULT 0, PRIMARY KEY (c), UNIQUE KEY u (c)");
        alter(new Alteration.DropKey("PRIMARY", false), new Alteration.DropKey("u", false));
        insert("1");
        assertThatCode(() -> insert("1")).doesNotThrowAnyException();
    }

    @Test
    void a_renamed_table_and_a_dropped_column_take_their_checks_along() throws SQLException {
        create("c ENUM('a'), d SET('x')");
        alter(new Alteration.DropColumn("d", false));
        model = table("c ENUM('a')");
        alter(new Alteration.RenameTable(new TableName("d", "u")));

        assertThatThrownBy(() -> execute("INSERT INTO \"d\".\"u\" VALUES ('b')"))
                .hasMessageContaining("u.c.labels");
        assertThat(value("SELECT COUNT(*) FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS"))
                .isEqualTo("1");
    }

    @Test
    void comments_are_those_of_the_source() throws SQLException {
        create("c INT COMMENT 'the one', d INT");
        alter(new Alteration.ChangeColumn(
                "d", table("d INT COMMENT 'it''s'").columns().get(0), Optional.empty(), false));

        assertThat(value("SELECT REMARKS FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 't'"))
                .isEqualTo("whole");
        assertThat(value("SELECT STRING_AGG(REMARKS, '|') FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = 't'"))
                .isEqualTo("the one|it's");
    }

    @Test
    void numbers_go_on_behind_the_highest() throws SQLException {
        create("id INT AUTO_INCREMENT PRIMARY KEY, c VARCHAR(9)");
        execute("INSERT INTO \"d\".\"t\" (\"id\", \"c\") VALUES (41, 'of the source')");

        dialect.continueNumbers(connection, NAME, Optional.of("id"));
        insert("of a user");

        assertThat(value("SELECT \"id\" FROM \"d\".\"t\" WHERE \"c\" = 'of a user'"))
                .isEqualTo("42");
    }
}
