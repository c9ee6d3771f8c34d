package dev.scurry.job.sameness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.embedded.EmbeddedKafka;
import dev.scurry.embedded.EmbeddedS3;
import dev.scurry.embedded.LocalFlink;
import dev.scurry.schema.Assignment;
import dev.scurry.schema.AuditRecord;
import dev.scurry.schema.Channel;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.SegmentChange;
import dev.scurry.schema.WireFormat;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The savepoint of the last release, taken of a live job in the middle of the {@link ReleaseLog}:
 * this build goes on from it as a run goes on that was never stopped. In it there are open windows,
 * late and dead records that were counted, a half-life and a k that commands have changed, a pinned
 * version, and commands that wait for their windows, one of them to forget a user.
 *
 * <p>The one of the release before is restored too, which was taken when features that wait for
 * their model had timers and map entries of their own.
 *
 * <p>It is taken anew by
 *
 * <pre>./mvnw -pl job -am verify -Dit.test=SavepointITCase -Dscurry.write-savepoint=true \
 *   -Dtest=NoTest -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SavepointITCase {
  private static final Path SAVEPOINT = Path.of("src/test/resources/savepoint").toAbsolutePath();
  private static final long MOST_BYTES = 300_000;

  /** Noon of the second day: no day's features are on their way to storage. */
  private static final String NOON = "2026-03-02T12:00:00Z";

  private static final String NIGHT = "2026-03-02T21:00:00Z";
  private static final String LAST_NOON = "2026-03-03T12:00:00Z";
  private static final long PINNED = 5;

  private static final Path SAVEPOINT_BEFORE =
      Path.of("src/test/resources/savepoint-before").toAbsolutePath();

  private static final Pattern DIGITS = Pattern.compile("-?[0-9]+\\.[0-9]{6,}(E-?[0-9]+)?");
  private static final Pattern WINDOW =
      Pattern.compile("\"(?:window_end|trained_through|window)\":\"([^\"]+)\"");

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
    ReleaseLog.createTopics(kafka, ReleaseRun.TOPIC, ReleaseRun.CONTROL_TOPIC);
    whole = neverStopped();
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
    List<String> rest = rest(SAVEPOINT, parallelism, backend);

    assertGoesOn(rest, whole);
  }

  /**
   * Its models were learned by other sums, so what is told from then on has other last digits, and
   * its advice on k was drawn otherwise.
   */
  @Test
  void savepointOfTheReleaseBefore_goesOn() throws Exception {
    List<String> rest = rest(SAVEPOINT_BEFORE, 2, "heap");

    assertGoesOn(rounded(rest), rounded(whole));
  }

  private static List<String> rest(Path savepoint, int parallelism, String backend)
      throws Exception {
    return new ReleaseRun(flink, kafka, parallelism, backend, savepoint.toUri().toString())
        .finish(folder);
  }

  private static List<String> rounded(List<String> records) {
    return records.stream().map(SavepointITCase::rounded).toList();
  }

  private static String rounded(String record) {
    String withoutAdvice = record.replaceAll("\"k_advice\":.*?,\"lineage\":", "\"lineage\":");
    return DIGITS
        .matcher(withoutAdvice)
        .replaceAll(found -> "%.6f".formatted(Double.valueOf(found.group())));
  }

  private static void assertGoesOn(List<String> rest, List<String> whole) {

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
    assertCommandsWaited(rest);
    assertCourseHeld(rest);
  }

  /** What had been asked for before the savepoint came to pass after it, in its window. */
  private static void assertCommandsWaited(List<String> rest) {
    assertThat(values(rest, Channel.AUDIT, AuditRecord.class))
        .extracting(
            audit -> audit.command().command() + " " + audit.outcome() + " " + audit.window())
        .containsExactlyInAnyOrder(
            "forget accepted " + NIGHT, "set-k accepted " + NIGHT, "unpin accepted " + LAST_NOON);
    assertThat(values(rest, Channel.SEGMENT_CHANGES, SegmentChange.class))
        .filteredOn(change -> "forgotten".equals(change.cause()))
        .extracting(change -> change.userId() + " " + change.change() + " " + change.windowEnd())
        .containsExactly("u11 left " + NIGHT);
    assertThat(rest).contains(Channel.ASSIGNMENTS.name() + "\tu11\tnull");
  }

  /** What had been changed before the savepoint stayed so after it. */
  private static void assertCourseHeld(List<String> rest) {
    List<ClusterModel> models = values(rest, Channel.MODELS, ClusterModel.class);
    assertThat(models)
        .allMatch(model -> model.parameters().get("half_life").equals("150 points"))
        .allMatch(model -> model.version() > PINNED)
        .allMatch(
            model ->
                model
                    .parameters()
                    .get("k")
                    .equals(model.trainedThrough().compareTo(NIGHT) < 0 ? "auto" : "2"));
    assertThat(models).filteredOn(model -> model.trainedThrough().equals(NIGHT)).hasSize(1);
    List<Assignment> assignments = values(rest, Channel.ASSIGNMENTS, Assignment.class);
    assertThat(assignments)
        .filteredOn(assignment -> assignment.windowEnd().compareTo(LAST_NOON) <= 0)
        .hasSizeGreaterThan(100)
        .allMatch(assignment -> assignment.modelVersion() == PINNED);
    assertThat(assignments)
        .filteredOn(assignment -> assignment.windowEnd().compareTo(LAST_NOON) > 0)
        .hasSizeGreaterThan(50)
        .allMatch(assignment -> assignment.modelVersion() > PINNED);
  }

  private static <T> List<T> values(List<String> records, Channel channel, Class<T> type) {
    return records.stream()
        .map(record -> record.split("\t", -1))
        .filter(parts -> parts[0].equals(channel.name()) && !parts[2].equals("null"))
        .map(parts -> WireFormat.decode(parts[2].getBytes(UTF_8), type))
        .toList();
  }

  /** The end of the window that a record tells of; empty where it tells of none. */
  private static String window(String record) {
    Matcher matcher = WINDOW.matcher(record);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static List<String> neverStopped() throws Exception {
    ReleaseRun run = new ReleaseRun(flink, kafka, 2, "heap", null);
    FlinkRest rest = new FlinkRest(flink.restUrl());
    FlinkRest.await("the job to run", () -> rest.completedCheckpoints(run.job()) > 0);
    run.awaitRead(
        ReleaseRun.CONTROL_TOPIC, ReleaseLog.publishCommands(kafka, ReleaseRun.CONTROL_TOPIC));
    ReleaseLog.publish(kafka, ReleaseRun.TOPIC, 0, ReleaseLog.FIRST);
    run.awaitRead(ReleaseRun.TOPIC, ReleaseLog.FIRST);
    if (Boolean.getBoolean("scurry.write-savepoint")) {
      awaitNoon(run, rest);
      flink.savepoint(run.job(), folder.toUri().toString()).get();
      replaceSavepoint();
    }
    ReleaseLog.publish(kafka, ReleaseRun.TOPIC, ReleaseLog.FIRST, ReleaseLog.RECORDS);
    return run.finish(folder.resolve("drained"));
  }

  private static void awaitNoon(ReleaseRun run, FlinkRest rest) throws Exception {
    FlinkRest.await(
        "noon", () -> run.output().stream().anyMatch(record -> window(record).equals(NOON)));
    long before = rest.completedCheckpoints(run.job());
    FlinkRest.await("checkpoints", () -> rest.completedCheckpoints(run.job()) > before + 2);
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
      assertThat(Files.size(file)).isLessThan(MOST_BYTES);
      Files.copy(file, SAVEPOINT.resolve(file.getFileName()));
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new ArrayList<>(files.toList());
    }
  }
}
