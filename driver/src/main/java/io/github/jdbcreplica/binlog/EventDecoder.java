package io.github.jdbcreplica.binlog;

import io.airlift.compress.zstd.ZstdInputStream;
import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourceEvent.Begin;
import io.github.jdbcreplica.event.SourceEvent.Commit;
import io.github.jdbcreplica.event.SourceEvent.Informational;
import io.github.jdbcreplica.event.SourceEvent.ParkedRows;
import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.event.SourceEvent.Rollback;
import io.github.jdbcreplica.event.SourceEvent.RollbackToSavepoint;
import io.github.jdbcreplica.event.SourceEvent.Rotate;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import io.github.jdbcreplica.event.SourceEvent.Savepoint;
import io.github.jdbcreplica.event.SourceEvent.Undecodable;
import io.github.jdbcreplica.event.SourceEvent.XaFinish;
import io.github.jdbcreplica.event.SourceEvent.XaPrepare;
import io.github.jdbcreplica.schema.TableName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Decodes the events of one connection, in order: the bytes of each become what it means ({@link SourceEvent}), usually one event, none for a table map, many for a compressed transaction. What cannot be decoded becomes
 * {@link Undecodable}, never an exception. Stateful (current file, checksums, table maps, open transaction); used by one thread.
 */
public final class EventDecoder {
    private static final int HEADER = 19;
    private static final int CHECKSUM = 4;
    private static final int ARTIFICIAL = 0x20;
    private static final int IGNORABLE = 0x80;
    private static final int CRC32_CHECKSUMS = 1;
    private static final int MAX_TABLES = 10_000;

    /** Takes what was decoded, on the calling thread. */
    public interface Sink {
        void event(SourceEvent event) throws InterruptedException;

        void heartbeat(BinlogCoordinates at);
    }

    private record KnownTable(byte[] body, WireTable table, byte[] event) {}

    private final boolean mariaDb;
    private final Map<Long, KnownTable> known = new HashMap<>();
    private final Map<Long, WireTable> tables = new HashMap<>();

    private String file;
    private long position;
    private Optional<Boolean> checksums = Optional.empty();
    private boolean insideTransaction;
    private boolean parking;

    /** @param start where reading began; the file's name is known from the first ROTATE on */
    public EventDecoder(boolean mariaDb, BinlogCoordinates start) {
        this.mariaDb = mariaDb;
        this.file = start.file();
        this.position = start.position();
    }

    /** @param event the whole event as sent: the 19-byte header, the body, and the checksum if the stream has them */
    public void decode(byte[] event, Sink sink) throws InterruptedException {
        decode(event, Optional.empty(), sink);
    }

    /** Decodes the bytes of a {@link ParkedRows}. */
    public static List<SourceEvent> decodeParked(byte[] bytes) {
        EventDecoder decoder = new EventDecoder(false, BinlogCoordinates.START);
        decoder.checksums = Optional.of(false);
        List<SourceEvent> events = new ArrayList<>();
        Sink collect = new Sink() {
            @Override
            public void event(SourceEvent event) {
                events.add(event);
            }

            @Override
            public void heartbeat(BinlogCoordinates at) {}
        };
        try {
            for (int at = 0; at < bytes.length; ) {
                int length = new WireReader(bytes, at + 9, bytes.length).int32();
                decoder.decode(Arrays.copyOfRange(bytes, at, at + length), collect);
                at += length;
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody waits here", e);
        }
        return events;
    }

    /** @param enclosing the end of the compressed transaction that this event was in; such events have no checksum */
    private void decode(byte[] event, Optional<BinlogCoordinates> enclosing, Sink sink) throws InterruptedException {
        if (event.length < HEADER) {
            throw new IllegalArgumentException("an event of " + event.length + " bytes");
        }
        WireReader in = new WireReader(event, 0, event.length);
        long timestamp = in.uint32();
        int type = in.uint8();
        long serverId = in.uint32();
        in.skip(4);
        long end = in.uint32();
        int flags = in.uint16();
        BinlogCoordinates coordinates = enclosing.orElseGet(() -> advance(end, event.length, flags));
        EventHeader header = new EventHeader(EventNames.of(type), timestamp, serverId, coordinates, event.length);
        boolean checksummed = enclosing.isEmpty() && hasChecksum(type, event);
        try {
            if (checksummed && type != EventNames.FORMAT_DESCRIPTION && !checksumHolds(event)) {
                throw new MalformedEventException(
                        "its checksum does not match: the bytes were changed on the way or on the source's disk");
            }
            int bodyEnd = event.length - (checksummed ? CHECKSUM : 0);
            body(header, type, flags, event, new WireReader(event, HEADER, bodyEnd), sink);
        } catch (MalformedEventException e) {
            sink.event(undecodable(header, type, event, e.getMessage()));
        } catch (RuntimeException e) {
            sink.event(undecodable(header, type, event, "decoding failed: " + e));
        }
    }

    /** The wire's position has 32 bits; in a file beyond 4 GB it wraps, and the lengths of the events say by how much. */
    private BinlogCoordinates advance(long end, int length, int flags) {
        if (end != 0 && (flags & ARTIFICIAL) == 0) {
            long expected = position + length;
            position = (expected & 0xFFFF_FFFFL) == end ? expected : end;
        }
        return new BinlogCoordinates(file, position);
    }

    /** Known from the FORMAT_DESCRIPTION on; before it only a ROTATE comes, and a checksum that matches is one. */
    private boolean hasChecksum(int type, byte[] event) {
        if (type == EventNames.FORMAT_DESCRIPTION) {
            return true;
        }
        return checksums.orElseGet(() -> event.length >= HEADER + CHECKSUM && checksumHolds(event));
    }

    private static boolean checksumHolds(byte[] event) {
        CRC32 crc = new CRC32();
        crc.update(event, 0, event.length - CHECKSUM);
        return crc.getValue() == new WireReader(event, event.length - CHECKSUM, event.length).uint32();
    }

    private void body(EventHeader header, int type, int flags, byte[] event, WireReader in, Sink sink)
            throws InterruptedException {
        switch (type) {
            case EventNames.FORMAT_DESCRIPTION -> formatDescription(header, in, sink);
            case EventNames.ROTATE -> rotate(header, in, sink);
            case EventNames.HEARTBEAT, EventNames.HEARTBEAT_V2 -> sink.heartbeat(header.end());
            case EventNames.TABLE_MAP -> tableMap(in, event);
            case EventNames.WRITE_ROWS_V1 -> rows(header, Rows.Kind.INSERT, 1, false, event, in, sink);
            case EventNames.UPDATE_ROWS_V1 -> rows(header, Rows.Kind.UPDATE, 1, false, event, in, sink);
            case EventNames.DELETE_ROWS_V1 -> rows(header, Rows.Kind.DELETE, 1, false, event, in, sink);
            case EventNames.WRITE_ROWS -> rows(header, Rows.Kind.INSERT, 2, false, event, in, sink);
            case EventNames.UPDATE_ROWS -> rows(header, Rows.Kind.UPDATE, 2, false, event, in, sink);
            case EventNames.DELETE_ROWS -> rows(header, Rows.Kind.DELETE, 2, false, event, in, sink);
            case EventNames.PARTIAL_UPDATE_ROWS -> rows(header, Rows.Kind.UPDATE, 2, true, event, in, sink);
            case EventNames.WRITE_ROWS_COMPRESSED_V1 -> compressedRows(header, Rows.Kind.INSERT, 1, event, in, sink);
            case EventNames.UPDATE_ROWS_COMPRESSED_V1 -> compressedRows(header, Rows.Kind.UPDATE, 1, event, in, sink);
            case EventNames.DELETE_ROWS_COMPRESSED_V1 -> compressedRows(header, Rows.Kind.DELETE, 1, event, in, sink);
            case EventNames.WRITE_ROWS_COMPRESSED -> compressedRows(header, Rows.Kind.INSERT, 2, event, in, sink);
            case EventNames.UPDATE_ROWS_COMPRESSED -> compressedRows(header, Rows.Kind.UPDATE, 2, event, in, sink);
            case EventNames.DELETE_ROWS_COMPRESSED -> compressedRows(header, Rows.Kind.DELETE, 2, event, in, sink);
            case EventNames.QUERY -> query(header, in, sink);
            case EventNames.QUERY_COMPRESSED -> query(header, inflatedQuery(in), sink);
            case EventNames.XID -> commit(header, sink);
            case EventNames.GTID -> sink.event(GtidDecoder.untagged(header, in, false));
            case EventNames.ANONYMOUS_GTID -> sink.event(GtidDecoder.untagged(header, in, true));
            case EventNames.GTID_TAGGED -> sink.event(GtidDecoder.tagged(header, in));
            case EventNames.MARIADB_GTID -> mariaDbGtid(header, in, sink);
            case EventNames.XA_PREPARE -> xaPrepare(header, in, sink);
            case EventNames.TRANSACTION_PAYLOAD -> payload(header, in, sink);
            case EventNames.INTVAR, EventNames.RAND, EventNames.USER_VAR ->
                throw new MalformedEventException(
                        "it belongs to a statement that was logged in statement format, which cannot be replicated exactly. Set binlog_format=ROW on the source");
            case EventNames.BEGIN_LOAD_QUERY, EventNames.EXECUTE_LOAD_QUERY ->
                throw new MalformedEventException(
                        "LOAD DATA was logged in statement format. Set binlog_format=ROW on the source");
            case EventNames.INCIDENT ->
                throw new MalformedEventException(
                        "the source lost events here (an incident). Set up the replica anew from a copy of the source");
            case EventNames.START_ENCRYPTION ->
                throw new MalformedEventException("the log is encrypted and was not decrypted by the source");
            default -> other(header, type, flags, sink);
        }
    }

    private static void other(EventHeader header, int type, int flags, Sink sink) throws InterruptedException {
        if (!EventNames.isKnown(type) && (flags & IGNORABLE) == 0) {
            throw new MalformedEventException("its type is not known here");
        }
        sink.event(new Informational(header, header.typeName()));
    }

    private void formatDescription(EventHeader header, WireReader in, Sink sink) throws InterruptedException {
        in.skip(2);
        String version = in.utf8(50);
        // The algorithm is the last byte before the event's own checksum, on every server since 5.6 and MariaDB 5.3.
        in.skip(in.remaining() - 1);
        int algorithm = in.uint8();
        if (algorithm > CRC32_CHECKSUMS) {
            throw new MalformedEventException(
                    "a checksum algorithm unknown here (" + algorithm + ") of server " + version.trim());
        }
        checksums = Optional.of(algorithm == CRC32_CHECKSUMS);
        tables.clear();
        known.clear();
        sink.event(new Informational(header, header.typeName()));
    }

    private void rotate(EventHeader header, WireReader in, Sink sink) throws InterruptedException {
        position = in.int64();
        file = in.utf8(in.remaining());
        sink.event(new Rotate(header, new BinlogCoordinates(file, position)));
    }

    private void tableMap(WireReader in, byte[] event) {
        int start = in.position();
        byte[] body = in.rest();
        long id = new WireReader(body, 0, 6).uint(6);
        KnownTable same = known.get(id);
        if (same == null || !Arrays.equals(same.body(), body)) {
            if (known.size() >= MAX_TABLES) {
                known.clear();
                tables.clear();
            }
            same = new KnownTable(
                    body, TableMapDecoder.decode(new WireReader(event, start, start + body.length)), event);
            known.put(id, same);
        }
        tables.put(id, same.table());
    }

    private void rows(
            EventHeader header, Rows.Kind kind, int version, boolean partial, byte[] event, WireReader in, Sink sink)
            throws InterruptedException {
        if (parking) {
            park(header, version, event, in, sink);
        } else {
            sink.event(RowsDecoder.decode(header, kind, version, partial, in, tables));
        }
    }

    /** The table's map and the rows, both as if the stream had no checksums. */
    private void park(EventHeader header, int version, byte[] event, WireReader in, Sink sink)
            throws InterruptedException {
        int length = in.position() + in.remaining();
        long id = RowsDecoder.table(in, version, tables).map().tableId();
        ByteArrayOutputStream parked = new ByteArrayOutputStream();
        KnownTable table = known.get(id);
        writeWithoutChecksum(parked, table.event(), HEADER + table.body().length);
        writeWithoutChecksum(parked, event, length);
        sink.event(new ParkedRows(header, parked.toByteArray()));
    }

    private static void writeWithoutChecksum(ByteArrayOutputStream out, byte[] event, int length) {
        byte[] copy = Arrays.copyOf(event, length);
        for (int i = 0; i < 4; i++) {
            copy[9 + i] = (byte) (length >>> 8 * i);
        }
        out.writeBytes(copy);
    }

    /** MariaDB's log_bin_compress: the body up to the column bit maps is plain, the rows are deflated (sql/log_event.cc, row_log_event_uncompress). */
    private void compressedRows(EventHeader header, Rows.Kind kind, int version, byte[] event, WireReader in, Sink sink)
            throws InterruptedException {
        if (parking) {
            park(header, version, event, in, sink);
            return;
        }
        int start = in.position();
        in.skip(8);
        if (version == 2) {
            in.skip(in.uint16() - 2);
        }
        int columns = in.packedLength();
        in.bits(columns);
        if (kind == Rows.Kind.UPDATE) {
            in.bits(columns);
        }
        byte[] head = Arrays.copyOfRange(event, start, in.position());
        byte[] rows = mariaDbInflated(in);
        byte[] whole = Arrays.copyOf(head, head.length + rows.length);
        System.arraycopy(rows, 0, whole, head.length, rows.length);
        sink.event(RowsDecoder.decode(header, kind, version, false, new WireReader(whole, 0, whole.length), tables));
    }

    /** A byte whose lower three bits are the size of the length that follows, big-endian, then zlib (sql/log_event.cc, binlog_buf_uncompress). */
    private static byte[] mariaDbInflated(WireReader in) {
        long length = in.uintBigEndian(in.uint8() & 7);
        return ColumnDecoder.inflate(in.rest(), length, false);
    }

    private static WireReader inflatedQuery(WireReader in) {
        byte[] head = in.bytes(13);
        int databaseLength = head[8] & 0xFF;
        int variables = (head[11] & 0xFF) | (head[12] & 0xFF) << 8;
        byte[] middle = in.bytes(variables + databaseLength + 1);
        byte[] sql = mariaDbInflated(in);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head);
        whole.writeBytes(middle);
        whole.writeBytes(sql);
        return new WireReader(whole.toByteArray(), 0, whole.size());
    }

    private void query(EventHeader header, WireReader in, Sink sink) throws InterruptedException {
        QueryDecoder.Decoded query = QueryDecoder.decode(in);
        sink.event(transactionControl(header, query.sql())
                .orElseGet(() -> new Query(header, query.database(), query.sql(), query.session(), insideTransaction)));
    }

    /** What the server itself writes as text; its spelling is fixed. */
    private Optional<SourceEvent> transactionControl(EventHeader header, String sql) {
        if (sql.equals("BEGIN")) {
            return Optional.of(begin(header, Optional.empty()));
        }
        if (sql.startsWith("XA START ")) {
            return Optional.of(begin(header, Optional.of(Xids.ofStatement(sql.substring("XA START ".length())))));
        }
        if (sql.startsWith("XA END ")) {
            return Optional.of(new Informational(header, "XA END"));
        }
        if (sql.startsWith("XA COMMIT ")) {
            ended();
            return Optional.of(new XaFinish(header, Xids.ofStatement(sql.substring("XA COMMIT ".length())), true));
        }
        if (sql.startsWith("XA ROLLBACK ")) {
            ended();
            return Optional.of(new XaFinish(header, Xids.ofStatement(sql.substring("XA ROLLBACK ".length())), false));
        }
        if (sql.equals("COMMIT")) {
            ended();
            return Optional.of(new Commit(header));
        }
        if (sql.equals("ROLLBACK")) {
            ended();
            return Optional.of(new Rollback(header));
        }
        if (sql.startsWith("SAVEPOINT ")) {
            return Optional.of(new Savepoint(header, unquoted(sql.substring("SAVEPOINT ".length()))));
        }
        if (sql.startsWith("ROLLBACK TO ")) {
            String name = sql.substring("ROLLBACK TO ".length());
            return Optional.of(new RollbackToSavepoint(
                    header, unquoted(name.startsWith("SAVEPOINT ") ? name.substring("SAVEPOINT ".length()) : name)));
        }
        return sql.startsWith("# Dum") ? Optional.of(new Informational(header, "Dummy event")) : Optional.empty();
    }

    private static String unquoted(String identifier) {
        char quote = identifier.charAt(0);
        return quote == '`' || quote == '"'
                ? identifier.substring(1, identifier.length() - 1).replace("" + quote + quote, "" + quote)
                : identifier;
    }

    private Begin begin(EventHeader header, Optional<String> xid) {
        insideTransaction = true;
        parking = xid.isPresent();
        return new Begin(header, xid);
    }

    private void ended() {
        insideTransaction = false;
        parking = false;
    }

    private void commit(EventHeader header, Sink sink) throws InterruptedException {
        ended();
        sink.event(new Commit(header));
    }

    private void mariaDbGtid(EventHeader header, WireReader in, Sink sink) throws InterruptedException {
        GtidDecoder.MariaDb decoded = GtidDecoder.mariaDb(header, in);
        ended();
        sink.event(decoded.gtid());
        if (!decoded.standalone()) {
            sink.event(begin(header, decoded.xid()));
        }
    }

    private void xaPrepare(EventHeader header, WireReader in, Sink sink) throws InterruptedException {
        boolean onePhase = in.uint8() != 0;
        long format = in.uint32();
        int gtrid = in.int32();
        int bqual = in.int32();
        ended();
        sink.event(new XaPrepare(header, Xids.text(in.bytes(gtrid), in.bytes(bqual), format), onePhase));
    }

    private void payload(EventHeader header, WireReader in, Sink sink) throws InterruptedException {
        boolean compressed = true;
        for (int field = (int) in.packed(); field != 0; field = (int) in.packed()) {
            WireReader value = in.part(in.packedLength());
            if (field == 2) {
                compressed = compression(value.packed());
            }
        }
        byte[] bytes = in.rest();
        try (InputStream plain =
                compressed ? new ZstdInputStream(new ByteArrayInputStream(bytes)) : new ByteArrayInputStream(bytes)) {
            byte[] head = plain.readNBytes(HEADER);
            while (head.length == HEADER) {
                decode(nested(head, plain), Optional.of(header.end()), sink);
                head = plain.readNBytes(HEADER);
            }
        } catch (IOException e) {
            throw new MalformedEventException("its compressed events cannot be read: " + e.getMessage());
        }
    }

    private static boolean compression(long type) {
        if (type != 0 && type != 255) {
            throw new MalformedEventException("a compression unknown here (" + type + ")");
        }
        return type == 0;
    }

    private static byte[] nested(byte[] head, InputStream plain) throws IOException {
        long length = new WireReader(head, 9, HEADER).uint32();
        if (length < HEADER || length > Integer.MAX_VALUE - 16) {
            throw new MalformedEventException("a nested event of " + length + " bytes");
        }
        byte[] body = plain.readNBytes((int) length - HEADER);
        if (body.length < length - HEADER) {
            throw new MalformedEventException("it ends early");
        }
        byte[] event = Arrays.copyOf(head, (int) length);
        System.arraycopy(body, 0, event, HEADER, body.length);
        return event;
    }

    private Undecodable undecodable(EventHeader header, int type, byte[] event, String problem) {
        Optional<TableName> table = table(type, event);
        String where = table.map(name -> " of table " + name).orElse("");
        return new Undecodable(
                header,
                table,
                "The " + header.typeName() + " event (type " + type + ")" + where + " at " + header.end()
                        + " cannot be replicated: " + problem + (mariaDb ? " (MariaDB source)" : ""));
    }

    private Optional<TableName> table(int type, byte[] event) {
        try {
            if (type == EventNames.TABLE_MAP) {
                return Optional.of(TableMapDecoder.name(new WireReader(event, HEADER, event.length)));
            }
            if (EventNames.of(type).contains("_rows")) {
                long id = new WireReader(event, HEADER, event.length).uint(6);
                return Optional.ofNullable(tables.get(id)).map(t -> t.map().name());
            }
        } catch (MalformedEventException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
