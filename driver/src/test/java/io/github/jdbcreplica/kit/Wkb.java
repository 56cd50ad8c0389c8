package io.github.jdbcreplica.kit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads well-known binary of two dimensions, plain or extended, in any byte order, and writes it again in the one form in which equal geometries are equal bytes. */
final class Wkb {
    private static final int POINT = 1;
    private static final int LINE_STRING = 2;
    private static final int POLYGON = 3;
    private static final int LAST_COLLECTION = 7;
    private static final int HAS_SRID = 0x20000000;

    private final ByteBuffer in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int srid;

    Wkb(int srid, ByteBuffer in) {
        this.srid = srid;
        this.in = in;
    }

    Canonical.Geometry geometry() {
        read();
        if (in.hasRemaining()) {
            throw new IllegalArgumentException(in.remaining() + " bytes behind the geometry");
        }
        return new Canonical.Geometry(srid, Canonical.Bytes.of(out.toByteArray()));
    }

    private void read() {
        in.order(in.get() == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int type = in.getInt();
        if ((type & HAS_SRID) != 0) {
            srid = in.getInt();
            type &= ~HAS_SRID;
        }
        out.write(1);
        write(Integer.BYTES, type);
        if (type == POINT) {
            points(1);
        } else if (type == LINE_STRING) {
            points(count());
        } else if (type == POLYGON) {
            for (int rings = count(); rings > 0; rings--) {
                points(count());
            }
        } else if (type <= LAST_COLLECTION) {
            for (int parts = count(); parts > 0; parts--) {
                read();
            }
        } else {
            throw new IllegalArgumentException("geometry type " + type);
        }
    }

    private int count() {
        int count = in.getInt();
        write(Integer.BYTES, count);
        return count;
    }

    private void points(int count) {
        for (int i = 0; i < 2 * count; i++) {
            write(Double.BYTES, in.getLong());
        }
    }

    private void write(int bytes, long value) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> 8 * i));
        }
    }
}
