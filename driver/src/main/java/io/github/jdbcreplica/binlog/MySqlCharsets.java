package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.schema.SourceCharset;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Text of the log, in the character set of the collation whose number the log has. */
final class MySqlCharsets {
    static final int BINARY = 63;

    private MySqlCharsets() {}

    /** Decodes exactly or throws: text that lost a character must not run on a target. Where the log has no character set, names and labels are UTF-8. */
    static String decode(byte[] bytes, int from, int to, int collation) {
        Optional<SourceCharset> known =
                collation == BINARY ? SourceCharset.byName("utf8mb4") : SourceCharset.byCollationId(collation);
        SourceCharset charset = known.orElseThrow(() -> new MalformedEventException(
                "text has the collation number " + collation + ", which is not known here"));
        try {
            return charset.decode(bytes, from, to);
        } catch (SourceCharset.UnmappedException e) {
            throw new MalformedEventException("text cannot be decoded: " + e.getMessage());
        } catch (CharacterCodingException e) {
            throw new MalformedEventException("text is not valid in its character set " + charset.name());
        }
    }
}
