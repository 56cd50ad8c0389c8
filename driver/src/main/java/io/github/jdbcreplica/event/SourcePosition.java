package io.github.jdbcreplica.event;

import java.util.Objects;

/** Where reading begins or has come to: always a transaction boundary. With auto-position the GTID set decides and the coordinates only inform. */
public record SourcePosition(BinlogCoordinates coordinates, GtidSet gtids) {
    public SourcePosition {
        Objects.requireNonNull(coordinates, "coordinates");
        Objects.requireNonNull(gtids, "gtids");
    }
}
