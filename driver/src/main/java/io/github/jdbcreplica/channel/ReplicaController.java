package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.applier.ApplierSettings;
import io.github.jdbcreplica.applier.ApplierSettings.PrimaryKeyCheck;
import io.github.jdbcreplica.applier.Promotion;
import io.github.jdbcreplica.binlog.BinlogSource;
import io.github.jdbcreplica.binlog.EventDecoder;
import io.github.jdbcreplica.binlog.JdbcSourceCatalog;
import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventSource.SourceIdentity;
import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.event.MariaDbGtidSet;
import io.github.jdbcreplica.event.MySqlGtidSet;
import io.github.jdbcreplica.event.SourceEndpoint;
import io.github.jdbcreplica.event.SourcePosition;
import io.github.jdbcreplica.state.ApplierMetadata;
import io.github.jdbcreplica.state.ApplierRepository;
import io.github.jdbcreplica.state.ChannelRepository;
import io.github.jdbcreplica.state.EventCounters;
import io.github.jdbcreplica.state.FilterRepository;
import io.github.jdbcreplica.state.ReplicaIdentity;
import io.github.jdbcreplica.state.VariableRepository;
import io.github.jdbcreplica.statement.ConfigurationChange;
import io.github.jdbcreplica.statement.FailoverSource;
import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationFilter;
import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import io.github.jdbcreplica.statement.ReplicaStatement.Credentials;
import io.github.jdbcreplica.statement.ReplicaStatement.StartReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.ThreadType;
import io.github.jdbcreplica.statement.ReplicaVariable;
import io.github.jdbcreplica.statement.ReplicationFilter;
import io.github.jdbcreplica.statement.SourceConfiguration;
import io.github.jdbcreplica.statement.SourceOption;
import io.github.jdbcreplica.statement.Until;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One channel: starts and stops its producer and its applier, and changes its settings while they are down. Statements come on users' threads and take effect one after the other (the monitor); the status is read without it,
 * so that it can be looked at while a stop waits.
 *
 * <p>The controller touches the threads only through their {@link ReplicaThread} (the phaser), {@link Producer#requestStop} and {@link StopWatchdog}. A run is never reused: every start makes new objects.
 */
final class ReplicaController {
    /** A statement with one of these says where reading begins; another host or port, alone, says: from the beginning. */
    private static final Set<SourceOption> POSITIONING = EnumSet.of(
            SourceOption.SOURCE_HOST,
            SourceOption.SOURCE_PORT,
            SourceOption.SOURCE_LOG_FILE,
            SourceOption.SOURCE_LOG_POS);

    private final String channel;
    private final ReplicaIdentity identity;
    private final Dialect dialect;
    private final Tenure tenure;
    private final Clock clock;
    private final ChannelRepository channels;
    private final ApplierRepository positions;
    private final FilterRepository filters;
    private final VariableRepository variables;
    private final Streams streams = new Streams();
    private final Disposal disposal = new Disposal();
    private final ReceiverStatus receiver;
    private final ApplierStatus applier;

    /** Held while the stored settings and {@link #configuration} change together: by a statement, under the monitor, or by the producer that fails over, without it. */
    private final Object configuring = new Object();

    private volatile SourceConfiguration configuration;
    private volatile ReplicationFilter filter;

    /** Of the last start of the applier; shown until the next. */
    private volatile ApplierSettings settings = ApplierSettings.DEFAULTS;

    private volatile Run<Producer> producing = Run.none();
    private volatile Run<ApplierTask> applying = Run.none();

    /** A worker and the thread that runs it; none before the first start. */
    private record Run<T>(Optional<T> worker, Optional<ReplicaThread> thread) {
        static <T> Run<T> none() {
            return new Run<>(Optional.empty(), Optional.empty());
        }

        boolean isUp() {
            return thread.isPresent() && !thread.get().isDown();
        }
    }

    /** A channel as the target's state has it; nothing runs. */
    ReplicaController(
            String channel, ReplicaIdentity identity, Dialect dialect, Tenure tenure, Connection state, Clock clock)
            throws SQLException {
        this.channel = channel;
        this.identity = identity;
        this.dialect = dialect;
        this.tenure = tenure;
        this.clock = clock;
        this.channels = new ChannelRepository(dialect);
        this.positions = new ApplierRepository(dialect);
        this.filters = new FilterRepository(dialect);
        this.variables = new VariableRepository(dialect);
        this.receiver = new ReceiverStatus(clock);
        this.configuration = channels.configuration(state, channel);
        this.filter = filters.ofChannel(state, channel);
        this.applier = new ApplierStatus(positions.load(state, channel).orElse(atStart()), clock);
        receiver.read(applier.metadata().position().coordinates());
    }

    private static ApplierMetadata atStart() {
        return new ApplierMetadata(
                new SourcePosition(BinlogCoordinates.START, MySqlGtidSet.parse("")), EventCounters.ZERO);
    }

    synchronized List<SQLWarning> change(ChangeReplicationSource statement, Duration netTimeout, Connection state)
            throws SQLException {
        refuseWhileRunning(statement);
        follow(state);
        synchronized (configuring) {
            return changeSettings(statement, netTimeout, state);
        }
    }

    private List<SQLWarning> changeSettings(ChangeReplicationSource statement, Duration netTimeout, Connection state)
            throws SQLException {
        ConfigurationChange change = configuration.with(statement, netTimeout);
        Endpoints.requireSupported(change.configuration());
        boolean repositions = repositions(statement);
        boolean applierRuns = applying.isUp();
        refuseToMoveApplier(repositions && applierRuns, change.configuration());
        dialect.beginStateTransaction(state);
        boolean isNew = !channels.channels(state).contains(channel);
        channels.save(state, channel, change.configuration());
        if (isNew) {
            filter = filters.global(state);
            filters.saveOfChannel(state, channel, filter, filter.rules().keySet(), false, clock.instant());
        }
        // A running applier's row is its own.
        if (!applierRuns) {
            savePosition(state, repositions, change);
        }
        tenure.fence().require(state);
        state.commit();
        configuration = change.configuration();
        if (!applierRuns) {
            applier.committed(positions.load(state, channel).orElseThrow());
        }
        if (repositions) {
            receiver.read(coordinates(configuration));
        }
        return change.notes();
    }

    /** The row is locked first: an applier whose connection was cut may still be committing into it. */
    private void savePosition(Connection state, boolean repositions, ConfigurationChange change) throws SQLException {
        Optional<ApplierMetadata> stored = lockPosition(state);
        if (repositions || stored.isEmpty()) {
            ApplierMetadata metadata = stored.orElse(atStart());
            positions.save(state, channel, repositions ? repositioned(change, metadata) : metadata);
        }
    }

    private Optional<ApplierMetadata> lockPosition(Connection state) throws SQLException {
        try (PreparedStatement lock = positions.prepareLock(state, channel)) {
            return positions.read(lock);
        }
    }

    /** Without relay logs the position that the statement sets is the applier's own. With SOURCE_AUTO_POSITION the coordinates are only shown, so another host is no other position. */
    private void refuseToMoveApplier(boolean moves, SourceConfiguration changed) throws SQLException {
        if (moves && !changed.flag(SourceOption.SOURCE_AUTO_POSITION)) {
            throw ReplicaError.REPLICA_CHANNEL_SQL_THREAD_MUST_STOP.exception(channel);
        }
    }

    /** The coordinates move when the statement says so; Executed_Gtid_Set never does. */
    private static ApplierMetadata repositioned(ConfigurationChange change, ApplierMetadata metadata) {
        return new ApplierMetadata(
                new SourcePosition(
                        coordinates(change.configuration()), metadata.position().gtids()),
                metadata.counters());
    }

    private static BinlogCoordinates coordinates(SourceConfiguration configuration) {
        return new BinlogCoordinates(
                configuration.text(SourceOption.SOURCE_LOG_FILE), configuration.number(SourceOption.SOURCE_LOG_POS));
    }

    private static boolean repositions(ChangeReplicationSource statement) {
        return statement.options().keySet().stream().anyMatch(POSITIONING::contains);
    }

    private void refuseWhileRunning(ChangeReplicationSource statement) throws SQLException {
        Set<SourceOption.Concern> concerns = EnumSet.noneOf(SourceOption.Concern.class);
        statement.options().keySet().forEach(option -> concerns.add(option.concern()));
        boolean each = concerns.contains(SourceOption.Concern.EACH);
        boolean receiver = producing.isUp() && (each || concerns.contains(SourceOption.Concern.RECEIVER));
        boolean applier = applying.isUp() && (each || concerns.contains(SourceOption.Concern.APPLIER));
        boolean both = concerns.contains(SourceOption.Concern.BOTH) && (producing.isUp() || applying.isUp());
        if (both || receiver && applier) {
            throw ReplicaError.REPLICA_CHANNEL_MUST_STOP.exception(channel);
        }
        if (receiver) {
            throw ReplicaError.REPLICA_CHANNEL_IO_THREAD_MUST_STOP.exception(channel);
        }
        if (applier) {
            throw ReplicaError.REPLICA_CHANNEL_SQL_THREAD_MUST_STOP.exception(channel);
        }
    }

    /**
     * CHANGE REPLICATION FILTER.
     *
     * @param named whether the statement named this channel, rather than meaning all
     */
    synchronized void changeFilter(ChangeReplicationFilter statement, boolean named, Connection state)
            throws SQLException {
        requireApplierDown();
        ReplicationFilter changed = filters.ofChannel(state, channel).with(statement);
        filters.saveOfChannel(state, channel, changed, statement.rules().keySet(), named, clock.instant());
    }

    /** After the commit of {@link #changeFilter}. */
    synchronized void followFilter(Connection state) throws SQLException {
        filter = filters.ofChannel(state, channel);
    }

    void requireApplierDown() throws SQLException {
        if (applying.isUp()) {
            throw ReplicaError.REPLICA_CHANNEL_SQL_THREAD_MUST_STOP.exception(channel);
        }
    }

    /**
     * The source's transaction of this GTID counts as applied from the caller's commit on. A channel whose source is known to be MariaDB has no such transactions.
     *
     * @return whether the channel has taken it
     */
    synchronized boolean skip(String gtid, Connection state) throws SQLException {
        requireApplierDown();
        ApplierMetadata stored = lockPosition(state).orElse(atStart());
        SourcePosition position = stored.position();
        boolean mariaDb = followsMariaDb(position);
        if (!mariaDb) {
            positions.save(
                    state,
                    channel,
                    new ApplierMetadata(
                            new SourcePosition(position.coordinates(), GtidSet.plus(position.gtids(), gtid)),
                            stored.counters()));
        }
        return !mariaDb;
    }

    /** Whether the source is known to be MariaDB. */
    private boolean followsMariaDb(SourcePosition position) {
        return position.gtids() instanceof MariaDbGtidSet
                || receiver.source().map(SourceIdentity::mariaDb).orElse(false);
    }

    /** After the commit of {@link #skip}. */
    synchronized void followPosition(Connection state) throws SQLException {
        applier.committed(positions.load(state, channel).orElseThrow());
    }

    /** While nothing runs here the target's state is the truth: another JVM may have written it. */
    private void follow(Connection state) throws SQLException {
        if (isRunning()) {
            return;
        }
        configuration = channels.configuration(state, channel);
        filter = filters.ofChannel(state, channel);
        ApplierMetadata stored = positions.load(state, channel).orElse(atStart());
        if (!stored.equals(applier.metadata())) {
            applier.committed(stored);
            receiver.read(stored.position().coordinates());
        }
    }

    /** @param target where the applier's own connection goes: that of the connection that says START, with its credentials and options */
    synchronized List<SQLWarning> start(StartReplica statement, TargetAccess target, Connection state)
            throws SQLException {
        follow(state);
        Set<ThreadType> threads = statement.threads();
        Optional<Credentials> credentials = statement.credentials();
        boolean io = threads.contains(ThreadType.IO_THREAD) && !producing.isUp();
        boolean sql = threads.contains(ThreadType.SQL_THREAD) && !applying.isUp();
        List<SQLWarning> notes = new ArrayList<>();
        credentials.ifPresent(given -> notes.add(ReplicaError.INSECURE_PLAIN_TEXT.note()));
        if (!io && !sql) {
            notes.add(ReplicaError.REPLICA_CHANNEL_WAS_RUNNING.note(channel));
            return notes;
        }
        if (!channels.channels(state).contains(channel)) {
            // RESET REPLICA ALL came first.
            throw (io ? ReplicaError.BAD_REPLICA : ReplicaError.REPLICA_CM_INIT_REPOSITORY).exception();
        }
        if (io && configuration.text(SourceOption.SOURCE_HOST).isEmpty()) {
            throw ReplicaError.BAD_REPLICA.exception();
        }
        if (sql && statement.until().isPresent()) {
            UntilClauseCheck.refuse(statement.until().get());
        }
        if (sql) {
            statement
                    .until()
                    .ifPresent(until ->
                            UntilClauseCheck.of(until, channel, configuration).ifPresent(notes::add));
        } else if (statement
                .until()
                .filter(until -> !(until instanceof Until.SqlAfterMtsGaps))
                .isPresent()) {
            notes.add(ReplicaError.UNTIL_COND_IGNORED.note());
        }
        // The wish is stored first: a JVM that dies in between runs more than it did, never less than it was told.
        Set<ThreadType> wish = channels.wish(state, channel);
        wish.addAll(threads);
        if (sql && statement.until().isPresent()) {
            // Started again by itself it would go on past its end.
            wish.remove(ThreadType.SQL_THREAD);
        }
        saveWish(state, wish);
        if (sql) {
            filter = filters.ofChannel(state, channel);
            settings = settings(
                    statement.until(),
                    endpoint(configuration, credentials, target).serverId(),
                    state);
        }
        if (io) {
            startProducer(credentials, target, state);
        }
        if (sql) {
            startApplier(credentials, target);
        }
        return notes;
    }

    private void startProducer(Optional<Credentials> credentials, TargetAccess target, Connection state)
            throws SQLException {
        SourcePosition stored = positions.load(state, channel).orElse(atStart()).position();
        SourceEndpoint endpoint = endpoint(configuration, credentials, target);
        String user = endpoint.user();
        receiver.error(ThreadError.NONE);
        receiver.user(user);
        Failover sources = new Failover(
                channel,
                target,
                () -> configuration,
                settings -> new BinlogSource(endpoint(settings, credentials, target)),
                user,
                this::move);
        Producer producer = new Producer(sources, streams, receiver, ignoredServerIds(endpoint.serverId()), clock);
        streams.producerStarts(producer, stored, applying.isUp());
        ReplicaThread thread = new ReplicaThread(threadName("io"), producer);
        producing = new Run<>(Optional.of(producer), Optional.of(thread));
        thread.start();
    }

    private SourceEndpoint endpoint(
            SourceConfiguration settings, Optional<Credentials> credentials, TargetAccess target) {
        return Endpoints.of(settings, credentials, target.options(), identity);
    }

    /** On the producer's thread, so that it must not wait for the monitor, under which a STOP waits for it. */
    private void move(FailoverSource next, Connection state) throws SQLException {
        synchronized (configuring) {
            SourceConfiguration moved = configuration.at(next.host(), next.port());
            channels.save(state, channel, moved);
            tenure.fence().require(state);
            state.commit();
            configuration = moved;
        }
    }

    /** The skip counter is for one start: it is used up here, as on a server, whether or not the applier comes to skip. MySQL's GTIDs leave it without effect, MariaDB's do not. */
    private ApplierSettings settings(Optional<Until> until, long ownServerId, Connection state) throws SQLException {
        SourcePosition stored = positions.load(state, channel).orElse(atStart()).position();
        long skipEvents = autoPositions() && !followsMariaDb(stored)
                ? 0
                : Long.parseLong(variables.value(state, ReplicaVariable.SQL_REPLICA_SKIP_COUNTER));
        if (skipEvents > 0) {
            variables.save(state, ReplicaVariable.SQL_REPLICA_SKIP_COUNTER, "0");
        }
        return new ApplierSettings(
                filter,
                until,
                Duration.ofSeconds(configuration.number(SourceOption.SOURCE_DELAY)),
                ignoredServerIds(ownServerId),
                skipEvents,
                variables.value(state, ReplicaVariable.REPLICA_EXEC_MODE).equals("IDEMPOTENT"),
                configuration.flag(SourceOption.REQUIRE_ROW_FORMAT),
                PrimaryKeyCheck.valueOf(configuration.text(SourceOption.REQUIRE_TABLE_PRIMARY_KEY_CHECK)));
    }

    private Set<Long> ignoredServerIds(long ownServerId) {
        Set<Long> ignored = new HashSet<>(configuration.serverIds());
        ignored.add(ownServerId);
        return ignored;
    }

    private void startApplier(Optional<Credentials> credentials, TargetAccess target) {
        applier.error(ThreadError.NONE);
        ApplierTask task = new ApplierTask(
                target,
                channel,
                settings,
                streams,
                () -> new JdbcSourceCatalog(() -> endpoint(configuration, credentials, target)),
                EventDecoder::decodeParked,
                disposal,
                tenure.fence(),
                applier,
                clock,
                receiver::clockDifferenceSeconds);
        ReplicaThread thread = new ReplicaThread(threadName("sql"), task);
        applying = new Run<>(Optional.of(task), Optional.of(thread));
        thread.start();
    }

    private String threadName(String role) {
        return "replica-" + role + (channel.isEmpty() ? "" : "-" + channel);
    }

    /** Needs nothing of the target; {@link #storeStop} has to follow. */
    synchronized List<SQLWarning> stop(Set<ThreadType> threads) throws SQLException {
        boolean io = threads.contains(ThreadType.IO_THREAD) && producing.isUp();
        boolean sql = threads.contains(ThreadType.SQL_THREAD) && applying.isUp();
        if (!io && !sql) {
            endRuns(threads);
            return List.of(ReplicaError.REPLICA_CHANNEL_WAS_NOT_RUNNING.note(channel));
        }
        try {
            // Both are told before either is waited for.
            if (io) {
                producing.worker().orElseThrow().requestStop();
            }
            if (sql) {
                StopWatchdog.bringDown(
                        applying.worker().orElseThrow(), applying.thread().orElseThrow());
            }
            if (io) {
                awaitProducerDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ReplicaError.STOP_REPLICA_IO_THREAD_TIMEOUT.exception();
        }
        endRuns(threads);
        return List.of();
    }

    /** A thread that has failed is still this JVM's to tell of and to start again; one that was stopped is not. */
    private void endRuns(Set<ThreadType> threads) {
        if (threads.contains(ThreadType.IO_THREAD)) {
            producing = Run.none();
        }
        if (threads.contains(ThreadType.SQL_THREAD)) {
            applying = Run.none();
        }
    }

    /** Whether a thread runs, or has failed and was not stopped since. */
    boolean isEngaged() {
        return producing.thread().isPresent() || applying.thread().isPresent();
    }

    /** The lease is another's. Whether anything runs is looked at under the monitor: a START may be under way that has found the lease ours. */
    synchronized void abandon(String why) {
        if (!isEngaged()) {
            return;
        }
        try {
            stop(EnumSet.allOf(ThreadType.class));
        } catch (SQLException interrupted) {
            // They were told to stop, and their fence keeps them from committing.
        }
        ThreadError error = new ThreadError(1872, why, clock.instant());
        receiver.error(error);
        applier.error(error);
    }

    /** For this JVM to be the replica's home: starts what should run. The wish is read under the monitor, so that no STOP stores another meanwhile. */
    synchronized void resume(TargetAccess target, Connection state) throws SQLException {
        Set<ThreadType> wish = channels.wish(state, channel);
        if (!wish.isEmpty() && !isEngaged()) {
            start(new StartReplica(wish, Optional.empty(), Optional.empty(), Optional.empty()), target, state);
        }
    }

    String channel() {
        return channel;
    }

    ChannelThreads threads() {
        return ChannelThreads.of(producing.isUp(), receiver, applying.isUp(), applier);
    }

    /** That they were told to stop outlives this JVM. A {@link #resume} may have come between the stop and this, and found the wish as it was: what it started is stopped as well. */
    synchronized void storeStop(Set<ThreadType> threads, Connection state) throws SQLException {
        Set<ThreadType> wish = channels.wish(state, channel);
        wish.removeAll(threads);
        saveWish(state, wish);
        stop(threads);
    }

    private void awaitProducerDown() throws InterruptedException {
        ReplicaThread thread = producing.thread().orElseThrow();
        while (!thread.awaitDown(Duration.ofMillis(100))) {
            producing.worker().orElseThrow().requestStop();
        }
        streams.producerStopped();
    }

    private void saveWish(Connection state, Set<ThreadType> wish) throws SQLException {
        dialect.beginStateTransaction(state);
        channels.saveWish(state, channel, wish);
        tenure.fence().require(state);
        state.commit();
        state.setAutoCommit(true);
    }

    /** RESET REPLICA: forgets the position, keeps the settings; ALL: forgets the channel. */
    synchronized void reset(boolean all, Connection state) throws SQLException {
        if (producing.isUp() || applying.isUp()) {
            throw ReplicaError.REPLICA_CHANNEL_MUST_STOP.exception(channel);
        }
        follow(state);
        if (all) {
            new Promotion(dialect, filter).promote(state, channel);
        }
        dialect.beginStateTransaction(state);
        ApplierMetadata kept = lockPosition(state).orElse(atStart());
        if (all) {
            channels.forget(state, channel);
        } else {
            positions.save(
                    state,
                    channel,
                    new ApplierMetadata(
                            new SourcePosition(
                                    BinlogCoordinates.START, kept.position().gtids()),
                            kept.counters()));
        }
        tenure.fence().require(state);
        state.commit();
        if (all) {
            configuration = SourceConfiguration.DEFAULTS;
            filter = ReplicationFilter.NONE;
            settings = ApplierSettings.DEFAULTS;
        }
        applier.committed(all ? atStart() : positions.load(state, channel).orElseThrow());
        applier.error(ThreadError.NONE);
        receiver.reset();
        endRuns(EnumSet.allOf(ThreadType.class));
    }

    boolean isApplying() {
        return applying.isUp();
    }

    /** Whether the channel's position is its GTID set. */
    boolean autoPositions() {
        return configuration.flag(SourceOption.SOURCE_AUTO_POSITION);
    }

    /** What is committed, as far as is known here or, when no applier runs here, in the target. */
    ApplierMetadata committed(Connection state) throws SQLException {
        return applying.isUp()
                ? applier.metadata()
                : positions.load(state, channel).orElse(atStart());
    }

    /** What the applier that runs here has committed. */
    ApplierMetadata committed() {
        return applier.metadata();
    }

    boolean isRunning() {
        return producing.isUp() || applying.isUp();
    }

    /** As far as is known here. Without the monitor, so that it can be looked at while a statement is under way. */
    ChannelStatus threadStatus() {
        return new ChannelStatus(
                channel,
                channels.settingsTable(),
                configuration,
                filter,
                settings,
                applier.metadata(),
                receiver,
                applier,
                producing.isUp(),
                applying.isUp(),
                clock.instant());
    }

    /** As {@link #threadStatus}, but what does not run here is as the target's state has it. */
    ChannelStatus status(Connection state) throws SQLException {
        boolean receiverRuns = producing.isUp();
        boolean applierRuns = applying.isUp();
        boolean runs = receiverRuns || applierRuns;
        return new ChannelStatus(
                channel,
                channels.settingsTable(),
                runs ? configuration : channels.configuration(state, channel),
                runs ? filter : filters.ofChannel(state, channel),
                settings,
                runs ? applier.metadata() : positions.load(state, channel).orElse(atStart()),
                receiver,
                applier,
                receiverRuns,
                applierRuns,
                clock.instant());
    }
}
