package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** {@code [FOR CHANNEL 'name']}. Channel names are lower case in MySQL, however they are written. */
final class ChannelClause {
    private static final int MAX_CHARACTERS = 64;

    /** Of MySQL's group replication, which this driver has not; so it also refuses the user of the second one, all that a server lets be changed. */
    private static final Set<String> RESERVED = Set.of("group_replication_applier", "group_replication_recovery");

    private ChannelClause() {}

    static Optional<String> read(Tokens tokens) throws SQLException {
        if (!tokens.accept("FOR")) {
            return Optional.empty();
        }
        tokens.expect("CHANNEL");
        return Optional.of(lowerCase(tokens.expectLine(false)));
    }

    /** MariaDB's name of a connection, a string of its own. */
    static Optional<String> readConnection(Tokens tokens) throws SQLException {
        return tokens.peek().kind() == Token.Kind.STRING
                ? Optional.of(lowerCase(tokens.expectLine(false)))
                : Optional.empty();
    }

    /** Character by character, as the server folds: no final sigma, no dot left over of a dotted I. */
    static String lowerCase(String name) {
        return name.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Only CHANGE makes a channel; to the other statements it is one that does not exist. */
    static void refuseUnusable(Optional<String> channel) throws SQLException {
        String name = channel.orElse("");
        if (name.codePointCount(0, name.length()) > MAX_CHARACTERS || endsInSpace(name)) {
            throw ReplicaError.REPLICA_CHANNEL_NAME_INVALID_OR_TOO_LONG.exception();
        }
        refuseReserved("CHANGE REPLICATION SOURCE with the given parameters", channel);
    }

    static void refuseReserved(String operation, Optional<String> channel) throws SQLException {
        String name = channel.orElse("");
        if (RESERVED.contains(name)) {
            throw ReplicaError.REPLICA_CHANNEL_OPERATION_NOT_ALLOWED.exception(operation, name);
        }
    }

    private static boolean endsInSpace(String name) {
        return !name.isEmpty() && Characters.isSpace(name.charAt(name.length() - 1));
    }
}
