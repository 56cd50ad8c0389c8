package io.github.jdbcreplica.applier;

import java.util.Optional;

/** What became of an event. Every event gets exactly one, so that none is lost without a trace. */
record Disposition(Kind kind, Optional<String> reason) {
    enum Kind {
        APPLIED,
        FILTERED,
        SKIPPED
    }

    static final Disposition APPLIED = new Disposition(Kind.APPLIED, Optional.empty());

    static final Disposition FILTERED = new Disposition(Kind.FILTERED, Optional.empty());

    /** It carries nothing for this target, for a reason that is counted. */
    static Disposition skipped(String reason) {
        return new Disposition(Kind.SKIPPED, Optional.of(reason));
    }
}
