package io.github.jdbcreplica.event;

/** STUB, to be written. */
public record MySqlGtidSet() implements GtidSet {
    public static MySqlGtidSet parse(String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public GtidSet with(String gtid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean contains(String gtid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isEmpty() {
        throw new UnsupportedOperationException();
    }

    @Override
    public GtidSet union(GtidSet other) {
        throw new UnsupportedOperationException();
    }
}
