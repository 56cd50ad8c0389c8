package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.SourceEvent.Rows.Kind;
import java.util.Optional;

/**
 * What the type of a rows event says of its layout.
 *
 * @param extraHeader version 2: a length and extra row information stand before the columns
 */
record RowsEventType(Kind kind, boolean extraHeader, boolean compressed, boolean partial) {

    static Optional<RowsEventType> of(EventType type) {
        return switch (type) {
            case WRITE_ROWS_V1 -> layout(Kind.INSERT, false, false);
            case UPDATE_ROWS_V1 -> layout(Kind.UPDATE, false, false);
            case DELETE_ROWS_V1 -> layout(Kind.DELETE, false, false);
            case WRITE_ROWS -> layout(Kind.INSERT, true, false);
            case UPDATE_ROWS -> layout(Kind.UPDATE, true, false);
            case DELETE_ROWS -> layout(Kind.DELETE, true, false);
            case WRITE_ROWS_COMPRESSED_V1 -> layout(Kind.INSERT, false, true);
            case UPDATE_ROWS_COMPRESSED_V1 -> layout(Kind.UPDATE, false, true);
            case DELETE_ROWS_COMPRESSED_V1 -> layout(Kind.DELETE, false, true);
            case WRITE_ROWS_COMPRESSED -> layout(Kind.INSERT, true, true);
            case UPDATE_ROWS_COMPRESSED -> layout(Kind.UPDATE, true, true);
            case DELETE_ROWS_COMPRESSED -> layout(Kind.DELETE, true, true);
            case PARTIAL_UPDATE_ROWS -> Optional.of(new RowsEventType(Kind.UPDATE, true, false, true));
            default -> Optional.empty();
        };
    }

    private static Optional<RowsEventType> layout(Kind kind, boolean extraHeader, boolean compressed) {
        return Optional.of(new RowsEventType(kind, extraHeader, compressed, false));
    }
}
