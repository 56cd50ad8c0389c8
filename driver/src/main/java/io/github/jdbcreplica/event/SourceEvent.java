package io.github.jdbcreplica.event;

import io.github.jdbcreplica.schema.TableName;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An event of the source's binary log, decoded. The decoder has normalised what MySQL and MariaDB write differently: a transaction is {@link Gtid} (absent with GTIDs off),
 * {@link Begin}, changes, and one of {@link Commit}, {@link Rollback} or {@link XaPrepare}; a {@link Query} outside a Begin commits by itself.
 */
public sealed interface SourceEvent {
    EventHeader header();

    <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

    /** The stream began again at a transaction boundary: what was received of an unfinished transaction is void. Synthesised by the producer on every connection. */
    record StreamStarted(EventHeader header) implements SourceEvent {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.streamStarted(this);
        }
    }

    /**
     * Names the transaction that follows.
     *
     * @param gtid empty for an anonymous one
     * @param standalone MariaDB: one statement follows, without Begin and Commit
     * @param originalCommitMicros when the transaction was committed where it originated, microseconds since the epoch; 0 when unknown
     * @param immediateCommitMicros when it was committed on the server that we read from
     */
    record Gtid(
            EventHeader header,
            Optional<String> gtid,
            boolean standalone,
            long lastCommitted,
            long sequenceNumber,
            long originalCommitMicros,
            long immediateCommitMicros)
            implements SourceEvent {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.gtid(this);
        }
    }

    /** {@code BEGIN}, {@code XA START}; for a transaction that will be XA-prepared {@code xid} is as in the XA statements ({@code X'..',X'..',1}). */
    record Begin(EventHeader header, Optional<String> xid) implements SourceEvent {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.begin(this);
        }
    }

    /** An XID event or {@code COMMIT}. */
    record Commit(EventHeader header) implements SourceEvent {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.commit(this);
        }
    }

    /**
     * {@code ROLLBACK} of the whole transaction, as logged when it touched a non-transactional table.
     *
     * @param cutOff the source crashed before the transaction's end: it never was, and its GTID may be given to another
     */
    record Rollback(EventHeader header, boolean cutOff) implements SourceEvent {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.rollback(this);
        }
    }

    /** {@code SAVEPOINT name}. */
    record Savepoint(EventHeader header, String name) implements SourceEvent {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.savepoint(this);
        }
    }

    /** {@code ROLLBACK TO name}. */
    record RollbackToSavepoint(EventHeader header, String name) implements SourceEvent {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.rollbackToSavepoint(this);
        }
    }

    /** The transaction is prepared and waits for {@link XaFinish}, which may come days later, under a GTID of its own. */
    record XaPrepare(EventHeader header, String xid, boolean onePhase) implements SourceEvent {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.xaPrepare(this);
        }
    }

    /** {@code XA COMMIT xid} or {@code XA ROLLBACK xid} of a prepared transaction. */
    record XaFinish(EventHeader header, String xid, boolean commit) implements SourceEvent {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.xaFinish(this);
        }
    }

    /**
     * Rows of one table.
     *
     * @param before which columns the before-images hold (UPDATE, DELETE), by ordinal in {@code table}
     * @param after which columns the after-images hold (INSERT, UPDATE)
     * @param foreignKeyChecks whether the source looked at foreign keys; it did not where the session said so, and for rows that a cascade has changed: from MySQL 9.6 on they are logged, before the row that they depend on
     * @param actionsLogged whether the log holds what the actions of foreign keys did to other rows, as MySQL's does from 9.6 on; a REPLACE does nothing to them there, although it is logged as DELETE and INSERT
     * @param checkConstraintChecks whether the source looked at CHECK constraints; MariaDB's session variable of this name
     */
    record Rows(
            EventHeader header,
            Kind kind,
            TableMap table,
            BitSet before,
            BitSet after,
            boolean foreignKeyChecks,
            boolean actionsLogged,
            boolean checkConstraintChecks,
            List<RowChange> rows)
            implements SourceEvent {
        public enum Kind {
            INSERT,
            UPDATE,
            DELETE
        }

        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.rows(this);
        }
    }

    /**
     * Rows inside a transaction that will be XA-prepared, not decoded: they are parked in the target until {@link XaFinish}.
     *
     * @param bytes the table map events and the rows event as the source sent them, headers included, checksums removed; {@link EventSource.ParkedRowsDecoder} reads them
     */
    record ParkedRows(EventHeader header, byte[] bytes) implements SourceEvent {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.parkedRows(this);
        }
    }

    /**
     * A statement logged as text: DDL, account management, or statement-format DML.
     *
     * @param insideTransaction between Begin and Commit: then it is no DDL that commits by itself, except {@code CREATE TABLE ... START TRANSACTION}
     * @param version of the server that wrote it, in whose SQL it is
     * @param errorCode with which it failed there after it had done a part of its work; 0 as a rule
     */
    record Query(
            EventHeader header,
            String database,
            String sql,
            SessionContext session,
            boolean insideTransaction,
            SourceVersion version,
            int errorCode)
            implements SourceEvent {
        /** The same with another default database. */
        public Query in(String otherDatabase) {
            return database.equals(otherDatabase)
                    ? this
                    : new Query(header, otherDatabase, sql, session, insideTransaction, version, errorCode);
        }

        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.query(this);
        }
    }

    /**
     * A change of rows as the text that made it ({@code binlog_format=STATEMENT} and often {@code MIXED}), inside a transaction as rows are.
     *
     * @param database the default database, empty if there was none
     * @param sql in the character set of the session's {@code character_set_client}: what stands behind an introducer in it is bytes, not text
     * @param errorCode with which it failed there after it had done a part of its work; 0 as a rule
     */
    record Statement(
            EventHeader header,
            String database,
            byte[] sql,
            SessionContext session,
            StatementInputs inputs,
            SourceVersion version,
            int errorCode)
            implements SourceEvent {
        /** The same with another default database. */
        public Statement in(String otherDatabase) {
            return new Statement(header, otherDatabase, sql, session, inputs, version, errorCode);
        }

        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.statement(this);
        }
    }

    /** The log goes on at {@code next}. */
    record Rotate(EventHeader header, BinlogCoordinates next) implements SourceEvent {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.rotate(this);
        }
    }

    /** Carries nothing for the target; {@code reason} says what it was, for the counters. */
    record Informational(EventHeader header, String reason) implements SourceEvent {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.informational(this);
        }
    }

    /** Cannot be decoded or cannot be replicated faithfully: the applier stops on it. {@code problem} names event, table and what to do. */
    record Undecodable(EventHeader header, Optional<TableName> table, String problem) implements SourceEvent {
        public Undecodable {
            Objects.requireNonNull(problem, "problem");
        }

        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.undecodable(this);
        }
    }

    /** A forgotten kind of event is a compile error. */
    interface Visitor<R, X extends Exception> {
        R streamStarted(StreamStarted event) throws X;

        R gtid(Gtid event) throws X;

        R begin(Begin event) throws X;

        R commit(Commit event) throws X;

        R rollback(Rollback event) throws X;

        R savepoint(Savepoint event) throws X;

        R rollbackToSavepoint(RollbackToSavepoint event) throws X;

        R xaPrepare(XaPrepare event) throws X;

        R xaFinish(XaFinish event) throws X;

        R rows(Rows event) throws X;

        R parkedRows(ParkedRows event) throws X;

        R query(Query event) throws X;

        R statement(Statement event) throws X;

        R rotate(Rotate event) throws X;

        R informational(Informational event) throws X;

        R undecodable(Undecodable event) throws X;
    }
}
