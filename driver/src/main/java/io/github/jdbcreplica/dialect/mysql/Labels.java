package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.schema.ColumnType;
import java.sql.SQLException;
import java.util.List;

/** The numbers of ENUM and SET labels from the source's order into the target's. Where the source does not log its labels the target's are taken for them, and the numbers stay, as with a native replica. */
final class Labels {
    private final List<String> source;
    private final List<String> target;

    private Labels(List<String> source, List<String> target) {
        this.source = source;
        this.target = target;
    }

    static Labels between(ColumnType source, TargetColumn target) throws UnsupportedMappingException {
        ColumnType type = ColumnTypes.parse(target).orElse(null);
        if (source instanceof ColumnType.Enumeration from && type instanceof ColumnType.Enumeration to) {
            return new Labels(from.labels(), to.labels());
        }
        if (source instanceof ColumnType.LabelSet from && type instanceof ColumnType.LabelSet to) {
            return new Labels(from.labels(), to.labels());
        }
        throw new UnsupportedMappingException("the source's " + TypeNames.of(source)
                + " is logged by numbers, which mean nothing to the target's " + target.typeSql()
                + "; give the target's column the source's type");
    }

    private boolean same() {
        return source.isEmpty() || source.equals(target.subList(0, Math.min(source.size(), target.size())));
    }

    /** @param number from 1 on; 0 is the value that is no label */
    long number(long number) throws SQLException {
        return number == 0 || same() ? number : place((int) number - 1) + 1;
    }

    long bits(long bits) throws SQLException {
        if (same()) {
            return bits;
        }
        long translated = 0;
        for (int i = 0; i < Long.SIZE; i++) {
            if ((bits & 1L << i) != 0) {
                translated |= 1L << place(i);
            }
        }
        return translated;
    }

    private int place(int index) throws SQLException {
        String label = index < source.size() ? source.get(index) : "number " + (index + 1);
        int place = target.indexOf(label);
        if (place < 0) {
            throw new SQLException("the target's column has no label '" + label + "': add it there");
        }
        return place;
    }
}
