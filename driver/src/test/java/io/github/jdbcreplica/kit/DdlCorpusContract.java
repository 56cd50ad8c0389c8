package io.github.jdbcreplica.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.kit.DdlCorpus.Section;
import io.github.jdbcreplica.kit.Follower.Stop;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The schema changes of the corpus on a real MySQL: a first replica follows them one by one, and after each the tables are the same in value, with the same columns; a second one, of another target, reads the whole history afterwards,
 * when the source's tables have long been others.
 */
@RequiresMySql
public abstract class DdlCorpusContract {
    private static final int LEAST = 150;

    /** A fresh, empty database of the target. */
    protected abstract TargetUnderTest open();

    /** Options of the source's mysqld, for a dialect that needs one; the documentation of the dialect says which and why. */
    protected List<String> sourceOptions() {
        return List.of();
    }

    private MySqlServer source() {
        List<String> options = new ArrayList<>(List.of(FidelityContract.FAST));
        // A default of a TIMESTAMP in the zone SYSTEM is a moment that only the source knows.
        options.add("--default-time-zone=+00:00");
        options.addAll(sourceOptions());
        return MySqlServer.started(options.toArray(String[]::new));
    }

    @Test
    void every_schema_change_is_followed_at_once_and_long_afterwards() throws Exception {
        List<Section> corpus = DdlCorpus.read();
        Set<String> databases =
                corpus.stream().flatMap(s -> s.databases().stream()).collect(Collectors.toCollection(TreeSet::new));
        List<String> failures = new ArrayList<>();
        try (MySqlServer source = source();
                Feed feed = Feed.of(source)) {
            try (TargetUnderTest target = open();
                    Replay replay = new Replay(feed, target, databases)) {
                long schemaChanges = 0;
                for (Section section : corpus) {
                    schemaChanges += replay.live(section);
                }
                failures.addAll(replay.failures());
                assertThat(schemaChanges).as("schema changes").isGreaterThanOrEqualTo(failures.isEmpty() ? LEAST : 0);
            }
            try (TargetUnderTest target = open();
                    Replay replay = new Replay(feed, target, databases)) {
                replay.afterwards();
                replay.failures().forEach(failure -> failures.add("long afterwards: " + failure));
            }
        }
        assertThat(failures).as("the corpus").isEmpty();
    }

    /** One replica of the source. */
    private static final class Replay implements AutoCloseable {
        private final Feed feed;
        private final TargetUnderTest target;
        private final Set<String> databases;
        private final Connection plain;
        private final Follower follower;
        private final Comparison comparison;
        private final List<String> failures = new ArrayList<>();
        private final Set<StatementExcuse> used = new HashSet<>();
        private final Set<String> abandoned = new TreeSet<>();

        Replay(Feed feed, TargetUnderTest target, Set<String> databases) throws SQLException {
            this.feed = feed;
            this.target = target;
            this.databases = databases;
            this.plain = target.connect();
            this.follower = new Follower(feed, target, databases, "error");
            this.comparison = new Comparison(feed.connection(), target, plain);
            follower.start();
        }

        /** @return how many schema changes there were; a section whose tables are no longer the source's is not gone on with */
        long live(Section section) throws SQLException {
            int before = failures.size();
            long schemaChanges = 0;
            long rows = 0;
            try (Feed session = feed.another()) {
                for (DdlCorpus.Statement statement : section.statements()) {
                    if (statement.isDdl() && rows > 0) {
                        check(section.databases(), "the rows before " + DdlCorpus.oneLine(statement.sql()));
                    }
                    execute(session, statement);
                    rows++;
                    if (statement.isDdl()) {
                        schemaChanges++;
                        rows = 0;
                        check(section.databases(), DdlCorpus.oneLine(statement.sql()));
                    }
                    if (failures.size() > before) {
                        abandoned.addAll(section.databases());
                        return schemaChanges;
                    }
                }
            }
            check(section.databases(), "the end of " + section.title());
            return schemaChanges;
        }

        private static void execute(Feed session, DdlCorpus.Statement statement) throws SQLException {
            if (statement.refused()) {
                assertThatThrownBy(() -> session.execute(statement.sql()))
                        .as(statement.sql())
                        .isInstanceOf(SQLException.class);
                return;
            }
            try {
                session.execute(DdlCorpus.oneLine(statement.sql()), statement.sql());
            } catch (SQLException e) {
                throw new AssertionError("the source refuses " + statement.sql(), e);
            }
        }

        void afterwards() throws SQLException {
            check(databases, "everything");
        }

        private void check(Set<String> some, String after) throws SQLException {
            int before = failures.size();
            for (Optional<Stop> stop = follower.settle(); stop.isPresent(); stop = follower.settle()) {
                passOver(stop.get());
            }
            if (failures.size() == before) {
                comparison
                        .of(some, databases)
                        .forEach(difference -> failures.add("after " + after + "\n    " + difference));
            }
        }

        /** As a user does: makes the change by hand, and passes over the statement. */
        private void passOver(Stop stop) throws SQLException {
            String statement = feed.of(stop.transaction()).orElse("transaction " + stop.transaction());
            Optional<StatementExcuse> excuse = target.statementExcuses().stream()
                    .filter(e -> e.statement().equals(statement))
                    .findFirst();
            if (excuse.isEmpty()) {
                failures.add("stopped at " + statement + "\n    " + stop.error());
            } else {
                used.add(excuse.get());
                try (Statement byHand = plain.createStatement()) {
                    for (String sql : excuse.get().byHand()) {
                        byHand.execute(sql);
                    }
                }
            }
            follower.passOver(stop);
        }

        List<String> failures() throws SQLException {
            if (failures.isEmpty()) {
                check(databases, "everything");
            }
            for (StatementExcuse excuse : target.statementExcuses()) {
                if (!used.contains(excuse) && abandoned.isEmpty()) {
                    failures.add("did not stop, although excused: " + excuse.statement());
                }
            }
            return failures;
        }

        @Override
        public void close() throws SQLException {
            try (plain) {
                follower.close();
            }
        }
    }
}
