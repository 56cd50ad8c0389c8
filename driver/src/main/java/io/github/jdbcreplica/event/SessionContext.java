package io.github.jdbcreplica.event;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The session in which a statement ran on the source, from the QUERY event's status variables. Empty: the source did not log it, so the server default holds.
 *
 * @param sqlMode the source's bit set (the bits of MySQL and MariaDB agree up to 2^31 but for a few that only one of them has)
 * @param charsetClientId the collation number of {@code character_set_client}; the event's SQL text was decoded with it
 */
public record SessionContext(
        OptionalLong sqlMode,
        Optional<Boolean> foreignKeyChecks,
        Optional<Boolean> uniqueChecks,
        Optional<Boolean> autoIsNull,
        OptionalInt charsetClientId,
        OptionalInt collationConnectionId,
        OptionalInt collationServerId,
        OptionalInt collationDatabaseId,
        OptionalInt defaultCollationForUtf8mb4Id,
        Optional<String> timeZone,
        OptionalInt autoIncrementIncrement,
        OptionalInt autoIncrementOffset,
        OptionalInt lcTimeNamesId,
        Optional<Boolean> explicitDefaultsForTimestamp,
        Optional<Boolean> sqlRequirePrimaryKey,
        Optional<Boolean> defaultTableEncryption,
        OptionalInt microseconds) {}
