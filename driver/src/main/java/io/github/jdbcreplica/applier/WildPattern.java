package io.github.jdbcreplica.applier;

import java.nio.charset.StandardCharsets;

/** A pattern of REPLICATE_WILD_DO_TABLE and its like, over {@code database.table} as one text. A server that keeps the case of names compares them byte by byte, so {@code _} stands for a byte. */
final class WildPattern {
    private static final byte MANY = '%';
    private static final byte ONE = '_';
    private static final byte ESCAPE = '\\';

    private final byte[] pattern;

    WildPattern(String pattern) {
        this.pattern = pattern.getBytes(StandardCharsets.UTF_8);
    }

    boolean matches(String name) {
        return matches(0, name.getBytes(StandardCharsets.UTF_8), 0);
    }

    private boolean matches(int at, byte[] name, int from) {
        int p = at;
        int n = from;
        while (p < pattern.length) {
            byte wanted = pattern[p++];
            if (wanted == MANY) {
                return matchesBehindMany(p, name, n);
            }
            boolean literal = wanted == ESCAPE && p < pattern.length;
            if (literal) {
                wanted = pattern[p++];
            }
            if (n == name.length || (literal || wanted != ONE) && name[n] != wanted) {
                return false;
            }
            n++;
        }
        return n == name.length;
    }

    private boolean matchesBehindMany(int at, byte[] name, int from) {
        for (int n = from; n <= name.length; n++) {
            if (matches(at, name, n)) {
                return true;
            }
        }
        return false;
    }
}
