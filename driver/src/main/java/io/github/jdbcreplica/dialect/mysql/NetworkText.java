package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.schema.ColumnType.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** MariaDB's UUID, INET4 and INET6 values as their SQL text. */
final class NetworkText {
    private NetworkText() {}

    /** @param value as logged; trailing bytes may be stripped as from BINARY */
    static String of(Network.Kind kind, byte[] value) {
        byte[] bytes = Arrays.copyOf(value, kind == Network.Kind.INET4 ? 4 : 16);
        if (kind == Network.Kind.UUID) {
            return uuid(bytes);
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** In a record MariaDB keeps the parts of a UUID last to first, so that those of one node sort by time (plugin/type_uuid/sql_type_uuid.h). */
    private static String uuid(byte[] stored) {
        HexFormat hex = HexFormat.of();
        return hex.formatHex(stored, 12, 16) + "-" + hex.formatHex(stored, 10, 12) + "-" + hex.formatHex(stored, 8, 10)
                + "-" + hex.formatHex(stored, 6, 8) + "-" + hex.formatHex(stored, 0, 6);
    }
}
