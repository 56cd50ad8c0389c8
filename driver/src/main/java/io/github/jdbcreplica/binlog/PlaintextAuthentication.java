package io.github.jdbcreplica.binlog;

import com.github.shyiko.mysql.binlog.network.AuthenticationException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Keeps an authentication over an unencrypted connection as safe as MySQL's own client does; the library, left alone, asks any server for an RSA key and encrypts the password with
 * whatever comes, and sends the password itself to a server that asks for mysql_clear_password. Here: the key of {@code publicKeyPath} is used without asking, a key is asked
 * for only with {@code getPublicKey}, otherwise error 2061; the bare password is never sent.
 *
 * <p>The library writes one whole packet at a time. When its request for the key (one byte, 2) is answered from the file it has counted two packets that the server never saw:
 * the sequence numbers of the two packets that remain (encrypted password, OK or error) are shifted by two.
 */
final class PlaintextAuthentication {
    private static final int HEADER = 4;
    private static final int PACKETS_NOT_SENT = 2;

    private final Optional<byte[]> publicKey;
    private final boolean getPublicKey;
    private final byte[] barePassword;
    private boolean watching = true;
    private boolean keyCameFromFile;

    PlaintextAuthentication(Optional<byte[]> publicKey, boolean getPublicKey, String password) {
        this.publicKey = publicKey;
        this.getPublicKey = getPublicKey;
        byte[] characters = password.getBytes(StandardCharsets.UTF_8);
        this.barePassword = Arrays.copyOf(characters, characters.length + 1);
    }

    OutputStream watch(SourceInput input, OutputStream network) {
        return new FilterOutputStream(network) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (watching) {
                    writePacket(Arrays.copyOfRange(bytes, offset, offset + length), input, out);
                } else {
                    out.write(bytes, offset, length);
                }
            }
        };
    }

    void stop() {
        watching = false;
    }

    private void writePacket(byte[] packet, SourceInput input, OutputStream network) throws IOException {
        if (isKeyRequest(packet) && publicKey.isPresent()) {
            keyCameFromFile = true;
            input.insert(keyPacket(packet[3] + 1, publicKey.get()));
            return;
        }
        if (isKeyRequest(packet) && !getPublicKey) {
            throw new AuthenticationException(
                    "Authentication plugin 'caching_sha2_password' reported error: Authentication requires secure connection.",
                    2061,
                    "HY000");
        }
        if (isBarePassword(packet)) {
            throw new AuthenticationException(
                    "Authentication plugin 'mysql_clear_password' cannot be loaded: plugin not enabled", 2059, "HY000");
        }
        if (keyCameFromFile) {
            packet[3] -= PACKETS_NOT_SENT;
            input.shiftSequenceOfNextPacket(PACKETS_NOT_SENT);
        }
        network.write(packet);
    }

    private static boolean isKeyRequest(byte[] packet) {
        return packet.length == HEADER + 1 && packet[HEADER] == 2;
    }

    private boolean isBarePassword(byte[] packet) {
        return barePassword.length > 1
                && Arrays.equals(packet, HEADER, packet.length, barePassword, 0, barePassword.length);
    }

    private static byte[] keyPacket(int sequence, byte[] key) {
        int length = key.length + 1;
        byte[] packet = new byte[HEADER + length];
        packet[0] = (byte) length;
        packet[1] = (byte) (length >> 8);
        packet[2] = (byte) (length >> 16);
        packet[3] = (byte) sequence;
        packet[HEADER] = 1;
        System.arraycopy(key, 0, packet, HEADER + 1, key.length);
        return packet;
    }
}
