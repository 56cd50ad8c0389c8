package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.schema.SourceCharset;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;

/** Text in the source's character set as Unicode. */
final class TextDecoder {
    private final SourceCharset charset;
    private final String column;

    TextDecoder(String charset, String column) throws UnsupportedMappingException {
        this.charset = SourceCharset.byName(charset)
                .orElseThrow(
                        () -> new UnsupportedMappingException("its character set " + charset + " is not known here"));
        this.column = column;
    }

    String decode(byte[] bytes) throws SQLException {
        try {
            return charset.decode(bytes);
        } catch (CharacterCodingException e) {
            throw new SQLException(
                    "column '" + column + "' holds bytes that are no text in its character set " + charset.name() + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
