package io.github.jdbcreplica.event;

import java.util.Arrays;

/** Sorted, disjoint, non-adjacent intervals of transaction numbers, both ends included. Immutable. */
final class GtidIntervals {
    static final GtidIntervals EMPTY = new GtidIntervals(new long[0]);

    /** first, last, first, last, ... */
    private final long[] bounds;

    private GtidIntervals(long[] bounds) {
        this.bounds = bounds;
    }

    static GtidIntervals of(long first, long last) {
        return new GtidIntervals(new long[] {first, last});
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    int count() {
        return bounds.length / 2;
    }

    long first(int index) {
        return bounds[2 * index];
    }

    long last(int index) {
        return bounds[2 * index + 1];
    }

    GtidIntervals union(GtidIntervals other) {
        long[] merged = new long[bounds.length + other.bounds.length];
        int length = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < count() || theirs < other.count()) {
            boolean takeMine = theirs == other.count() || mine < count() && first(mine) <= other.first(theirs);
            long first = takeMine ? first(mine) : other.first(theirs);
            long last = takeMine ? last(mine++) : other.last(theirs++);
            if (length > 0 && first <= merged[length - 1] + 1) {
                merged[length - 1] = Math.max(merged[length - 1], last);
            } else {
                merged[length++] = first;
                merged[length++] = last;
            }
        }
        return new GtidIntervals(Arrays.copyOf(merged, length));
    }

    boolean intersects(GtidIntervals other) {
        int mine = 0;
        int theirs = 0;
        while (mine < count() && theirs < other.count()) {
            if (last(mine) < other.first(theirs)) {
                mine++;
            } else if (other.last(theirs) < first(mine)) {
                theirs++;
            } else {
                return true;
            }
        }
        return false;
    }

    boolean containsAll(GtidIntervals other) {
        int mine = 0;
        for (int i = 0; i < other.count(); i++) {
            while (mine < count() && last(mine) < other.last(i)) {
                mine++;
            }
            if (mine == count() || first(mine) > other.first(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GtidIntervals that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** {@code :1-5:7} */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int i = 0; i < count(); i++) {
            text.append(':').append(first(i));
            if (last(i) > first(i)) {
                text.append('-').append(last(i));
            }
        }
        return text.toString();
    }
}
