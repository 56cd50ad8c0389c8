package io.github.jdbcreplica.state;

import io.github.jdbcreplica.event.SourcePosition;

/** How far a channel has come in the target: the end of the last committed source transaction, and what was counted up to there. */
public record ApplierMetadata(SourcePosition position, EventCounters counters) {}
