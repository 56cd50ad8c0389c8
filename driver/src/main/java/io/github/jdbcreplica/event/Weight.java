package io.github.jdbcreplica.event;

/**
 * How much memory decoded events take, in bytes and roughly: what the bounds on batches count. An event's size in the stream would not do, since four bytes of DECIMAL(2,0) become an object of forty, and a compressed
 * event becomes what it was before.
 */
public final class Weight {
    /** An array with its row and list entry. */
    private static final long ROW = 64;

    /** A value's object and the reference to it. */
    private static final long VALUE = 40;

    private Weight() {}

    static long of(SourceEvent event) {
        long weight = event.header().bytes() + ROW;
        if (event instanceof SourceEvent.Rows) {
            for (RowChange row : ((SourceEvent.Rows) event).rows()) {
                weight += of(row);
            }
        } else if (event instanceof SourceEvent.Statement statement) {
            weight += statement.sql().length;
        } else if (event instanceof SourceEvent.Query query) {
            weight += query.sql().length();
        }
        return weight;
    }

    public static long of(RowChange row) {
        return of(row.before()) + of(row.after());
    }

    private static long of(Object[] image) {
        if (image == null) {
            return 0;
        }
        long weight = ROW;
        for (Object value : image) {
            weight += VALUE;
            if (value instanceof byte[]) {
                weight += ((byte[]) value).length;
            } else if (value instanceof MySqlJson) {
                weight += ((MySqlJson) value).binary().length;
            }
        }
        return weight;
    }
}
