package dev.scurry.benchmarks;

import dev.scurry.clustering.BatchSource;
import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.KMeansOptions;
import dev.scurry.clustering.KMeansTraining;
import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.WeightedLloyd;
import java.util.Arrays;
import java.util.Locale;

/** One pass against the best of ten full Lloyd runs. */
public final class QualityBenchmark {

  private QualityBenchmark() {}

  public static void main(String[] a) throws Exception {
    if (a[0].equals("1m")) {
      compare(
          "1,000,000 x 16", Recipes.blobs(1_000_000, 16, 10, .02, 1), 10, Integer.parseInt(a[1]));
    }
    if (a[0].equals("e")) {
      for (int i = 1; i <= 4; i++)
        compare("1,000,000 x 16 no " + i, Recipes.blobs(300_000, 16, 10, .02, i), 10, 0);
    }
    if (a[0].equals("200k")) {
      compare("200,000 x 64", Recipes.blobs(200_000, 64, 100, .02, 2), 100, Integer.parseInt(a[1]));
    }
    if (a[0].equals("f")) {
      for (String name : new String[] {"iris", "wine", "breast_cancer", "digits"}) {
        byte[] b = java.nio.file.Files.readAllBytes(java.nio.file.Path.of(a[2], name + ".f64"));
        String json = java.nio.file.Files.readString(java.nio.file.Path.of(a[2], name + ".json"));
        int d = Integer.parseInt(json.replaceAll(".*\"d\": (\\d+).*", "$1"));
        int k = Integer.parseInt(json.replaceAll(".*\"k\": (\\d+).*", "$1"));
        double[] v = new double[b.length / 8];
        java.nio.ByteBuffer.wrap(b).order(java.nio.ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(v);
        compare(name, new Rows(v, d, new int[v.length / d]), k, Integer.parseInt(a[1]));
      }
    }
  }

  static void compare(String name, Rows rows, int k, int runs) {
    double best = Double.MAX_VALUE;
    long t = System.nanoTime();
    double[] ones = new double[rows.count()];
    Arrays.fill(ones, 1);
    MicroClusters points =
        MicroClusters.of(
            rows.count(), rows.dimensions(), ones, rows.values(), new double[rows.values().length]);
    for (int r = 1; r <= runs; r++) {
      KMeansModel m =
          WeightedLloyd.reduce(
              points,
              Metric.plain(rows.dimensions()),
              new LloydOptions(k, LloydOptions.Start.KMEANS_PLUS_PLUS, 300, 1, 1e-4),
              new double[0],
              r);
      System.out.printf("  lloyd %.1f %.1f s%n", m.ssd(), (System.nanoTime() - t) / 1e9);
      best = Math.min(best, m.ssd());
    }
    for (int seed = 1; seed <= 15; seed++) {
      for (int epochs : new int[] {1, 10}) {
        long s = System.nanoTime();
        KMeansModel m =
            KMeansTraining.fit(
                source(rows),
                rows.dimensions(),
                KMeansOptions.of(k).withSeed(seed).withEpochs(epochs));
        System.out.printf(
            Locale.ROOT,
            "%s seed %d epochs %d: %.5f %.2f s%n",
            name,
            seed,
            epochs,
            m.ssd() / (runs == 0 ? 1 : best),
            (System.nanoTime() - s) / 1e9);
      }
    }
  }

  static BatchSource<RuntimeException> source(Rows rows) {
    return (size, batches) -> {
      for (int from = 0; from < rows.count(); from += size) {
        batches.take(rows.range(from, Math.min(rows.count(), from + size)));
      }
    };
  }
}
