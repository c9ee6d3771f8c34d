package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.LocalCluster;
import dev.scurry.job.TestSettings;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.FeatureManifest;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Days of many features, of which most pairs are left out, beside all pairs compared. */
class PrunedDayITCase {

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(4);

  private static final int FEATURES = 16;
  private static final int MIN_SAMPLES = 5;
  private static final double EPS = 0.6;

  @TempDir Path root;

  @Test
  void run_overPersonasGivesTheNaiveDayAtAnyParallelism() throws Exception {
    DailyResult result = assertNaive(personas(5000));

    assertThat(result.clusters()).isGreaterThan(5);
    assertThat(result.noise()).isPositive();
    assertThat(result.pairsCompared()).isBetween(result.pairsWithinEps(), 5000L * 4999 / 2 / 5);
  }

  /** A third of the users are the same, and one feature says nothing. */
  @Test
  void run_overASkewedDayGivesTheNaiveDayAtAnyParallelism() throws Exception {
    double[][] values = personas(3000);
    for (int user = 0; user < values.length; user++) {
      values[user] = user % 3 == 0 ? values[0].clone() : values[user];
      values[user][4] = 0.1;
    }

    assertThat(assertNaive(values).pairsWithinEps()).isGreaterThan(1000L * 999 / 2);
  }

  private DailyResult assertNaive(double[][] values) throws Exception {
    String[] keys =
        IntStream.range(0, values.length)
            .mapToObj(user -> String.format(Locale.ROOT, "user-%05d", user))
            .toArray(String[]::new);
    DayFolder day = new DayFolder(root);
    write(day, keys, values);
    NaiveDay naive = new NaiveDay(keys, values, EPS, MIN_SAMPLES);

    DailyResult result = run(day, 1);

    Map<String, byte[]> once = day.results();
    assertThat(day.unpacked("clusters/day=" + DayFolder.DAY + "/clusters.csv.gz"))
        .isEqualTo(naive.clusters());
    assertThat(distanceLines(day)).isEqualTo(naive.distanceLines());
    for (int parallelism : List.of(2, 4)) {
      assertThat(run(day, parallelism)).isEqualTo(result);
      assertThat(day.results()).containsExactlyEntriesOf(once);
    }
    return result;
  }

  private static DailyResult run(DayFolder day, int parallelism) throws Exception {
    Settings settings =
        TestSettings.of(Map.of("daily.eps", "" + EPS, "daily.min-samples", "" + MIN_SAMPLES));
    return DailyClusteringJob.run(
        LocalCluster.environment(parallelism),
        settings,
        DailyRequest.of(day.uri(), DayFolder.DAY, settings.daily()).withSource(DaySource.FEATURES));
  }

  private static List<String> distanceLines(DayFolder day) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String path : day.results().keySet()) {
      if (path.startsWith("distances/")) {
        day.unpacked(path).lines().forEach(lines::add);
      }
    }
    return lines.stream().sorted().toList();
  }

  private static void write(DayFolder day, String[] keys, double[][] values) throws IOException {
    List<String> columns =
        Stream.concat(
                Stream.of("user_id", "window_end"),
                IntStream.range(0, FEATURES).mapToObj(f -> "f" + f))
            .toList();
    StringBuilder text = new StringBuilder(String.join(",", columns)).append('\n');
    for (int user = 0; user < keys.length; user++) {
      String numbers =
          Arrays.stream(values[user]).mapToObj(Double::toString).collect(Collectors.joining(","));
      text.append(keys[user] + "," + DayFolder.WINDOW_END + "," + numbers + "\n");
    }
    byte[] packed = DayFolder.packed(text.toString());
    DayFolder.write(day.features("part.csv.gz"), packed);
    List<FeatureManifest.Part> parts =
        List.of(new FeatureManifest.Part("part.csv.gz", packed.length));
    DayFolder.write(
        day.features("_manifest.json"),
        WireFormat.encode(new FeatureManifest(DayFolder.DAY, columns, parts, null, 1)));
  }

  /** Ten groups of uneven sizes, and some users strewn. */
  private static double[][] personas(int users) {
    SplittableRandom random = new SplittableRandom(12);
    double[][] centres = new double[10][];
    Arrays.setAll(centres, i -> random.doubles(FEATURES, 0, 10).toArray());
    double[][] values = new double[users][FEATURES];
    for (double[] row : values) {
      double[] centre = centres[random.nextInt(1 + random.nextInt(10))];
      boolean strewn = random.nextInt(50) == 0;
      for (int f = 0; f < FEATURES; f++) {
        row[f] =
            strewn
                ? random.nextDouble(-1, 11)
                : centre[f] + random.nextGaussian() * (0.2 + f * 0.02);
      }
    }
    return values;
  }
}
