package dev.scurry.job.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.TestSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerCheckTest {

  @Test
  void run_reportsSilentBroker() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + silent.getLocalPort();

      BrokerReport report =
          BrokerCheck.run(
              TestSettings.of(Map.of("kafka.bootstrap.servers", address)), Duration.ofSeconds(2));

      assertThat(report.problems())
          .containsExactly("no broker answers at " + address + " within 2 s");
      assertThat(report.sourcePartitions()).isZero();
    }
  }

  @Test
  void run_reportsAddressThatIsNone() {
    BrokerReport report =
        BrokerCheck.run(
            TestSettings.of(Map.of("kafka.bootstrap.servers", "nonsense")), Duration.ofSeconds(2));

    assertThat(report.problems()).singleElement().asString().contains("nonsense");
  }
}
