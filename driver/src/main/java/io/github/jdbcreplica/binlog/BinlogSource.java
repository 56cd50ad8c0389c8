package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.EventSource;
import io.github.jdbcreplica.event.SourceEndpoint;
import io.github.jdbcreplica.event.SourcePosition;

/** A source read through mysql-binlog-connector-java. STUB, to be written. */
public final class BinlogSource implements EventSource {
    public BinlogSource(SourceEndpoint endpoint) {}

    @Override
    public void read(SourcePosition from, EventSink sink) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void abort() {
        throw new UnsupportedOperationException();
    }
}
