package io.github.jdbcreplica.dialect.standard;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** ENUM and SET values, which the log holds as numbers, as the source's text. */
final class Labels {
    private Labels() {}

    /** @param index from 1; 0 is the empty text that MySQL stores for an invalid label when it is not strict */
    static String one(List<String> labels, long index, String column) throws SQLException {
        if (index == 0) {
            return "";
        }
        if (index < 0 || index > labels.size()) {
            throw unknown(column, "label number " + index, labels);
        }
        return labels.get((int) index - 1);
    }

    /** @param bits the lowest for the first label; the text lists them in the order of the definition, as MySQL prints them */
    static String several(List<String> labels, long bits, String column) throws SQLException {
        if (labels.size() < Long.SIZE && bits >>> labels.size() != 0) {
            throw unknown(column, "label bits " + Long.toBinaryString(bits), labels);
        }
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            if ((bits & 1L << i) != 0) {
                chosen.add(labels.get(i));
            }
        }
        return String.join(",", chosen);
    }

    private static SQLException unknown(String column, String what, List<String> labels) {
        return new SQLException(
                "column '" + column + "' holds " + what + ", and its definition has " + labels.size()
                        + " labels: the definition known here is not the one that the row was written with. Set binlog_row_metadata=FULL on the source");
    }
}
