package io.github.jdbcreplica.ddl;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a statement ran, which is what CURRENT_TIMESTAMP was in it.
 *
 * @param zone the session's time zone; empty when that was the source's system zone or is not known
 */
public record StatementTime(Instant instant, Optional<ZoneId> zone) {
    public Optional<LocalDateTime> local() {
        return zone.map(known -> LocalDateTime.ofInstant(instant, known));
    }
}
