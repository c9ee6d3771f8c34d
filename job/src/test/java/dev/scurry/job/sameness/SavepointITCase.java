package dev.scurry.job.sameness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.embedded.EmbeddedKafka;
import dev.scurry.embedded.EmbeddedS3;
import dev.scurry.embedded.LocalFlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The savepoint of the last release, taken in the middle of the {@link ReleaseLog}: this build goes
 * on from it as a run goes on that was never stopped. {@code -Dscurry.write-savepoint=true} takes
 * it anew.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SavepointITCase {
  private static final Path SAVEPOINT = Path.of("src/test/resources/savepoint").toAbsolutePath();
  private static final long SLOWLY = 4_000;

  /** Noon of the second day: no day's features are on their way to storage. */
  private static final String NOON = "2026-03-02T12:00:00Z";

  private static final Pattern WINDOW =
      Pattern.compile("\"(?:window_end|trained_through|windowEnd|trainedThrough)\":\"([^\"]+)\"");

  @TempDir static Path folder;

  private static EmbeddedKafka kafka;
  private static EmbeddedS3 s3;
  private static LocalFlink flink;
  private static List<String> whole;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start();
    s3 = EmbeddedS3.start();
    s3.createBucket(RealServers.BUCKET);
    Configuration configuration = new Configuration();
    s3.flinkProperties().forEach(configuration::setString);
    flink = LocalFlink.start(1, 4, configuration);
    ReleaseLog.publish(kafka);
    if (Boolean.getBoolean("scurry.write-savepoint")) {
      writeSavepoint();
    }
    whole = new ReleaseRun(flink, kafka, 1, "heap", null).finish();
  }

  @AfterAll
  static void stop() {
    flink.close();
    s3.close();
    kafka.close();
  }

  @ParameterizedTest
  @CsvSource({"1, heap", "4, rocksdb"})
  void savepoint_goesOn(int parallelism, String backend) throws Exception {
    List<String> rest =
        new ReleaseRun(flink, kafka, parallelism, backend, SAVEPOINT.toUri().toString()).finish();

    String first =
        rest.stream()
            .map(SavepointITCase::window)
            .filter(w -> !w.isEmpty())
            .min(String::compareTo)
            .orElseThrow();
    assertThat(first).isGreaterThan(NOON);
    List<String> withWindow = rest.stream().filter(record -> !window(record).isEmpty()).toList();
    assertThat(withWindow)
        .isEqualTo(whole.stream().filter(record -> window(record).compareTo(first) >= 0).toList());
    assertThat(withWindow).hasSizeGreaterThan(100).hasSizeLessThan(whole.size() * 3 / 4);
    assertThat(whole).containsAll(rest);
  }

  /** The end of the window that a record tells of; empty where it tells of none. */
  private static String window(String record) {
    Matcher matcher = WINDOW.matcher(record);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static void writeSavepoint() throws Exception {
    Throttle.set(kafka, SLOWLY);
    ReleaseRun run = new ReleaseRun(flink, kafka, 2, "heap", null);
    FlinkRest rest = new FlinkRest(flink.restUrl());
    FlinkRest.await(
        "noon",
        () ->
            run.output().stream()
                .anyMatch(record -> record.startsWith("TALLIES") && record.contains(NOON)));
    long before = rest.completedCheckpoints(run.job().getJobID());
    FlinkRest.await(
        "checkpoints", () -> rest.completedCheckpoints(run.job().getJobID()) > before + 2);
    flink.stopWithSavepoint(run.job().getJobID(), folder.toUri().toString()).get();
    Throttle.release(kafka);
    replaceSavepoint();
  }

  private static void replaceSavepoint() throws IOException {
    if (Files.exists(SAVEPOINT)) {
      for (Path old : list(SAVEPOINT)) {
        Files.delete(old);
      }
    }
    Files.createDirectories(SAVEPOINT);
    Path taken =
        list(folder).stream()
            .filter(path -> path.getFileName().toString().startsWith("savepoint"))
            .findFirst()
            .orElseThrow();
    for (Path file : list(taken)) {
      Files.copy(file, SAVEPOINT.resolve(file.getFileName()));
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new ArrayList<>(files.toList());
    }
  }
}
