package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.channel.StatementResult.Done;
import io.github.jdbcreplica.channel.StatementResult.ResultColumn;
import io.github.jdbcreplica.channel.StatementResult.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a statement as bytes, for the JVM that asked: a result or an error.
 *
 * @param error present when there is no result
 */
record StatementAnswer(Optional<StatementResult> result, Optional<SQLException> error) {
    /** Of the format; an answer of another version of this driver is not guessed at. */
    private static final int VERSION = 1;

    private static final int FAILED = 0;
    private static final int DONE = 1;
    private static final int TABLE = 2;

    static StatementAnswer of(StatementResult result) {
        return new StatementAnswer(Optional.of(result), Optional.empty());
    }

    static StatementAnswer of(SQLException error) {
        return new StatementAnswer(Optional.empty(), Optional.of(error));
    }

    StatementResult get() throws SQLException {
        if (error.isPresent()) {
            throw error.get();
        }
        return result.orElseThrow();
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            if (error.isPresent()) {
                out.writeByte(FAILED);
                write(out, error.get());
            } else {
                StatementResult some = result.orElseThrow();
                out.writeByte(some instanceof Table ? TABLE : DONE);
                out.writeInt(some.notes().size());
                for (SQLWarning note : some.notes()) {
                    write(out, note);
                }
                if (some instanceof Table table) {
                    write(out, table);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, SQLException error) throws IOException {
        out.writeInt(error.getErrorCode());
        write(out, error.getSQLState());
        write(out, error.getMessage());
    }

    private static void write(DataOutputStream out, Table table) throws IOException {
        out.writeInt(table.columns().size());
        for (ResultColumn column : table.columns()) {
            write(out, column.label());
            out.writeInt(column.jdbcType());
            out.writeInt(column.displaySize());
            out.writeBoolean(column.nullable());
            out.writeBoolean(column.signed());
        }
        out.writeInt(table.rows().size());
        for (List<Object> row : table.rows()) {
            for (Object value : row) {
                write(out, value);
            }
        }
    }

    private static void write(DataOutputStream out, Object value) throws IOException {
        if (value == null) {
            out.writeByte('0');
        } else if (value instanceof Integer number) {
            out.writeByte('I');
            out.writeInt(number);
        } else if (value instanceof Long number) {
            out.writeByte('L');
            out.writeLong(number);
        } else {
            byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
            out.writeByte('S');
            out.writeInt(text.length);
            out.write(text);
        }
    }

    static StatementAnswer decode(byte[] bytes) throws SQLException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                throw new IOException("it is of another version of the driver");
            }
            int kind = in.readByte();
            if (kind == FAILED) {
                return of(error(in));
            }
            List<SQLWarning> notes = notes(in);
            return of(kind == TABLE ? table(in, notes) : new Done(notes));
        } catch (IOException e) {
            throw new SQLException(
                    "The answer of the JVM that runs the replica cannot be read: " + e.getMessage(), "HY000", 1105, e);
        }
    }

    private static SQLException error(DataInputStream in) throws IOException {
        int code = in.readInt();
        String state = text(in);
        return new SQLException(text(in), state, code);
    }

    private static List<SQLWarning> notes(DataInputStream in) throws IOException {
        List<SQLWarning> notes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            int code = in.readInt();
            String state = text(in);
            notes.add(new Note(text(in), state, code));
        }
        return notes;
    }

    private static Table table(DataInputStream in, List<SQLWarning> notes) throws IOException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            columns.add(new ResultColumn(text(in), in.readInt(), in.readInt(), in.readBoolean(), in.readBoolean()));
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            List<Object> row = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                row.add(value(in));
            }
            rows.add(row);
        }
        return new Table(columns, rows, notes);
    }

    private static String text(DataInputStream in) throws IOException {
        return (String) value(in);
    }

    private static Object value(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case '0' -> null;
            case 'I' -> in.readInt();
            case 'L' -> in.readLong();
            case 'S' -> new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            default -> throw new IOException("a value of the unknown kind " + kind);
        };
    }
}
