package dev.scurry.benchmarks;

import dev.scurry.job.features.UserFeatures;
import java.util.SplittableRandom;
import org.apache.flink.streaming.api.functions.source.RichParallelSourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Vectors of groups, drawn once by each task and then given out window after window, each user once
 * in a window.
 */
@SuppressWarnings("deprecation") // The least that a source can cost.
final class VectorSource extends RichParallelSourceFunction<UserFeatures> {
  private static final long serialVersionUID = 1L;

  static final int DIMENSIONS = 16;
  static final long SLIDE = 60_000;

  private static final int GROUPS = 6;
  private static final int DRAWN = 1 << 16;

  private final long vectors;
  private final int windows;
  private volatile boolean running = true;

  /**
   * @param vectors of all tasks together
   */
  VectorSource(long vectors, int windows) {
    this.vectors = vectors;
    this.windows = windows;
  }

  @Override
  public void run(SourceContext<UserFeatures> context) {
    int tasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    int task = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    int perWindow = Math.toIntExact(vectors / windows / tasks);
    double[][] drawn = draw(new SplittableRandom(task));
    String[] users = new String[perWindow];
    for (int user = 0; user < perWindow; user++) {
      users[user] = "user-" + task + "-" + user;
    }
    for (int window = 1; window <= windows && running; window++) {
      synchronized (context.getCheckpointLock()) {
        for (int user = 0; user < perWindow; user++) {
          double[] vector = drawn[(user + window * 7919) % DRAWN];
          context.collect(new UserFeatures(users[user], window * SLIDE, vector, 1));
        }
        context.emitWatermark(new Watermark(window * SLIDE));
      }
    }
  }

  private static double[][] draw(SplittableRandom random) {
    SplittableRandom places = new SplittableRandom(7);
    double[][] centres = new double[GROUPS][DIMENSIONS];
    for (double[] centre : centres) {
      java.util.Arrays.setAll(centre, f -> places.nextDouble(0, 12));
    }
    double[][] drawn = new double[DRAWN][DIMENSIONS];
    for (double[] vector : drawn) {
      double[] centre = centres[random.nextInt(GROUPS)];
      java.util.Arrays.setAll(vector, f -> centre[f] + random.nextGaussian());
    }
    return drawn;
  }

  @Override
  public void cancel() {
    running = false;
  }
}
