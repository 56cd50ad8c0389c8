package io.github.jdbcreplica.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.scenario.OpenSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SourceSocketTest {
    /** The first connection of a JVM leaves a socket that Java keeps for itself. */
    @BeforeAll
    static void connectOnce() throws IOException {
        try (ServerSocket listening = listening();
                Socket first = new Socket(listening.getInetAddress(), listening.getLocalPort())) {
            assertThat(first.isConnected()).isTrue();
        }
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static SourceSocket newSocket() throws IOException {
        return new SourceSocket(new PlaintextAuthentication(Optional.empty(), false, ""));
    }

    /** What is not there yet cannot be closed: a close at the moment of the dial would be lost. */
    @Test
    void its_descriptor_is_there_before_it_is_dialled_and_gone_once_it_is_closed() throws Exception {
        Set<String> before = OpenSockets.ofThisJvm();
        SourceSocket socket = newSocket();
        Set<String> its = OpenSockets.ofThisJvm();
        its.removeAll(before);
        assertThat(its).hasSize(1);
        socket.close();
        assertThat(OpenSockets.ofThisJvm()).doesNotContainAnyElementsOf(its);
    }

    @Test
    void once_closed_it_cannot_be_dialled() throws Exception {
        try (ServerSocket listening = listening();
                SourceSocket socket = newSocket()) {
            socket.close();
            assertThatThrownBy(() -> socket.dial(
                            (InetSocketAddress) listening.getLocalSocketAddress(),
                            Optional.empty(),
                            Duration.ofSeconds(5)))
                    .isInstanceOf(SocketException.class);
        }
    }
}
