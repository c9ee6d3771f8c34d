package dev.scurry.job.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.LogLines;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageCheckTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void run_makesLocalFolderAndLeavesItEmpty() {
    Path root = folder.resolve("new/root");

    List<String> problems =
        StorageCheck.run(
            TestSettings.of(Map.of("snapshot.root", root.toUri().toString())), PATIENCE);

    assertThat(problems).isEmpty();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void run_saysWhichLocalFolderCanNotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Settings settings =
        TestSettings.of(Map.of("checkpoint.dir", file.resolve("below").toUri().toString()));

    assertThat(StorageCheck.run(settings, PATIENCE))
        .singleElement()
        .asString()
        .startsWith("checkpoint.dir: file:")
        .contains("below can't be written");
  }

  @Test
  void run_reportsS3ServerThatRefuses() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertThat(StorageCheck.run(s3Settings(port), PATIENCE))
        .singleElement()
        .asString()
        .startsWith("snapshot.root: s3://bucket can't be written: ")
        .contains("refused");
  }

  @Test
  void run_reportsS3ServerThatIsSilent() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(StorageCheck.run(s3Settings(silent.getLocalPort()), Duration.ofSeconds(2)))
          .containsExactly("snapshot.root: s3://bucket does not answer within 2 s");
    }
  }

  @Test
  void run_saysNowAndThenThatItWaits() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        LogLines log = LogLines.of(StorageCheck.class)) {
      Settings settings = s3Settings(silent.getLocalPort());

      new StorageCheck(settings, Duration.ofMillis(900), Duration.ofMillis(400)).run();

      assertThat(log.lines())
          .containsExactly(
              "s3://bucket has not answered for 400 ms",
              "s3://bucket has not answered for 800 ms",
              "s3://bucket has not answered for 900 ms");
    }
  }

  private static Settings s3Settings(int port) {
    return TestSettings.of(
        Map.of(
            "snapshot.root", "s3://bucket",
            "s3.endpoint", "http://127.0.0.1:" + port,
            "s3.path.style.access", "true",
            "s3.access-key", "a",
            "s3.secret-key", "b"));
  }
}
