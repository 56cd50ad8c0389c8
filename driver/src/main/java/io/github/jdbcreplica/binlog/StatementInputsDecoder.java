package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.PackedDecimal;
import io.github.jdbcreplica.event.StatementInputs;
import io.github.jdbcreplica.event.StatementInputs.RandSeeds;
import io.github.jdbcreplica.event.StatementInputs.UserVariable;
import io.github.jdbcreplica.event.StatementInputs.UserVariable.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Collects the events that stand in front of a statement and belong to it (Intvar_event, Rand_event and User_var_event in MySQL's libs/mysql/binlog/event/statement_events.h). */
final class StatementInputsDecoder {
    private static final int LAST_INSERT_ID = 1;
    private static final int INSERT_ID = 2;
    private static final int UNSIGNED_FLAG = 1;

    private OptionalLong lastInsertId = OptionalLong.empty();
    private OptionalLong insertId = OptionalLong.empty();
    private Optional<RandSeeds> rand = Optional.empty();
    private final List<UserVariable> variables = new ArrayList<>();

    void intvar(WireReader in) {
        int kind = in.uint8();
        OptionalLong value = OptionalLong.of(in.int64());
        switch (kind) {
            case LAST_INSERT_ID -> lastInsertId = value;
            case INSERT_ID -> insertId = value;
            default -> throw new MalformedEventException("it sets an integer of the unknown kind " + kind);
        }
    }

    void rand(WireReader in) {
        rand = Optional.of(new RandSeeds(in.int64(), in.int64()));
    }

    void userVariable(WireReader in) {
        String name = in.utf8(in.uint32());
        if (in.uint8() != 0) {
            variables.add(new UserVariable(name, Type.STRING, Optional.empty(), MySqlCharsets.BINARY, false));
            return;
        }
        int code = in.uint8();
        int collation = (int) in.uint32();
        WireReader value = in.slice(in.uint32());
        boolean unsigned = in.remaining() > 0 && (in.uint8() & UNSIGNED_FLAG) != 0;
        variables.add(
                switch (code) {
                    case 0 ->
                        new UserVariable(
                                name, Type.STRING, Optional.of(value.bytes(value.remaining())), collation, false);
                    case 1 -> number(name, Type.REAL, Double.toString(Double.longBitsToDouble(value.int64())), false);
                    case 2 -> number(name, Type.INTEGER, integer(value.int64(), unsigned), unsigned);
                    case 4 -> number(name, Type.DECIMAL, decimal(value), false);
                    default ->
                        throw new MalformedEventException("user variable " + name + " has the unknown type " + code);
                });
    }

    private static String integer(long value, boolean unsigned) {
        return unsigned ? Long.toUnsignedString(value) : Long.toString(value);
    }

    private static String decimal(WireReader in) {
        int precision = in.uint8();
        int scale = in.uint8();
        byte[] packed = in.bytes(PackedDecimal.size(precision, scale));
        return PackedDecimal.decode(packed, 0, precision, scale).toPlainString();
    }

    private static UserVariable number(String name, Type type, String text, boolean unsigned) {
        return new UserVariable(
                name, type, Optional.of(text.getBytes(StandardCharsets.US_ASCII)), MySqlCharsets.BINARY, unsigned);
    }

    /** The statement has come: what was collected is its own. */
    StatementInputs take(long threadId) {
        StatementInputs inputs = new StatementInputs(threadId, lastInsertId, insertId, rand, variables);
        clear();
        return inputs;
    }

    void clear() {
        lastInsertId = OptionalLong.empty();
        insertId = OptionalLong.empty();
        rand = Optional.empty();
        variables.clear();
    }
}
