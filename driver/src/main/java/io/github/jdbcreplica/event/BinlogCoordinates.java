package io.github.jdbcreplica.event;

import java.util.Objects;

/** A place in the source's binary log: the first byte that has not been read. {@code file} is "" before the source has named one. */
public record BinlogCoordinates(String file, long position) {
    /** Where a source starts when it is told no file: its oldest binary log, after the magic number. */
    public static final BinlogCoordinates START = new BinlogCoordinates("", 4);

    public BinlogCoordinates {
        Objects.requireNonNull(file, "file");
        if (position < 0) {
            throw new IllegalArgumentException("position " + position);
        }
    }

    @Override
    public String toString() {
        return file + ":" + position;
    }
}
