package io.github.jdbcreplica.binlog;

import com.github.shyiko.mysql.binlog.network.AuthenticationException;
import com.github.shyiko.mysql.binlog.network.ServerException;
import io.github.jdbcreplica.binlog.SourceConnection.Stage;
import io.github.jdbcreplica.event.SourceException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Failures as MySQL's receiver reports them, with its numbers and texts (9.7, rpl_replica.cc). While connecting everything is tried again, a wrong password too; afterwards a lost connection and a refused
 * registration are, a refused statement is only with one of the network errors, and the two errors with which a source ends a stream for good are not.
 */
final class SourceErrors {
    private static final int SOURCE_FATAL_ERROR_READING_LOG = 1236;
    private static final int OUT_OF_RESOURCES = 1041;
    private static final int UNKNOWN_HOST = 2005;
    private static final int CANNOT_CONNECT = 2003;
    private static final int LOST = 2013;
    private static final int SSL_ERROR = 2026;
    private static final int MALFORMED_PACKET = 2027;
    private static final int PLUGIN_CANNOT_BE_LOADED = 2059;
    private static final int FATAL_ERROR_READING_LOG = 13114;
    private static final int FATAL_ERROR = 13117;
    private static final int COMMAND_FAILED = 13120;
    private static final Set<Integer> NETWORK_ERRORS = Set.of(1040, 1053, 1159, 1161, 2002, 2003, 2006, 2013);

    private static final String UNSUPPORTED_AUTHENTICATION = "unsupported authentication method: ";

    private SourceErrors() {}

    static SourceException emptyUser() {
        return fatal(
                "Invalid (empty) username when attempting to connect to the source server. Connection attempt terminated.");
    }

    static SourceException equalServerIds() {
        return fatal(
                "The replica I/O thread stops because source and replica have equal MySQL server ids; these ids must"
                        + " be different for replication to work (or the --replicate-same-server-id option must be used on replica"
                        + " but this does not always make sense; please check the manual before using it).");
    }

    static SourceException equalServerUuids() {
        return fatal(
                "The replica I/O thread stops because source and replica have equal MySQL server UUIDs; these UUIDs"
                        + " must be different for replication to work.");
    }

    /** The receiver's only fatal error without "Fatal error:" before its text. */
    static SourceException gtidModeNotOn(String mode) {
        return afterConnecting(
                FATAL_ERROR,
                "The replication receiver thread cannot start in AUTO_POSITION mode: the source has GTID_MODE = " + mode
                        + " instead of ON.",
                false);
    }

    static SourceException anotherHistory(String executed, boolean mariaDb) {
        return fatal(
                "The source is a " + (mariaDb ? "MariaDB" : "MySQL") + " server, and Executed_Gtid_Set " + executed
                        + " is the history of a " + (mariaDb ? "MySQL" : "MariaDB")
                        + " server: its transactions cannot be told from each other. Use RESET REPLICA ALL before another kind of source.");
    }

    static SourceException positionBeyondProtocol(long position) {
        return fatal("SOURCE_LOG_POS " + position
                + " cannot be asked for: the request for a binary log by file and position has 32 bits for the position. Use"
                + " SOURCE_AUTO_POSITION = 1, or a position in a later file.");
    }

    static SourceException registrationRefused(ServerException e) {
        return afterConnecting(COMMAND_FAILED, commandFailed("COM_REGISTER_REPLICA", e), true);
    }

    static SourceException statementRefused(String sql, ServerException e) {
        return NETWORK_ERRORS.contains(e.getErrorCode())
                ? afterConnecting(e.getErrorCode(), e.getMessage(), true)
                : afterConnecting(COMMAND_FAILED, commandFailed(sql, e), false);
    }

    static SourceException unknownHost(String host, UnknownHostException e) {
        boolean temporary = String.valueOf(e.getMessage()).contains("Temporary failure");
        return whileConnecting(
                UNKNOWN_HOST, "Unknown MySQL server host '" + host + "' (" + (temporary ? -3 : -2) + ")");
    }

    static SourceException cannotConnect(String host, int port, IOException e) {
        return whileConnecting(
                CANNOT_CONNECT,
                "Can't connect to MySQL server on '" + host + ":" + port + "' (" + systemErrorNumber(e) + ")");
    }

    static SourceException tls(String problem) {
        return whileConnecting(SSL_ERROR, "SSL connection error: " + problem);
    }

    /** The library could not make sense of what it read: another protocol, perhaps. */
    static SourceException malformed() {
        return whileConnecting(MALFORMED_PACKET, "Malformed packet");
    }

    /** {@code failure} came out of the library, or ended its stream. */
    static SourceException of(IOException failure, Stage stage) {
        return switch (stage) {
            case CONNECTING -> ofConnecting(failure);
            case INTRODUCING -> lost(failure);
            case STREAMING -> ofStreaming(failure);
        };
    }

    private static SourceException ofConnecting(IOException failure) {
        if (failure instanceof AuthenticationException refused && refused.getErrorCode() == 0) {
            return whileConnecting(PLUGIN_CANNOT_BE_LOADED, authenticationProblem(refused.getMessage()));
        }
        if (failure instanceof ServerException refused) {
            return whileConnecting(refused.getErrorCode(), refused.getMessage());
        }
        if (failure instanceof SSLException refused) {
            return tls(tlsProblem(refused));
        }
        if (failure.getClass() == IOException.class) {
            // The library's only untyped failure: a packet out of sequence.
            return malformed();
        }
        return whileConnecting(
                LOST,
                "Lost connection to MySQL server at 'reading initial communication packet', system error: "
                        + systemErrorNumber(deepest(failure)));
    }

    private static SourceException ofStreaming(IOException failure) {
        if (!(failure instanceof ServerException ended)) {
            return lost(failure);
        }
        return switch (ended.getErrorCode()) {
            case SOURCE_FATAL_ERROR_READING_LOG ->
                afterConnecting(
                        FATAL_ERROR_READING_LOG,
                        "Got fatal error " + ended.getErrorCode() + " from source when reading data from binary log: '"
                                + ended.getMessage() + "'",
                        false);
            case OUT_OF_RESOURCES -> afterConnecting(OUT_OF_RESOURCES, ended.getMessage(), false);
            default -> afterConnecting(ended.getErrorCode(), ended.getMessage(), true);
        };
    }

    private static SourceException lost(IOException failure) {
        String text = "Lost connection to MySQL server during query";
        return afterConnecting(
                LOST,
                failure instanceof SourceInput.SilenceException ? text + ": " + failure.getMessage() : text,
                true);
    }

    private static String tlsProblem(SSLException failure) {
        Throwable deepest = deepest(failure);
        boolean certificate = deepest instanceof GeneralSecurityException;
        return (certificate ? "certificate verify failed: " : "") + deepest.getMessage();
    }

    private static String authenticationProblem(String text) {
        return text.startsWith(UNSUPPORTED_AUTHENTICATION)
                ? "Authentication plugin '" + text.substring(UNSUPPORTED_AUTHENTICATION.length())
                        + "' cannot be loaded: this driver has mysql_native_password and caching_sha2_password"
                : text;
    }

    private static String commandFailed(String command, ServerException e) {
        return "Source command " + command + " failed: " + e.getMessage() + " (Errno: " + e.getErrorCode() + ")";
    }

    /** The errno that the C client prints; Java has it only as a type or a text. */
    private static int systemErrorNumber(Throwable e) {
        String text = String.valueOf(e.getMessage());
        if (e instanceof SocketTimeoutException
                || e instanceof SourceInput.SilenceException
                || text.contains("timed out")) {
            return 110;
        }
        if (e instanceof BindException) {
            return 99;
        }
        if (e instanceof NoRouteToHostException) {
            return 113;
        }
        if (text.contains("unreachable")) {
            return 101;
        }
        return e instanceof ConnectException ? 111 : 0;
    }

    private static Throwable deepest(Throwable e) {
        return e.getCause() == null ? e : deepest(e.getCause());
    }

    private static SourceException fatal(String text) {
        return afterConnecting(FATAL_ERROR, "Fatal error: " + text, false);
    }

    private static SourceException whileConnecting(int code, String text) {
        return new SourceException(code, text, true, true);
    }

    private static SourceException afterConnecting(int code, String text, boolean worthRetrying) {
        return new SourceException(code, text, worthRetrying, false);
    }
}
