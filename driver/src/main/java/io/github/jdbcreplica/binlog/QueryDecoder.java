package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.SessionContext;
import io.github.jdbcreplica.schema.SourceCharset;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** QUERY events: the statement's text, in its client's character set, and the session it ran in (libbinlogevents, Query_event; status variables stand in ascending order of their codes, so an unknown one ends them). */
final class QueryDecoder {
    private static final int AUTO_IS_NULL = 0x4000;
    private static final int NO_FOREIGN_KEY_CHECKS = 0x4000000;
    private static final int RELAXED_UNIQUE_CHECKS = 0x8000000;

    record Decoded(String database, String sql, SessionContext session) {}

    private OptionalInt flags2 = OptionalInt.empty();
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
    private Optional<Boolean> encryption = Optional.empty();
    private OptionalInt micros = OptionalInt.empty();

    private QueryDecoder() {}

    static Decoded decode(WireReader in) {
        in.skip(8);
        int databaseLength = in.uint8();
        in.skip(2);
        WireReader variables = in.part(in.uint16());
        String defaultDatabase = in.utf8(databaseLength);
        in.skip(1);
        QueryDecoder decoder = new QueryDecoder();
        while (!variables.atEnd() && decoder.variable(variables.uint8(), variables)) {}
        return new Decoded(defaultDatabase, decoder.text(in.rest()), decoder.session());
    }

    /** @return false when the code is unknown, and so its length */
    private boolean variable(int code, WireReader in) {
        switch (code) {
            case 0 -> flags2 = OptionalInt.of(in.int32());
            case 1 -> sqlMode = OptionalLong.of(in.int64());
            case 2 -> in.skip(in.uint8() + 1);
            case 3 -> {
                increment = OptionalInt.of(in.uint16());
                offset = OptionalInt.of(in.uint16());
            }
            case 4 -> {
                client = OptionalInt.of(in.uint16());
                connection = OptionalInt.of(in.uint16());
                server = OptionalInt.of(in.uint16());
            }
            case 5 -> timeZone = Optional.of(in.utf8(in.uint8()));
            case 6 -> in.skip(in.uint8());
            case 7 -> lcTimeNames = OptionalInt.of(in.uint16());
            case 8 -> database = OptionalInt.of(in.uint16());
            case 9, 17, 129 -> in.skip(8);
            case 10 -> in.skip(4);
            case 11 -> {
                in.skip(in.uint8());
                in.skip(in.uint8());
            }
            case 12 -> databases(in);
            case 13, 128 -> micros = OptionalInt.of((int) in.uint(3));
            case 16 -> explicitDefaults = Optional.of(in.uint8() != 0);
            case 18 -> utf8mb4 = OptionalInt.of(in.uint16());
            case 19 -> requirePrimaryKey = Optional.of(in.uint8() != 0);
            case 20 -> encryption = Optional.of(in.uint8() != 0);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void databases(WireReader in) {
        int count = in.uint8();
        // 254: too many to list.
        for (int i = 0; i < count && count != 254; i++) {
            while (in.uint8() != 0) {}
        }
    }

    private String text(byte[] sql) {
        SourceCharset charset = SourceCharset.byCollationId(client.orElse(45))
                .filter(c -> c.javaName().isPresent())
                .orElseGet(() -> SourceCharset.byName("utf8mb4").orElseThrow());
        try {
            return charset.decode(sql);
        } catch (CharacterCodingException e) {
            throw new MalformedEventException("a statement that is not text in the character set " + charset.name());
        }
    }

    private SessionContext session() {
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
                encryption,
                micros);
    }

    private Optional<Boolean> flag(int bit) {
        return flags2.isPresent() ? Optional.of((flags2.getAsInt() & bit) != 0) : Optional.empty();
    }
}
