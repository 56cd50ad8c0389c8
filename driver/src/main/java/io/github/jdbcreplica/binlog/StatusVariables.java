package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.SessionContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The status variables of a QUERY event (Query_event in MySQL's libs/mysql/binlog/event/statement_events.h): code and value each; what follows an unknown code cannot be read and is left out. */
final class StatusVariables {
    private static final int AUTO_IS_NULL = 1 << 14;
    private static final int NO_FOREIGN_KEY_CHECKS = 1 << 26;
    private static final int RELAXED_UNIQUE_CHECKS = 1 << 27;
    private static final int TOO_MANY_DATABASES = 254;

    private OptionalInt flags = OptionalInt.empty();
    private OptionalLong sqlMode = OptionalLong.empty();
    private OptionalInt client = OptionalInt.empty();
    private OptionalInt connection = OptionalInt.empty();
    private OptionalInt server = OptionalInt.empty();
    private OptionalInt database = OptionalInt.empty();
    private OptionalInt utf8mb4 = OptionalInt.empty();
    private Optional<String> timeZone = Optional.empty();
    private OptionalInt increment = OptionalInt.empty();
    private OptionalInt offset = OptionalInt.empty();
    private OptionalInt lcTimeNames = OptionalInt.empty();
    private Optional<Boolean> explicitDefaults = Optional.empty();
    private Optional<Boolean> requirePrimaryKey = Optional.empty();
    private Optional<Boolean> tableEncryption = Optional.empty();
    private OptionalInt microseconds = OptionalInt.empty();

    private StatusVariables() {}

    static SessionContext read(WireReader in) {
        var variables = new StatusVariables();
        boolean known = true;
        while (known && in.remaining() > 0) {
            known = variables.readOne(in.uint8(), in);
        }
        return variables.context();
    }

    private boolean readOne(int code, WireReader in) {
        switch (code) {
            case 0 -> flags = OptionalInt.of(in.int32());
            case 1 -> sqlMode = OptionalLong.of(in.int64());
            case 2 -> in.skip(in.uint8() + 1L);
            case 3 -> {
                increment = OptionalInt.of(in.uint16());
                offset = OptionalInt.of(in.uint16());
            }
            case 4 -> {
                client = OptionalInt.of(in.uint16());
                connection = OptionalInt.of(in.uint16());
                server = OptionalInt.of(in.uint16());
            }
            case 5 -> timeZone = Optional.of(text(in)).filter(zone -> !zone.isEmpty());
            case 6 -> in.skip(in.uint8());
            case 7 -> lcTimeNames = OptionalInt.of(in.uint16());
            case 8 -> database = OptionalInt.of(in.uint16());
            case 9, 17, 129 -> in.skip(8);
            case 10 -> in.skip(4);
            case 11 -> {
                in.skip(in.uint8());
                in.skip(in.uint8());
            }
            case 12 -> skipDatabaseNames(in);
            case 13 -> microseconds = OptionalInt.of((int) in.unsigned(3));
            case 16 -> explicitDefaults = Optional.of(in.uint8() != 0);
            case 18 -> utf8mb4 = OptionalInt.of(in.uint16());
            case 19 -> requirePrimaryKey = Optional.of(in.uint8() != 0);
            case 20 -> tableEncryption = Optional.of(in.uint8() != 0);
            case 128 -> microseconds = OptionalInt.of((int) in.unsigned(3));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String text(WireReader in) {
        return new String(in.bytes(in.uint8()), StandardCharsets.UTF_8);
    }

    private static void skipDatabaseNames(WireReader in) {
        int count = in.uint8();
        for (int i = 0; count < TOO_MANY_DATABASES && i < count; i++) {
            while (in.uint8() != 0) {
                // The name ends with a zero byte.
            }
        }
    }

    private SessionContext context() {
        return new SessionContext(
                sqlMode,
                flag(NO_FOREIGN_KEY_CHECKS).map(off -> !off),
                flag(RELAXED_UNIQUE_CHECKS).map(off -> !off),
                flag(AUTO_IS_NULL),
                client,
                connection,
                server,
                database,
                utf8mb4,
                timeZone,
                increment,
                offset,
                lcTimeNames,
                explicitDefaults,
                requirePrimaryKey,
                tableEncryption,
                microseconds);
    }

    private Optional<Boolean> flag(int bit) {
        return flags.isPresent() ? Optional.of((flags.getAsInt() & bit) != 0) : Optional.empty();
    }
}
