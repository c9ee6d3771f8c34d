package dev.scurry.benchmarks;

import dev.scurry.clustering.BatchSource;
import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.KMeansOptions;
import dev.scurry.clustering.KMeansTraining;
import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.WeightedLloyd;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The sum of squared distances of one pass, with {@code train}'s defaults, over that of the best of
 * ten full Lloyd runs: {@code benchmarks/run QualityBenchmark [FOLDER]}, with the FOLDER of iris,
 * wine_data, breast_cancer and digits for these too, standardised, in ten epochs.
 *
 * <p>Ten runs over 200,000 x 64 take a quarter of an hour.
 */
public final class QualityBenchmark {

  private static final int RUNS = 10;
  private static final int SEEDS = 5;
  private static final double NO_BAR = Double.POSITIVE_INFINITY;

  private boolean allHold = true;

  private QualityBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    new QualityBenchmark().run(arguments.length == 0 ? null : Path.of(arguments[0]));
  }

  private void run(Path folder) throws IOException {
    if (folder != null) {
      real(folder, "iris.csv", 3);
      real(folder, "wine_data.csv", 3);
      real(folder, "breast_cancer.csv", 2);
      real(folder, "digits.csv.gz", 10);
    }
    compare("exponential, 50,000 x 1, k 5", Recipes.skewed(50_000, 1, false, 3), 5, 1, NO_BAR);
    compare("log-normal, 100,000 x 4, k 8", Recipes.skewed(100_000, 4, true, 3), 8, 1, NO_BAR);
    compare("1,000,000 x 16, k 10", Recipes.blobs(1_000_000, 16, 10, .02, 1), 10, 1, 1.001);
    compare("200,000 x 64, k 100", Recipes.blobs(200_000, 64, 100, .02, 2), 100, 1, 0.97);
    System.out.println("all bars hold: " + allHold);
  }

  private void real(Path folder, String file, int k) throws IOException {
    Rows rows = standardised(read(folder.resolve(file)));
    compare(file + ", scaled, 10 epochs", rows, k, 10, 1.005);
  }

  private void compare(String name, Rows rows, int k, int epochs, double most) {
    double best = bestOfLloyd(rows, k);
    double worst = 0;
    double seconds = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      long start = System.nanoTime();
      KMeansModel model =
          KMeansTraining.fit(
              source(rows),
              rows.dimensions(),
              KMeansOptions.of(k).withSeed(seed).withEpochs(epochs));
      seconds += (System.nanoTime() - start) / 1e9 / SEEDS;
      worst = Math.max(worst, model.ssd() / best);
    }
    boolean holds = worst <= most;
    allHold &= holds;
    System.out.printf(
        Locale.ROOT,
        "%s: worst of five seeds %.5f x the best of ten Lloyd runs, %.2f s each  [%s]%n",
        name,
        worst,
        seconds,
        most == NO_BAR ? "no bar" : "bar <= " + most + (holds ? ": holds" : ": MISSED"));
  }

  /** Each row is a micro-cluster of its own: the reduce is then Lloyd over the rows. */
  private static double bestOfLloyd(Rows rows, int k) {
    double[] ones = new double[rows.count()];
    Arrays.fill(ones, 1);
    MicroClusters points =
        MicroClusters.of(
            rows.count(), rows.dimensions(), ones, rows.values(), new double[rows.values().length]);
    double best = Double.POSITIVE_INFINITY;
    for (int run = 1; run <= RUNS; run++) {
      LloydOptions options = new LloydOptions(k, LloydOptions.Start.KMEANS_PLUS_PLUS, 300, 1, 1e-4);
      Metric metric = Metric.plain(rows.dimensions());
      best =
          Math.min(best, WeightedLloyd.reduce(points, metric, options, new double[0], run).ssd());
      System.err.printf("Lloyd run %d of %d%n", run, RUNS);
    }
    return best;
  }

  private static BatchSource<RuntimeException> source(Rows rows) {
    return (size, batches) -> {
      for (int from = 0; from < rows.count(); from += size) {
        batches.take(rows.range(from, Math.min(rows.count(), from + size)));
      }
    };
  }

  /** A first line of sizes and names, the class in the last column. */
  private static Rows read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
                    StandardCharsets.UTF_8))) {
      double[][] rows =
          reader
              .lines()
              .filter(line -> line.matches("[-0-9.,e]+"))
              .map(line -> line.split(",", -1))
              .map(row -> Arrays.stream(row).mapToDouble(Double::parseDouble).toArray())
              .toArray(double[][]::new);
      int d = rows[0].length - 1;
      double[] values =
          Arrays.stream(rows).flatMapToDouble(row -> Arrays.stream(row, 0, d)).toArray();
      int[] labels = Arrays.stream(rows).mapToInt(row -> (int) row[d]).toArray();
      return new Rows(values, d, labels);
    }
  }

  /** A feature that is the same everywhere counts 0. */
  private static Rows standardised(Rows rows) {
    double[] values = rows.values().clone();
    int d = rows.dimensions();
    for (int f = 0; f < d; f++) {
      double mean = 0;
      for (int i = f; i < values.length; i += d) {
        mean += values[i] / rows.count();
      }
      double square = 0;
      for (int i = f; i < values.length; i += d) {
        square += (values[i] - mean) * (values[i] - mean) / rows.count();
      }
      for (int i = f; i < values.length; i += d) {
        values[i] = square == 0 ? 0 : (values[i] - mean) / Math.sqrt(square);
      }
    }
    return new Rows(values, d, rows.labels());
  }
}
