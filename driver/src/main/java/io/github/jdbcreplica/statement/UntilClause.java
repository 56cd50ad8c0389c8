package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.statement.Token.Kind;
import java.sql.SQLException;
import java.util.Optional;

/**
 * {@code UNTIL ...} of START REPLICA. The server's grammar takes one condition, and behind it any number of pieces of a position; which of them fit together is judged when the whole statement has been read.
 */
final class UntilClause {
    private final Tokens tokens;

    private Until first;
    private String sourceFile;
    private Long sourcePosition;
    private String relayFile;
    private Long relayPosition;

    private UntilClause(Tokens tokens) {
        this.tokens = tokens;
    }

    /** @return a clause that is still to be judged, or empty */
    static Optional<UntilClause> read(Tokens tokens) throws SQLException {
        if (!tokens.accept("UNTIL")) {
            return Optional.empty();
        }
        UntilClause clause = new UntilClause(tokens);
        clause.conditions();
        return Optional.of(clause);
    }

    private void conditions() throws SQLException {
        if (tokens.accept("SQL_AFTER_MTS_GAPS")) {
            first = new Until.SqlAfterMtsGaps();
        } else if (tokens.accept("SQL_BEFORE_GTIDS")) {
            first = new Until.SqlBeforeGtids(gtids());
        } else if (tokens.accept("SQL_AFTER_GTIDS") || tokens.accept("MASTER_GTID_POS")) {
            // MariaDB's position is the last transaction of each domain to be applied.
            first = new Until.SqlAfterGtids(gtids());
        } else {
            piece();
        }
        while (tokens.accept(",")) {
            piece();
        }
    }

    private GtidSet gtids() throws SQLException {
        tokens.expect("=");
        return GtidText.set(tokens.expect(Kind.STRING).text());
    }

    private void piece() throws SQLException {
        String name = tokens.peek().keyword();
        String current = SourceOptionName.current(name);
        switch (current) {
            case "SOURCE_LOG_FILE" -> sourceFile = file(name, current);
            case "SOURCE_LOG_POS" -> sourcePosition = position(name, current);
            case "RELAY_LOG_FILE" -> relayFile = file(name, current);
            case "RELAY_LOG_POS" -> {
                takeName(name, current);
                relayPosition = OptionValue.unsignedLong(tokens);
            }
            default -> throw tokens.syntaxError(tokens.peek());
        }
    }

    private String file(String name, String current) throws SQLException {
        takeName(name, current);
        return tokens.expectLine(false);
    }

    private long position(String name, String current) throws SQLException {
        takeName(name, current);
        return OptionValue.position(tokens);
    }

    private void takeName(String name, String current) throws SQLException {
        tokens.take();
        if (!name.equals(current)) {
            tokens.notes().deprecated(name, current);
        }
        tokens.expect("=");
    }

    /** Given both positions, the source's counts. @throws SQLException 1277 for pieces that make no condition */
    Until condition() throws SQLException {
        boolean isPosition = sourceFile != null || sourcePosition != null || relayFile != null || relayPosition != null;
        if (first != null && !isPosition) {
            return first;
        }
        if (first == null && sourceFile != null && sourcePosition != null) {
            return new Until.SourceLogPosition(new BinlogCoordinates(sourceFile, sourcePosition));
        }
        if (first == null && relayFile != null && relayPosition != null) {
            return new Until.RelayLogPosition(new BinlogCoordinates(relayFile, relayPosition));
        }
        throw ReplicaError.BAD_REPLICA_UNTIL_COND.exception();
    }
}
