package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.TableMap;
import java.util.List;

/** A table map with what decoding needs: the wire columns and where each finds its value. */
record WireTable(TableMap map, List<WireColumn> columns) {}
