package io.github.jdbcreplica.torture;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** How the bytes of a client are packets. One for each connection, whose beginning may be of another form than the rest. */
interface ClientProtocol {
    /** @throws java.io.EOFException at the end of the stream */
    ClientPacket read(DataInputStream in) throws IOException;

    /** A header of three bytes length, low byte first, and one of sequence. */
    final class MySql implements ClientProtocol {
        private static final int HEADER = 4;
        private static final int COM_QUERY = 3;

        @Override
        public ClientPacket read(DataInputStream in) throws IOException {
            byte[] header = new byte[HEADER];
            in.readFully(header);
            int length = header[0] & 0xff | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
            byte[] bytes = new byte[HEADER + length];
            System.arraycopy(header, 0, bytes, 0, HEADER);
            in.readFully(bytes, HEADER, length);
            return new ClientPacket(bytes, statement(bytes));
        }

        private static String statement(byte[] bytes) {
            // The first packet of a command has the number 0; query attributes, two bytes when there are none, precede
            // the text.
            if (bytes.length <= HEADER || bytes[3] != 0 || bytes[HEADER] != COM_QUERY) {
                return "";
            }
            int start = HEADER + 1;
            while (start < bytes.length && bytes[start] < ' ') {
                start++;
            }
            return ClientPacket.beginning(bytes, start);
        }
    }

    /** A type, which the first packets lack, and a length that counts itself, high byte first. A statement's text is in Query and in Parse, there behind the statement's name. */
    final class Postgres implements ClientProtocol {
        private static final int VERSION_3 = 3 << 16;

        private boolean begun;

        @Override
        public ClientPacket read(DataInputStream in) throws IOException {
            byte[] type = begun ? new byte[] {in.readByte()} : new byte[0];
            int length = in.readInt();
            byte[] bytes = new byte[type.length + length];
            ByteBuffer.wrap(bytes).put(type).putInt(length);
            in.readFully(bytes, type.length + Integer.BYTES, length - Integer.BYTES);
            if (!begun) {
                // Not so the requests for encryption, and those that cancel.
                begun = ByteBuffer.wrap(bytes).getInt(Integer.BYTES) >> 16 == VERSION_3 >> 16;
                return new ClientPacket(bytes, "");
            }
            return new ClientPacket(bytes, statement(bytes));
        }

        private static String statement(byte[] bytes) {
            int start = 1 + Integer.BYTES;
            if (bytes[0] == 'P') {
                while (bytes[start] != 0) {
                    start++;
                }
                return ClientPacket.beginning(bytes, start + 1);
            }
            return bytes[0] == 'Q' ? ClientPacket.beginning(bytes, start) : "";
        }
    }
}
