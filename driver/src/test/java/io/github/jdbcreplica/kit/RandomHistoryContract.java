package io.github.jdbcreplica.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.kit.Follower.Stop;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Schema changes and rows at random, and after every hundred steps source and target are equal in value. In some phases the replica is down and has to catch up through all of them; in some the log holds only the columns that changed,
 * or names and types of columns. {@code -Dkit.seed} makes another one, {@code -Dkit.steps} lengthens it; what the source took is written to {@code target/random-history-<name>.sql}.
 */
@RequiresMySql
public abstract class RandomHistoryContract {
    private static final int PHASE = 100;

    /** A fresh, empty database of the target. */
    protected abstract TargetUnderTest open();

    /** How long the history is, unless {@code -Dkit.steps} says otherwise. */
    protected int steps() {
        return 2000;
    }

    @Test
    void a_random_history_ends_with_equal_tables() throws Exception {
        long seed = Long.getLong("kit.seed", 1);
        int steps = Integer.getInteger("kit.steps", steps());
        System.out.println("random history: -Dkit.seed=" + seed + " -Dkit.steps=" + steps);
        try (MySqlServer source = MySqlServer.started(FidelityContract.FAST);
                TargetUnderTest target = open();
                Feed feed = Feed.of(source);
                Feed other = feed.another();
                Connection plain = target.connect();
                Follower follower = new Follower(feed, target, RandomHistory.DATABASES, "error")) {
            Random random = new Random(seed);
            boolean moves = !target.schemaOf("random_a").equals(target.schemaOf("random_b"));
            RandomHistory history =
                    new RandomHistory(feed, random, moves, target.tellsEqualRowsApart(), target.addsJsonNull());
            Comparison comparison = new Comparison(other.connection(), target, plain);
            history.begin();
            for (int done = 0; done < steps; done += PHASE) {
                String phase = phase(feed, random);
                boolean down = random.nextInt(3) == 0;
                if (!down) {
                    follower.start();
                }
                for (int i = 0; i < PHASE; i++) {
                    history.step();
                }
                if (down) {
                    follower.start();
                }
                Optional<Stop> stop = follower.settle();
                String where = "seed " + seed + ", after " + (done + PHASE) + " steps, " + phase
                        + (down ? ", replica down" : "") + ", history in "
                        + write(target, history.statements());
                assertThat(stop)
                        .as(() -> where + ": stopped at "
                                + stop.flatMap(s -> feed.of(s.transaction())).orElse("?"))
                        .isEmpty();
                assertThat(comparison.of(RandomHistory.DATABASES)).as(where).isEmpty();
                follower.stop();
            }
            follower.assertEveryEventIsAccountedFor();
        }
    }

    private static String phase(Feed feed, Random random) throws SQLException {
        String image = List.of("FULL", "FULL", "MINIMAL", "NOBLOB").get(random.nextInt(4));
        String metadata = random.nextInt(3) == 0 ? "FULL" : "MINIMAL";
        feed.executeInside("SET SESSION binlog_row_image = '" + image + "'");
        feed.executeInside("SET GLOBAL binlog_row_metadata = '" + metadata + "'");
        return "row image " + image + ", metadata " + metadata;
    }

    private static Path write(TargetUnderTest target, List<String> statements) throws IOException {
        Path file = Files.createDirectories(Path.of("target"))
                .resolve("random-history-" + target.name().toLowerCase(Locale.ROOT) + ".sql");
        return Files.writeString(file, String.join(";\n", statements) + ";\n");
    }
}
