package io.github.jdbcreplica.binlog;

import com.github.shyiko.mysql.binlog.network.ServerException;
import io.github.jdbcreplica.event.EventSource.SourceIdentity;
import io.github.jdbcreplica.event.SourceEndpoint;
import io.github.jdbcreplica.event.SourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a replica and its source tell each other before the first event, in the order of MySQL's receiver: who the source is, whether we may replicate from it at all, how often it
 * shall speak, that we understand checksums, who we are. Both spellings of each user variable are set: the older ones are those that MariaDB and MySQL before 8.0.26 know.
 */
final class Introduction {
    /** The largest value that servers accept, a year. The default of 60 s would end a stream that the target holds back. */
    private static final int NET_WRITE_TIMEOUT_SECONDS = 31_536_000;

    /** HOSTNAME_LENGTH of MySQL before 8.0.17 and of older MariaDB; later ones have room for 255 bytes. */
    private static final int LENGTH_FOR_EVERY_SOURCE = 60;

    private final SourceEndpoint endpoint;
    private final Statements statements;
    private final boolean mariaDb;

    Introduction(SourceEndpoint endpoint, Statements statements, boolean mariaDb) {
        this.endpoint = endpoint;
        this.statements = statements;
        this.mariaDb = mariaDb;
    }

    SourceIdentity introduce(long connectionId) throws IOException, SourceException {
        SourceIdentity source = mariaDb ? mariaDbSource(connectionId) : mySqlSource(connectionId);
        if (source.serverId() == endpoint.serverId()) {
            throw SourceErrors.equalServerIds();
        }
        set(
                "@source_heartbeat_period",
                "@master_heartbeat_period",
                Long.toString(endpoint.heartbeat().toNanos()));
        set("@source_binlog_checksum", "@master_binlog_checksum", "@@global.binlog_checksum");
        set("@replica_uuid", "@slave_uuid", quoted(endpoint.reportedUuid()));
        execute("SET @@session.net_write_timeout = " + NET_WRITE_TIMEOUT_SECONDS);
        register();
        return source;
    }

    /** MariaDB: which events we understand, and with GTIDs the last transaction of each domain that we have. */
    void announceMariaDbPosition(Optional<String> gtidPosition) throws IOException, SourceException {
        execute("SET @mariadb_slave_capability = 4");
        if (gtidPosition.isPresent()) {
            execute("SET @slave_connect_state = " + quoted(gtidPosition.get()));
            execute("SET @slave_gtid_strict_mode = 0");
            execute("SET @slave_gtid_ignore_duplicates = 0");
        }
    }

    private SourceIdentity mariaDbSource(long connectionId) throws IOException, SourceException {
        String[] row = row("SELECT @@global.version, @@global.server_id, UNIX_TIMESTAMP()");
        return new SourceIdentity(
                row[0], true, Long.parseLong(row[1]), Optional.empty(), connectionId, clockDifference(row[2]));
    }

    private SourceIdentity mySqlSource(long connectionId) throws IOException, SourceException {
        String[] row = row(
                "SELECT @@global.version, @@global.server_id, @@global.server_uuid, @@global.gtid_mode, UNIX_TIMESTAMP()");
        if (row[2].equalsIgnoreCase(endpoint.reportedUuid())) {
            throw SourceErrors.equalServerUuids();
        }
        String gtidMode = row[3].toUpperCase(Locale.ROOT);
        if (endpoint.autoPosition() && !gtidMode.equals("ON")) {
            throw SourceErrors.gtidModeNotOn(gtidMode);
        }
        return new SourceIdentity(
                row[0], false, Long.parseLong(row[1]), Optional.of(row[2]), connectionId, clockDifference(row[4]));
    }

    private static long clockDifference(String sourceClock) {
        return Instant.now().getEpochSecond() - Long.parseLong(sourceClock);
    }

    private void set(String variable, String olderVariable, String value) throws IOException, SourceException {
        execute("SET " + variable + " = " + value + ", " + olderVariable + " = " + value);
    }

    private void register() throws IOException, SourceException {
        boolean longHost = endpoint.reportedHost().getBytes(StandardCharsets.UTF_8).length > LENGTH_FOR_EVERY_SOURCE;
        try {
            register(endpoint.reportedHost());
        } catch (ServerException tooLong) {
            if (!longHost) {
                throw SourceErrors.registrationRefused(tooLong);
            }
            registerWithoutHost();
        }
    }

    /** A source that has no room for the name refuses the whole registration. */
    private void registerWithoutHost() throws IOException, SourceException {
        try {
            register("");
        } catch (ServerException e) {
            throw SourceErrors.registrationRefused(e);
        }
    }

    private void register(String host) throws IOException {
        statements.execute(Commands.registerReplica(endpoint.serverId(), host, endpoint.reportedPort()));
    }

    private void execute(String sql) throws IOException, SourceException {
        try {
            statements.execute(sql);
        } catch (ServerException e) {
            throw SourceErrors.statementRefused(sql, e);
        }
    }

    private String[] row(String sql) throws IOException, SourceException {
        try {
            return statements.row(sql);
        } catch (ServerException e) {
            throw SourceErrors.statementRefused(sql, e);
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
