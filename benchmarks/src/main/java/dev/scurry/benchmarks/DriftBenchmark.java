package dev.scurry.benchmarks;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.LloydPass;
import dev.scurry.clustering.Metric;
import java.util.Arrays;
import java.util.Locale;

/** Serving a stream that drifts. */
public final class DriftBenchmark {

  private DriftBenchmark() {}

  record Score(double msd, int found, double worst, double seconds, double inRange) {}

  public static void main(String[] arguments) throws Exception {
    int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    for (double outliers : new double[] {0, .02}) {
      for (int seed = 1; seed <= seeds; seed++) {
        for (double[] c :
            new double[][] {
              {1, 10, 5, 10}, {8, 10, 5, 3}, {16, 10, 5, 10}, {8, 10, 2, 3}, {2, 4, .5, 3}
            }) {
          LloydOptions o =
              new LloydOptions(8, LloydOptions.Start.KMEANS_PLUS_PLUS, 300, (int) c[3], 1e-4);
          DriftStream stream =
              arguments.length > 1
                  ? new DriftFiles(java.nio.file.Path.of(arguments[1]), outliers, seed)
                  : new DriftStream(200, 10_000, outliers, seed);
          Score s = run(stream, new ShardedTraining((int) c[0], (int) c[1], c[2], 16, o, seed));
          System.out.printf(
              Locale.ROOT,
              "outliers %.2f seed %d shards %2.0f factor %2.0f half-life %3.1f trials %2.0f: msd %.4f worst %.3f found %d  %.1f s%n",
              outliers,
              seed,
              c[0],
              c[1],
              c[2],
              c[3],
              s.msd,
              s.worst,
              s.found,
              s.seconds);
        }
      }
    }
  }

  static Score run(DriftStream stream, ShardedTraining training) {
    KMeansModel model = null;
    double sum = 0;
    double worst = 0;
    double seconds = 0;
    boolean[] near = new boolean[stream.batches];
    for (int batch = 0; batch < stream.batches; batch++) {
      double[] rows = stream.rows(batch);
      double[] inliers = inliers(rows, stream.labels());
      if (model == null) {
        sum += 1;
      } else {
        double ratio =
            msd(inliers, model)
                / msd(
                    inliers,
                    new KMeansModel(Metric.plain(16), stream.truth(batch), new double[8], 0));
        sum += ratio;
        worst = Math.max(worst, ratio);
      }
      long start = System.nanoTime();
      training.learn(rows);
      model = training.model();
      seconds += (System.nanoTime() - start) / 1e9;
      double[] born = stream.centre(DriftStream.BORN, batch);
      near[batch] = model.distanceToCluster(born, model.closestCluster(born)) < 2;
    }
    int found = -1;
    for (int b = stream.birth(); b < stream.batches - 2 && found < 0; b++) {
      if (near[b] && near[b + 1] && near[b + 2]) {
        found = b - stream.birth() + 1;
      }
    }
    return new Score(sum / stream.batches, found, worst, seconds, 0);
  }

  private static double[] inliers(double[] rows, int[] labels) {
    double[] kept = new double[rows.length];
    int n = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] >= 0) {
        System.arraycopy(rows, i * 16, kept, 16 * n++, 16);
      }
    }
    return Arrays.copyOf(kept, n * 16);
  }

  private static double msd(double[] rows, KMeansModel model) {
    LloydPass pass = new LloydPass(model);
    pass.add(rows);
    return pass.ssd() / pass.count();
  }
}
