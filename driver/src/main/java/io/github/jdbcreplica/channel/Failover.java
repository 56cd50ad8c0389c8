package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.event.EventSource;
import io.github.jdbcreplica.state.FailoverRepository;
import io.github.jdbcreplica.statement.FailoverSource;
import io.github.jdbcreplica.statement.SourceConfiguration;
import io.github.jdbcreplica.statement.SourceOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where the receiver connects to, and with SOURCE_CONNECTION_AUTO_FAILOVER where next. As MySQL 9.7 does (measured): when SOURCE_RETRY_COUNT attempts at one source are used up, the receiver goes to the heaviest other
 * source of the list; when that one does not answer either, to the next lighter one, and after the last to the first again, for ever. A list of only the source that fails means trying it again, an empty one means that the
 * thread stops. Once a connection has stood, the search begins at the heaviest again. Used by the producer thread.
 *
 * <p>The list is read, and the move is stored, through a connection of our own for the moment. A target that does not answer leaves the receiver where it is, for another round of attempts there: whether the target is up
 * is the applier's concern. It is given {@link #PATIENCE}, so that a STOP need not wait longer.
 */
final class Failover implements Producer.Sources {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Takes down that the channel has another source from now on, in the target and in the controller. */
    interface Move {
        void to(FailoverSource next, Connection state) throws SQLException;
    }

    private final String channel;
    private final TargetAccess target;
    private final Supplier<SourceConfiguration> configuration;
    private final Function<SourceConfiguration, EventSource> connections;
    private final String user;
    private final Move move;
    private final FailoverRepository repository;
    private int position;

    /**
     * @param configuration the channel's, as it is now
     * @param user whom the sources know; the configured one, or that of START REPLICA
     */
    Failover(
            String channel,
            TargetAccess target,
            Supplier<SourceConfiguration> configuration,
            Function<SourceConfiguration, EventSource> connections,
            String user,
            Move move) {
        this.channel = channel;
        this.target = target;
        this.configuration = configuration;
        this.connections = connections;
        this.user = user;
        this.move = move;
        this.repository = new FailoverRepository(target.dialect());
    }

    @Override
    public EventSource connect() {
        return connections.apply(configuration.get());
    }

    @Override
    public ReconnectPolicy policy() {
        return ReconnectPolicy.of(configuration.get(), user);
    }

    @Override
    public void stood() {
        position = 0;
    }

    @Override
    public boolean failsOver() {
        return configuration.get().flag(SourceOption.SOURCE_CONNECTION_AUTO_FAILOVER);
    }

    @Override
    public boolean moveOn() {
        Properties impatient = new Properties();
        target.dialect().answerWithin(PATIENCE, impatient);
        try (Connection state =
                OwnSession.prepared(target.connector().connect(impatient), target.dialect(), PATIENCE)) {
            target.dialect().beginStateTransaction(state);
            List<FailoverSource> sources = repository.sources(state, channel);
            if (!sources.isEmpty()) {
                move.to(successor(sources), state);
                state.commit();
            }
            return !sources.isEmpty();
        } catch (SQLException e) {
            return true;
        }
    }

    private FailoverSource successor(List<FailoverSource> sources) {
        for (int i = 0; i < sources.size(); i++) {
            int candidate = (position + i) % sources.size();
            if (!isCurrent(sources.get(candidate))) {
                position = (candidate + 1) % sources.size();
                return sources.get(candidate);
            }
        }
        return sources.get(0);
    }

    private boolean isCurrent(FailoverSource source) {
        SourceConfiguration now = configuration.get();
        return source.host().equalsIgnoreCase(now.text(SourceOption.SOURCE_HOST))
                && source.port() == now.number(SourceOption.SOURCE_PORT);
    }
}
