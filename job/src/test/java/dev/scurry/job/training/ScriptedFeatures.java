package dev.scurry.job.training;

import dev.scurry.job.features.UserFeatures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.RichParallelSourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * A bounded stream of users' features in scripted groups, split by user over the tasks of the
 * source, in an order of arrival that the parallelism and {@code shuffle} change, with watermarks
 * as the features stage gives them. It goes on from a checkpoint, and can fail once.
 */
@SuppressWarnings({"deprecation", "SynchronizeOnNonFinalField"}) // Says where watermarks stand.
public final class ScriptedFeatures extends RichParallelSourceFunction<UserFeatures>
    implements CheckpointedFunction, CheckpointListener {
  private static final long serialVersionUID = 1L;
  private static final double[][] GROUPS = {{0, 0}, {10, 0}, {0, 10}, {10, 12}};

  /** Millisecond at which the first window ends, and distance between two. */
  public static final long SLIDE = 1000;

  private final int users;
  private final int windows;
  private final long shuffle;
  private final int watermarkEvery;
  private final int failAtWindow;
  private final int pauseAtWindow;

  private transient ListState<Tuple2<Integer, Integer>> position;
  private transient int window;
  private transient boolean restored;
  private transient long completed;
  private transient volatile Object lock;
  private volatile boolean running = true;

  private ScriptedFeatures(
      int users,
      int windows,
      long shuffle,
      int watermarkEvery,
      int failAtWindow,
      int pauseAtWindow) {
    this.users = users;
    this.windows = windows;
    this.shuffle = shuffle;
    this.watermarkEvery = watermarkEvery;
    this.failAtWindow = failAtWindow;
    this.pauseAtWindow = pauseAtWindow;
  }

  public static ScriptedFeatures of(int users, int windows) {
    return new ScriptedFeatures(users, windows, 0, 1, 0, 0);
  }

  public ScriptedFeatures shuffled(long seed) {
    return new ScriptedFeatures(users, windows, seed, watermarkEvery, failAtWindow, pauseAtWindow);
  }

  /** Lets only every n-th window have its watermark, so that several close at once. */
  public ScriptedFeatures withWatermarkEvery(int n) {
    return new ScriptedFeatures(users, windows, shuffle, n, failAtWindow, pauseAtWindow);
  }

  /** Fails once at a window, in one task, when a checkpoint is there to go on from. */
  public ScriptedFeatures failingAt(int number) {
    return new ScriptedFeatures(users, windows, shuffle, watermarkEvery, number, pauseAtWindow);
  }

  /** Stops at a window until the job is stopped; goes on when it was restored. */
  public ScriptedFeatures pausingAt(int number) {
    return new ScriptedFeatures(users, windows, shuffle, watermarkEvery, failAtWindow, number);
  }

  public DataStream<UserFeatures> attach(StreamExecutionEnvironment environment) {
    return environment
        .addSource(this, "scripted", TypeInformation.of(UserFeatures.class))
        .uid("scripted");
  }

  /** Features of the users of one window, in user order; about a third of them are away. */
  public static List<UserFeatures> window(int users, int number) {
    List<UserFeatures> features = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      SplittableRandom random = new SplittableRandom(user * 7919L + number);
      if (random.nextInt(3) > 0) {
        double[] centre = GROUPS[group(user, number)];
        double[] values = {centre[0] + random.nextGaussian(), centre[1] + random.nextGaussian()};
        features.add(new UserFeatures("user-" + user, number * SLIDE, values, 1));
      }
    }
    return features;
  }

  /** Most users stay in their group; every seventh moves on after ten windows. */
  static int group(int user, int number) {
    return (user + (user % 7 == 0 ? number / 10 : 0)) % GROUPS.length;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    position =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("windows", Types.TUPLE(Types.INT, Types.INT)));
    for (Tuple2<Integer, Integer> emitted : position.get()) {
      boolean mine = emitted.f0 == task();
      window = mine || window == 0 ? emitted.f1 : window;
    }
    restored = context.isRestored();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    position.update(List.of(Tuple2.of(task(), window)));
  }

  @Override
  public void run(SourceContext<UserFeatures> context) throws Exception {
    lock = context.getCheckpointLock();
    while (running && window < windows) {
      synchronized (lock) {
        emitWindow(context);
        if (!restored && window == failAtWindow) {
          awaitCheckpoint();
          emitWindow(context); // What comes between checkpoint and failure is done twice.
          failInOneTask();
        }
        while (running && !restored && window == pauseAtWindow) {
          lock.wait();
        }
      }
    }
  }

  private void emitWindow(SourceContext<UserFeatures> context) {
    window++;
    mine(window).forEach(context::collect);
    if (window % watermarkEvery == 0) {
      context.emitWatermark(new Watermark(window * SLIDE));
    }
  }

  private void awaitCheckpoint() throws InterruptedException {
    long before = completed;
    while (running && completed == before) {
      lock.wait();
    }
  }

  private void failInOneTask() throws InterruptedException {
    if (task() == 0) {
      throw new IllegalStateException("a failure that the script asks for");
    }
    while (running) {
      lock.wait();
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    synchronized (lock) {
      completed++;
      lock.notifyAll();
    }
  }

  private int task() {
    return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
  }

  private List<UserFeatures> mine(int number) {
    int tasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    List<UserFeatures> all = window(users, number);
    List<UserFeatures> mine =
        new ArrayList<>(
            IntStream.range(0, all.size())
                .filter(i -> i % tasks == task())
                .mapToObj(all::get)
                .toList());
    Collections.shuffle(mine, new Random(shuffle + task()));
    return mine;
  }

  @Override
  public void cancel() {
    running = false;
    synchronized (lock) {
      lock.notifyAll();
    }
  }
}
