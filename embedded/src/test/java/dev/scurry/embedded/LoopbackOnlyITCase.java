package dev.scurry.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Nothing of ours can be reached from another machine. */
@EnabledOnOs(OS.LINUX)
class LoopbackOnlyITCase {
  private static final long THIS = ProcessHandle.current().pid();

  @Test
  void localFlink_listensOnLoopbackOnly() throws IOException {
    try (LocalFlink flink = LocalFlink.start(2, 1, new Configuration())) {
      assertLoopbackOnly(THIS, flink.restUrl().getPort());
    }
  }

  @Test
  void localFlink_overrulesForeignAddresses() throws IOException {
    Configuration everywhere = new Configuration();
    everywhere.setString("rest.bind-address", "0.0.0.0");
    everywhere.setString("taskmanager.bind-host", "0.0.0.0");
    everywhere.setString("jobmanager.bind-host", "0.0.0.0");
    try (LocalFlink flink = LocalFlink.start(2, 1, everywhere)) {
      assertLoopbackOnly(THIS, flink.restUrl().getPort());
    }
  }

  @Test
  void embeddedKafka_listensOnLoopbackOnly() throws IOException {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      assertLoopbackOnly(
          kafka.process().pid(), URI.create("kafka://" + kafka.bootstrapServers()).getPort());
    }
  }

  @Test
  void embeddedS3_listensOnLoopbackOnly() throws IOException {
    try (EmbeddedS3 s3 = EmbeddedS3.start()) {
      assertLoopbackOnly(s3.process().pid(), URI.create(s3.endpoint()).getPort());
    }
  }

  @Test
  void listeningSockets_seesOneOnEveryInterface() throws IOException {
    try (ServerSocket everywhere = new ServerSocket(0)) {
      assertThat(ListeningSockets.of(THIS))
          .anyMatch(
              socket ->
                  socket.getPort() == everywhere.getLocalPort()
                      && socket.getAddress().isAnyLocalAddress());
    }
  }

  static void assertLoopbackOnly(long pid, int knownPort) throws IOException {
    List<InetSocketAddress> sockets = ListeningSockets.of(pid);
    assertThat(sockets).extracting(InetSocketAddress::getPort).contains(knownPort);
    assertThat(sockets).allMatch(socket -> socket.getAddress().isLoopbackAddress());
  }
}
