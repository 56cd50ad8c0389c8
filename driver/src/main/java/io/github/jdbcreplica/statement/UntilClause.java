package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.statement.Token.Kind;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * {@code UNTIL ...} of START REPLICA. The server's grammar takes one condition, and behind it any number of pieces of a position; which of them fit together is judged when the whole statement has been read.
 */
final class UntilClause {
    private static final Set<String> PIECES =
            Set.of("SOURCE_LOG_FILE", "SOURCE_LOG_POS", "RELAY_LOG_FILE", "RELAY_LOG_POS");

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
        } else if (tokens.accept("SQL_AFTER_GTIDS")) {
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
        if (!PIECES.contains(name)) {
            throw tokens.syntaxError(tokens.peek());
        }
        tokens.take();
        tokens.expect("=");
        switch (name) {
            case "SOURCE_LOG_FILE" -> sourceFile = tokens.expectLine(false);
            case "RELAY_LOG_FILE" -> relayFile = tokens.expectLine(false);
            case "SOURCE_LOG_POS" -> sourcePosition = position();
            default -> relayPosition = position();
        }
    }

    /** Other than an option's: no hexadecimal digits. */
    private long position() throws SQLException {
        if (tokens.peek().kind() == Kind.HEX) {
            throw tokens.syntaxError(tokens.peek());
        }
        return OptionValue.position(tokens);
    }

    /** @throws SQLException 1277 for pieces that make no condition */
    Until condition() throws SQLException {
        boolean source = sourceFile != null || sourcePosition != null;
        boolean relay = relayFile != null || relayPosition != null;
        if (first != null && !source && !relay) {
            return first;
        }
        if (first == null && sourceFile != null && sourcePosition != null && relayFile == null) {
            return new Until.SourceLogPosition(new BinlogCoordinates(sourceFile, sourcePosition));
        }
        if (first == null && relayFile != null && relayPosition != null && sourceFile == null) {
            return new Until.RelayLogPosition(new BinlogCoordinates(relayFile, relayPosition));
        }
        throw ReplicaError.BAD_REPLICA_UNTIL_COND.exception();
    }
}
