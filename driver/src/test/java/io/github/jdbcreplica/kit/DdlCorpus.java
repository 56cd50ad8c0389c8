package io.github.jdbcreplica.kit;

final class DdlCorpus {
    private DdlCorpus() {}

    static String oneLine(String statement) {
        return statement.strip().replaceAll("\\s+", " ");
    }
}
