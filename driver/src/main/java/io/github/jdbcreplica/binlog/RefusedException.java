package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.SourceException;
import java.io.IOException;

/** Takes a {@link SourceException} through the library's methods, which declare {@link IOException} only. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final SourceException reason;

    RefusedException(SourceException reason) {
        super(reason.getMessage());
        this.reason = reason;
    }

    SourceException reason() {
        return reason;
    }
}
