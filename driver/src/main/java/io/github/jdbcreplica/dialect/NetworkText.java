package io.github.jdbcreplica.dialect;

import io.github.jdbcreplica.schema.ColumnType.Network;
import java.util.Arrays;
import java.util.HexFormat;

/** MariaDB's UUID, INET4 and INET6 values as their SQL text, in the spelling in which the server prints them. */
public final class NetworkText {
    private static final int GROUPS = 8;

    private NetworkText() {}

    /** @param value as logged; trailing bytes may be stripped as from BINARY. The bytes of a UUID are in the order of its text (measured on MariaDB 11.4, UUID versions 0 to 7). */
    public static String of(Network.Kind kind, byte[] value) {
        byte[] bytes = Arrays.copyOf(value, kind == Network.Kind.INET4 ? 4 : 16);
        return switch (kind) {
            case UUID -> uuid(bytes);
            case INET4 -> inet4(bytes, 0);
            case INET6 -> inet6(bytes);
        };
    }

    private static String uuid(byte[] bytes) {
        HexFormat hex = HexFormat.of();
        return hex.formatHex(bytes, 0, 4) + "-" + hex.formatHex(bytes, 4, 6) + "-" + hex.formatHex(bytes, 6, 8) + "-"
                + hex.formatHex(bytes, 8, 10) + "-" + hex.formatHex(bytes, 10, 16);
    }

    private static String inet4(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) + "." + (bytes[at + 1] & 0xFF) + "." + (bytes[at + 2] & 0xFF) + "."
                + (bytes[at + 3] & 0xFF);
    }

    private static String inet6(byte[] bytes) {
        int[] groups = new int[GROUPS];
        Arrays.setAll(groups, i -> (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF);
        int run = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = 0;
            while (i + zeros < GROUPS && groups[i + zeros] == 0) {
                zeros++;
            }
            if (zeros > length) {
                run = i;
                length = zeros;
            }
        }
        boolean mapped = run == 0 && (length == 6 || length == 5 && groups[5] == 0xFFFF);
        if (mapped) {
            return (length == 6 ? "::" : "::ffff:") + inet4(bytes, 12);
        }
        return length < 2 ? join(groups, 0, GROUPS) : join(groups, 0, run) + "::" + join(groups, run + length, GROUPS);
    }

    private static String join(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
