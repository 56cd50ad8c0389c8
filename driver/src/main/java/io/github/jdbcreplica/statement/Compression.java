package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** The limits of SOURCE_COMPRESSION_ALGORITHMS and SOURCE_ZSTD_COMPRESSION_LEVEL. */
final class Compression {
    private static final Set<String> ALGORITHMS = Set.of("zlib", "zstd", "uncompressed");
    private static final int MAX_ALGORITHMS = 3;
    private static final long MAX_LEVEL = 22;

    private Compression() {}

    static void checkAlgorithms(String list, String channel) throws SQLException {
        String[] names = list.split(",");
        if (names.length > MAX_ALGORITHMS) {
            throw ReplicaError.WRONG_COMPRESSION_ALGORITHM_COUNT.exception(list, MAX_ALGORITHMS, channel);
        }
        if (names.length == 0) {
            throw ReplicaError.CHANGE_SOURCE_WRONG_COMPRESSION_ALGORITHM.exception("", channel);
        }
        for (String name : names) {
            if (!ALGORITHMS.contains(name.toLowerCase(Locale.ROOT))) {
                throw ReplicaError.CHANGE_SOURCE_WRONG_COMPRESSION_ALGORITHM.exception(name, channel);
            }
        }
    }

    static void checkLevel(long level, String channel) throws SQLException {
        if (level > MAX_LEVEL) {
            throw ReplicaError.CHANGE_SOURCE_WRONG_COMPRESSION_LEVEL.exception(level, channel);
        }
    }
}
