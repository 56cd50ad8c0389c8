package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.SourceEvent.Undecodable;
import io.github.jdbcreplica.schema.TableName;
import java.util.Optional;

/** The words of an Undecodable: which event, where, of which table, what is wrong and what to do. */
final class Problem {
    private Problem() {}

    static Undecodable of(EventHeader header, Optional<TableName> table, String what) {
        String subject = "The " + header.typeName() + " event that ends at " + header.end()
                + table.map(name -> " of table " + name).orElse("");
        return new Undecodable(header, table, subject + " " + what);
    }
}
