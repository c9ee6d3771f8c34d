package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.embedded.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that replace a day's result by another are killed; a reader sees the one or the other. */
class KilledDailyITCase {

  private static final String DAY = "2026-01-31";
  private static final long SEED = 20260131;
  private static final int KILLS_BY_TIME = 4;
  private static final int KILLS_BY_WRITES = 8;
  private static final long LONGEST_MS = 180_000;
  private static final long OUTAGE_MS = 5_000;

  private static EmbeddedS3 s3;

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private final List<String> table = new ArrayList<>();
  private long runMillis;
  private long killedAfter;
  private int killedAt;

  @BeforeAll
  static void startS3() {
    s3 = EmbeddedS3.start();
    FileSystem.initialize(Configuration.fromMap(s3.flinkProperties()), null);
  }

  @AfterAll
  static void stopS3() {
    FileSystem.initialize(new Configuration(), null);
    s3.close();
  }

  @Test
  void killedAtAnyMoment_aReaderOfTheManifestHasTheOldResultOrTheNewOneWhole() throws Exception {
    StoredDay calm = day("calm");
    List<Result> results = List.of(undisturbed(calm, 0), undisturbed(calm, 1));
    assertThat(results.get(0).manifest()).isNotEqualTo(results.get(1).manifest());
    List<Moment> moments = moments(results.get(1).writes());
    runMillis = results.get(1).milliseconds();

    StoredDay day = day("killed");
    int current = 0;
    undisturbed(day, current);
    while (table.size() < moments.size()) {
      int next = 1 - current;
      give(day, next);
      DailyProcess process = start(day);
      boolean killed = kill(process, day, moments.get(table.size()));
      String manifest = day.wholeManifest();
      assertThat(manifest).isIn(results.get(0).manifest(), results.get(1).manifest());
      assertThat(day.clusters()).isIn(results.get(0).clusters(), results.get(1).clusters());
      boolean replaced = manifest.equals(results.get(next).manifest());
      if (killed) {
        table.add(line(replaced));
      }
      current = replaced ? next : current;
    }

    Set<String> former = day.namedObjects();
    Result last = undisturbed(day, 1 - current);
    Files.write(Path.of("target", "killed-daily.txt"), table);
    assertThat(last.manifest()).isEqualTo(results.get(1 - current).manifest());
    assertThat(last.clusters()).isEqualTo(results.get(1 - current).clusters());
    Set<String> named = day.namedObjects();
    former.removeAll(named);
    assertThat(former).isNotEmpty();
    assertThat(objects(day).keySet()).containsAll(named).doesNotContainAnyElementsOf(former);
  }

  @Test
  void withoutStorageInItsMiddle_aRunEndsAndTheResultIsTheOldOneOrTheNewOne() throws Exception {
    StoredDay day = day("storage");
    Result old = undisturbed(day, 0);
    give(day, 1);
    Map<String, Stamp> before = objects(day);
    DailyProcess process = start(day);
    awaitIn(process, () -> written(before, day) > 0);

    s3.kill();
    boolean ended = process.endsWithin(OUTAGE_MS);
    s3.restart();

    assertThat(ended || process.endsWithin(LONGEST_MS)).isTrue();
    Files.write(Path.of("target", "outage-daily.txt"), process.err());
    assertThat(process.exitCode()).as(String.join("\n", process.err())).isIn(0, 1);
    assertThat(process.err()).noneMatch(line -> line.startsWith("\tat "));
    String manifest = day.wholeManifest();
    assertThat(process.exitCode() == 0).isEqualTo(!manifest.equals(old.manifest()));
    assertThat(undisturbed(day, 1).manifest()).isNotEqualTo(old.manifest());
  }

  @Test
  void watch_runsWhatIsNewOrHasChanged_andRemembersItOverARestart() throws Exception {
    StoredDay day = day("watched");
    StoredDay other = new StoredDay(day.root(), "2026-02-01");
    give(day, 0);
    DailyProcess watch = watch(day);
    awaitIn(watch, () -> day.isThere());
    String first = day.wholeManifest();
    Stamp former = manifest(day);
    give(day, 1);
    awaitIn(watch, () -> !former.equals(manifest(day)));
    assertThat(day.wholeManifest()).isNotEqualTo(first);
    watch.stop();
    assertThat(watch.endsWithin(LONGEST_MS)).isTrue();
    assertThat(watch.out().get(watch.out().size() - 1)).contains("\"failed\":[]");

    DailyProcess again = watch(day);
    give(other, 0);
    awaitIn(again, () -> other.isThere());
    again.stop();

    assertThat(again.endsWithin(LONGEST_MS)).isTrue();
    assertThat(again.out()).noneMatch(line -> line.contains("\"day\":\"" + DAY + "\""));
  }

  private static StoredDay day(String bucket) {
    s3.createBucket(bucket);
    return new StoredDay("s3://" + bucket, DAY);
  }

  private static void give(StoredDay day, int which) throws IOException {
    day.give(SEED + which);
  }

  private DailyProcess start(StoredDay day) throws IOException {
    return DailyProcess.start(folder, s3, "--root", day.root(), "--day", DAY);
  }

  private DailyProcess watch(StoredDay day) throws IOException {
    return DailyProcess.start(
        folder, s3, "--root", day.root(), "--watch", "--every", "500ms", "--settle", "5s");
  }

  private Result undisturbed(StoredDay day, int which) throws Exception {
    give(day, which);
    Map<String, Stamp> before = objects(day);
    DailyProcess process = start(day);
    assertThat(process.endsWithin(LONGEST_MS)).isTrue();
    long milliseconds = process.millis();
    assertThat(process.exitCode()).as(String.join("\n", process.err())).isZero();
    return new Result(day.wholeManifest(), day.clusters(), milliseconds, written(before, day));
  }

  private List<Moment> moments(int writes) {
    List<Moment> moments = new ArrayList<>();
    for (int kill = 0; kill < KILLS_BY_TIME; kill++) {
      double share = (kill + random.nextDouble()) / KILLS_BY_TIME;
      moments.add(new Moment(share, Integer.MAX_VALUE));
    }
    for (int kill = 0; kill < KILLS_BY_WRITES; kill++) {
      moments.add(new Moment(1, 1 + kill * (writes - 1) / (KILLS_BY_WRITES - 1)));
    }
    return moments;
  }

  /** Returns false if the run was over before; then the next one is taken to last as long. */
  private boolean kill(DailyProcess process, StoredDay day, Moment moment) throws Exception {
    Map<String, Stamp> before = objects(day);
    int written = 0;
    while (!moment.isOver(process.millis(), runMillis, written)) {
      if (process.endsWithin(1)) {
        runMillis = process.millis();
        return false;
      }
      written = written(before, day);
    }
    killedAfter = process.millis();
    process.kill();
    killedAt = written(before, day);
    return process.exitCode() != 0;
  }

  private String line(boolean replaced) {
    return "kill %2d after %5d ms, %2d objects written: the %s result"
        .formatted(table.size() + 1, killedAfter, killedAt, replaced ? "new" : "old");
  }

  private static void awaitIn(DailyProcess process, Condition condition) throws Exception {
    while (!condition.holds()) {
      assertThat(process.endsWithin(1)).as(String.join("\n", process.err())).isFalse();
      assertThat(process.millis()).isLessThan(LONGEST_MS);
    }
  }

  private static int written(Map<String, Stamp> before, StoredDay day) throws IOException {
    Map<String, Stamp> now = objects(day);
    now.entrySet().removeAll(before.entrySet());
    return now.size();
  }

  /** The objects of the result. */
  private static Map<String, Stamp> objects(StoredDay day) throws IOException {
    Map<String, Stamp> objects = new TreeMap<>();
    Path bucket = s3.bucketFolder(day.root().substring("s3://".length()));
    for (String folder : List.of("clusters", "reports")) {
      add(bucket, bucket.resolve(folder).resolve("day=" + day.day()), objects);
    }
    return objects;
  }

  /** Read from the server's disk, as a reader through S3 may meet it while it is replaced. */
  private static Stamp manifest(StoredDay day) throws IOException {
    Path bucket = s3.bucketFolder(day.root().substring("s3://".length()));
    return Stamp.of(bucket.resolve(day.manifestPath()));
  }

  private static void add(Path bucket, Path folder, Map<String, Stamp> objects) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Stamp stamp = Stamp.of(file);
        if (stamp != null) {
          objects.put(bucket.relativize(file).toString(), stamp);
        }
      }
    }
  }

  /** Something that is waited for. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  /**
   * When to kill: after a share of a run, or where it has written so much.
   *
   * @param share 1 or more: never for its time
   */
  private record Moment(double share, int writes) {

    boolean isOver(long milliseconds, long runMillis, int written) {
      return written >= writes || share < 1 && milliseconds >= share * runMillis;
    }
  }

  /** What a run that nobody disturbed leaves. */
  private record Result(String manifest, String clusters, long milliseconds, int writes) {}

  /** Changes whenever an object is written. */
  private record Stamp(FileTime changed, Object key) {

    /** Of a file that may have gone meanwhile: then null. */
    static Stamp of(Path file) throws IOException {
      try {
        BasicFileAttributes attributes =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.isRegularFile()
            ? new Stamp(attributes.lastModifiedTime(), attributes.fileKey())
            : null;
      } catch (NoSuchFileException e) {
        return null;
      }
    }
  }
}
