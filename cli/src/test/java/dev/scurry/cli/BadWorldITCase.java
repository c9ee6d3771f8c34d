package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are not there, or not as they should be: one clear line each, soon. */
class BadWorldITCase {

  private static final String NO_BROKER = "127.0.0.1:1";

  /** Ten seconds are the commands' own; the others are for a busy machine. */
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void stream_brokerThatDoesNotAnswer_failsSoon() {
    assertThat(failure("stream", "--stop-at-end", "-D", "kafka.bootstrap.servers=" + NO_BROKER))
        .contains(NO_BROKER);
  }

  @Test
  void control_brokerThatDoesNotAnswer_failsSoon() {
    String line = "scurry: no broker answers at " + NO_BROKER + " within 10 s";
    assertThat(failure("control", "unpin", "--bootstrap-servers", NO_BROKER)).isEqualTo(line);
    assertThat(failure("control", "unpin", "--wait", "--bootstrap-servers", NO_BROKER))
        .isEqualTo(line);
  }

  @Test
  void generate_brokerThatDoesNotAnswer_failsSoon() {
    assertThat(failure("generate", "--bootstrap-servers", NO_BROKER, "--events", "10"))
        .contains(NO_BROKER);
  }

  @Test
  void bucketAndTopicThatAreNotThere_failSoon() {
    try (DemoServers servers = DemoServers.start(folder)) {
      Map<String, String> settings = servers.settings();
      settings.put("snapshot.root", "s3://no-such-bucket");
      settings.put("checkpoint.dir", "");
      assertThat(failure(stream(settings))).contains("no-such-bucket");

      settings = servers.settings();
      settings.put("source.topic", "no-such-topic");
      assertThat(failure(stream(settings))).contains("no-such-topic");

      assertThat(
              failure(
                  "daily",
                  "--root",
                  "s3://" + DemoServers.BUCKET,
                  "--day",
                  "2026-01-01",
                  "-D",
                  "s3.endpoint=" + servers.s3().endpoint(),
                  "-D",
                  "s3.path.style.access=true",
                  "-D",
                  "s3.access-key=" + servers.s3().accessKey(),
                  "-D",
                  "s3.secret-key=" + servers.s3().secretKey()))
          .contains("2026-01-01", "manifest");
    }
  }

  private static String[] stream(Map<String, String> settings) {
    List<String> arguments = new ArrayList<>(List.of("stream", "--stop-at-end"));
    settings.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
    return arguments.toArray(String[]::new);
  }

  /** The one line that a failing command writes. */
  private static String failure(String... arguments) {
    long begin = System.nanoTime();
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).hasSize(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    return run.errors().get(0);
  }
}
