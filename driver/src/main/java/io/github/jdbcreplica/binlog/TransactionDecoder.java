package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourceVersion;
import io.github.jdbcreplica.event.StatementInputs;
import io.github.jdbcreplica.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Decodes the events that make up transactions and follows where transactions begin and end. */
final class TransactionDecoder {
    /** Why such an event is counted as skipped: it is a part of the next. */
    private static final String IN_FRONT = "value that the statement after it is given";

    private static final String LOAD_DATA =
            "belongs to a LOAD DATA that was logged as a statement with its file, which is not replicated. Set binlog_format=ROW on the source.";

    private static final String IN_XA =
            "was logged in statement format inside an XA transaction, which is not replicated. Set binlog_format=ROW on the source.";

    private static final String INPUTS_OF_OTHERS =
            "takes values from its session (LAST_INSERT_ID(), RAND(), user variables) that are given only to statements which change rows. Set binlog_format=ROW on the source.";

    private final boolean mariaDb;
    private final TableMaps tables;
    private final StatementInputsDecoder inputs = new StatementInputsDecoder();
    private SourceVersion version;
    private Optional<TableName> lastTable = Optional.empty();
    private boolean open;
    /** Rows are parked: the transaction will be XA-prepared. */
    private boolean xa;

    private MariaDbGtid.Alter alter = MariaDbGtid.Alter.NONE;

    TransactionDecoder(boolean mariaDb) {
        this.mariaDb = mariaDb;
        this.version = new SourceVersion(mariaDb, 0, 0);
        this.tables = new TableMaps(mariaDb);
    }

    /** The table that the event decoded last was about. */
    Optional<TableName> lastTable() {
        return lastTable;
    }

    /** A log begins: the source's server started or rotated. A transaction still open was cut off by a crash and is not in the source's tables either. */
    void logBegins(RawEvent raw, EventHeader header, List<SourceEvent> out) {
        version = version(raw.body());
        out.add(
                open
                        ? new SourceEvent.Rollback(header, true)
                        : new SourceEvent.Informational(header, "format description"));
        open = false;
        xa = false;
        tables.clear();
        inputs.clear();
    }

    /** Behind the two bytes of the log's version, padded with zero bytes. MariaDB's own name need not be in it: a build may have another suffix. */
    private SourceVersion version(WireReader formatDescription) {
        formatDescription.skip(2);
        String text = new String(formatDescription.bytes(50), StandardCharsets.US_ASCII).replace("\0", "");
        SourceVersion written = SourceVersion.parse(text);
        return new SourceVersion(mariaDb, written.major(), written.minor());
    }

    void decode(RawEvent raw, EventHeader header, List<SourceEvent> out) {
        lastTable = Optional.empty();
        EventType type = raw.type();
        switch (type) {
            case TABLE_MAP -> lastTable = Optional.of(tables.add(raw));
            case QUERY -> query(header, LoggedStatement.decode(raw.body(), false), out);
            case QUERY_COMPRESSED -> query(header, LoggedStatement.decode(raw.body(), true), out);
            case XID -> out.add(end(new SourceEvent.Commit(header)));
            case GTID -> out.add(GtidDecoder.decode(header, raw.body(), false));
            case ANONYMOUS_GTID -> out.add(GtidDecoder.decode(header, raw.body(), true));
            case GTID_TAGGED -> out.add(GtidDecoder.decodeTagged(header, raw.body()));
            case MARIADB_GTID -> mariaDbGtid(header, MariaDbGtid.decode(raw.serverId(), raw.body()), out);
            case INTVAR -> {
                inputs.intvar(raw.body());
                out.add(new SourceEvent.Informational(header, IN_FRONT));
            }
            case RAND -> {
                inputs.rand(raw.body());
                out.add(new SourceEvent.Informational(header, IN_FRONT));
            }
            case USER_VAR -> {
                inputs.userVariable(raw.body());
                out.add(new SourceEvent.Informational(header, IN_FRONT));
            }
            case XA_PREPARE -> out.add(end(xaPrepare(header, raw.body())));
            default ->
                out.add(RowsEventType.of(type)
                        .map(layout -> rows(raw, header, layout))
                        .orElseGet(() -> other(raw, header)));
        }
    }

    private void mariaDbGtid(EventHeader header, MariaDbGtid gtid, List<SourceEvent> out) {
        alter = gtid.alter();
        out.add(new SourceEvent.Gtid(header, Optional.of(gtid.gtid()), gtid.standalone(), 0, 0, 0, 0));
        if (gtid.begins()) {
            out.add(begin(header, gtid.preparedXid()));
        }
    }

    private SourceEvent begin(EventHeader header, Optional<String> xid) {
        open = true;
        inputs.clear();
        xa = xid.isPresent();
        return new SourceEvent.Begin(header, xid);
    }

    private SourceEvent end(SourceEvent event) {
        open = false;
        xa = false;
        return event;
    }

    private void query(EventHeader header, LoggedStatement statement, List<SourceEvent> out) {
        out.add(query(header, statement));
    }

    private SourceEvent query(EventHeader header, LoggedStatement statement) {
        StatementInputs given = inputs.take(statement.threadId());
        if (open && statement.changesRows()) {
            return xa
                    ? Problem.of(header, Optional.empty(), IN_XA)
                    : new SourceEvent.Statement(
                            header,
                            statement.database(),
                            statement.bytes(),
                            statement.session(),
                            given,
                            version,
                            statement.errorCode());
        }
        if (!given.isEmpty()) {
            return Problem.of(header, Optional.empty(), INPUTS_OF_OTHERS);
        }
        String sql = statement.sql();
        if (alter == MariaDbGtid.Alter.START || alter == MariaDbGtid.Alter.ROLLBACK) {
            // Its Gtid has to come to an end; the ALTER is in the group of the COMMIT phase.
            alter = MariaDbGtid.Alter.NONE;
            return end(new SourceEvent.Commit(header));
        }
        alter = MariaDbGtid.Alter.NONE;
        return switch (sql) {
            case "BEGIN" -> begin(header, Optional.empty());
            case "COMMIT" -> end(new SourceEvent.Commit(header));
            case "ROLLBACK" -> end(new SourceEvent.Rollback(header, false));
            default -> sql.startsWith("XA ") ? xa(header, statement) : statement(header, statement);
        };
    }

    private SourceEvent statement(EventHeader header, LoggedStatement statement) {
        String sql = statement.sql();
        if (sql.startsWith("# Dummy event")) {
            return new SourceEvent.Informational(header, "dummy event");
        }
        if (open && sql.startsWith("SAVEPOINT ")) {
            return new SourceEvent.Savepoint(header, Identifier.unquote(sql.substring("SAVEPOINT ".length())));
        }
        if (open && sql.startsWith("ROLLBACK TO ")) {
            return new SourceEvent.RollbackToSavepoint(
                    header, Identifier.unquote(sql.substring("ROLLBACK TO ".length())));
        }
        return new SourceEvent.Query(
                header, statement.database(), sql, statement.session(), open, version, statement.errorCode());
    }

    /** The servers write these statements themselves, in one form, whatever the client's spelling. */
    private SourceEvent xa(EventHeader header, LoggedStatement statement) {
        String sql = statement.sql();
        if (sql.startsWith("XA END")) {
            return new SourceEvent.Informational(header, "XA END");
        }
        if (sql.startsWith("XA START ")) {
            return begin(header, Optional.of(xid(sql, "XA START ")));
        }
        if (sql.startsWith("XA COMMIT ")) {
            return end(new SourceEvent.XaFinish(header, xid(sql, "XA COMMIT "), true));
        }
        if (sql.startsWith("XA ROLLBACK ")) {
            return end(new SourceEvent.XaFinish(header, xid(sql, "XA ROLLBACK "), false));
        }
        return statement(header, statement);
    }

    private static String xid(String sql, String verb) {
        return Xid.ofText(sql.substring(verb.length()))
                .orElseThrow(() -> new MalformedEventException("its XA identifier is malformed"));
    }

    private static SourceEvent xaPrepare(EventHeader header, WireReader in) {
        boolean onePhase = in.uint8() != 0;
        return new SourceEvent.XaPrepare(header, Xid.read(in, in.uint32(), in.uint32(), in.uint32()), onePhase);
    }

    private SourceEvent rows(RawEvent raw, EventHeader header, RowsEventType layout) {
        WireReader in = raw.body();
        long tableId = TableMapDecoder.tableId(in);
        if (tableId == TableMaps.DUMMY) {
            return new SourceEvent.Informational(header, "end of statement");
        }
        int flags = in.uint16();
        MappedTable table = tables.get(tableId);
        if (table == null) {
            throw new MalformedEventException("it names table number " + tableId + ", which no table map described");
        }
        lastTable = Optional.of(table.name());
        if (xa) {
            return new SourceEvent.ParkedRows(header, ParkedRowsReader.join(table.event(), raw));
        }
        if (table.problem().isPresent()) {
            return Problem.of(
                    header,
                    lastTable,
                    "cannot be decoded: " + table.problem().get()
                            + ". Change the column on the source, and make the replica anew from there.");
        }
        return RowsDecoder.decode(header, layout, table, flags, in);
    }

    private static SourceEvent other(RawEvent raw, EventHeader header) {
        return switch (raw.type()) {
            case STOP -> new SourceEvent.Informational(header, "the source's server stopped");
            case IGNORABLE,
                    ROWS_QUERY,
                    PREVIOUS_GTIDS,
                    TRANSACTION_CONTEXT,
                    VIEW_CHANGE,
                    ANNOTATE_ROWS,
                    BINLOG_CHECKPOINT,
                    GTID_LIST -> new SourceEvent.Informational(header, raw.typeName());
            case APPEND_BLOCK, DELETE_FILE, BEGIN_LOAD_QUERY, EXECUTE_LOAD_QUERY ->
                Problem.of(header, Optional.empty(), LOAD_DATA);
            case INCIDENT ->
                Problem.of(
                        header,
                        Optional.empty(),
                        "says that changes are missing from the source's log" + incident(raw.body())
                                + ". The replica must be built again from a fresh copy of the source.");
            default ->
                raw.ignorable()
                        ? new SourceEvent.Informational(header, raw.typeName())
                        : Problem.of(header, Optional.empty(), unknown(raw));
        };
    }

    private static String incident(WireReader in) {
        if (in.remaining() < 3) {
            return "";
        }
        in.skip(2);
        return ": " + in.utf8(in.uint8());
    }

    private static String unknown(RawEvent raw) {
        return raw.type() == EventType.START_ENCRYPTION
                ? "begins an encrypted log, which can be read only through the source's server."
                : "is of a type that this driver does not know and may not ignore. A newer driver is needed.";
    }
}
