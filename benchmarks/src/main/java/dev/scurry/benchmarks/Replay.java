package dev.scurry.benchmarks;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.LloydPass;
import dev.scurry.clustering.Metric;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * A drifting stream served batch by batch: scored first, learned from afterwards, by this thread
 * alone.
 */
final class Replay {

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final int D = DriftStream.DIMENSIONS;
  private static final double NEAR = 2;
  private static final int IN_A_ROW = 3;

  private final DriftStream stream;
  private final boolean[] near;
  private double sum;
  private double learningSeconds;

  Replay(DriftStream stream) {
    this.stream = stream;
    this.near = new boolean[stream.batches];
  }

  void run(StreamTraining training) {
    KMeansModel model = null;
    for (int batch = 0; batch < stream.batches; batch++) {
      double[] rows = stream.rows(batch);
      sum += model == null ? 1 : ratio(batch, inliers(rows, stream.labels()), model);
      long start = CPU.getCurrentThreadCpuTime();
      training.learn(rows);
      model = training.model();
      learningSeconds += (CPU.getCurrentThreadCpuTime() - start) / 1e9;
      double[] born = stream.centre(DriftStream.BORN, batch);
      near[batch] = model.distanceToCluster(born, model.closestCluster(born)) < NEAR;
    }
  }

  private double ratio(int batch, double[] rows, KMeansModel model) {
    double[] truth = stream.truth(batch);
    return msd(rows, model)
        / msd(rows, new KMeansModel(Metric.plain(D), truth, new double[truth.length / D], 0));
  }

  private static double msd(double[] rows, KMeansModel model) {
    LloydPass pass = new LloydPass(model);
    pass.add(rows);
    return pass.ssd() / pass.count();
  }

  private static double[] inliers(double[] rows, int[] labels) {
    double[] kept = new double[rows.length];
    int n = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] >= 0) {
        System.arraycopy(rows, i * D, kept, D * n++, D);
      }
    }
    return Arrays.copyOf(kept, n * D);
  }

  /** Mean over all batches of the cost over that of the true centres; the first counts 1. */
  double cost() {
    return sum / stream.batches;
  }

  /** Batches from the birth until the newcomer is found, 1 for the first; -1: never. */
  int foundAfter() {
    for (int batch = stream.birth(); batch + IN_A_ROW <= near.length; batch++) {
      if (near[batch] && near[batch + 1] && near[batch + 2]) {
        return batch - stream.birth() + 1;
      }
    }
    return -1;
  }

  /** CPU time. */
  double learningSeconds() {
    return learningSeconds;
  }
}
