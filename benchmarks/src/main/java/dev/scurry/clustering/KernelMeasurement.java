package dev.scurry.clustering;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What JMH measures: 20,000 rows to their nearest centroids, by one kernel. In this package,
 * because kernels are not public.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KernelMeasurement {

  private static final int ROWS = 20_000;

  /**
   * Million points for each second that the measuring thread had the processor: the clock on the
   * wall goes on while another process has it.
   */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Points {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long started;
    private long points;

    /** Before each iteration. */
    @Setup(Level.Iteration)
    public void start() {
      points = 0;
      started = threads.getCurrentThreadCpuTime();
    }

    /** Read by JMH behind each iteration. */
    public double millionPerCpuSecond() {
      return points * 1e3 / (threads.getCurrentThreadCpuTime() - started);
    }
  }

  /** A class of this package. */
  @Param({"ScalarKernel", "PlainKernel", "VectorKernel"})
  public String kernel;

  /** k x d. */
  @Param({"8x16", "64x64", "100x64", "80x16"})
  public String shape;

  private final int[] nearest = new int[ROWS];
  private final double[] squared = new double[ROWS];
  private int k;
  private NearestKernel chosen;
  private Metric metric;
  private NearestCentroids centroids;
  private double[] rows;
  private double[] raw;
  private double[] counts;
  private double[] shifts;

  /** Normal groups, and their centres as the centroids. */
  @Setup
  public void setUp() {
    k = Integer.parseInt(shape.split("x", 2)[0]);
    int d = Integer.parseInt(shape.split("x", 2)[1]);
    SplittableRandom random = new SplittableRandom(1);
    raw = new double[k * d];
    for (int c = 0; c < raw.length; c++) {
      raw[c] = 3 * random.nextGaussian();
    }
    rows = new double[ROWS * d];
    for (int i = 0; i < ROWS; i++) {
      int group = random.nextInt(k);
      for (int f = 0; f < d; f++) {
        rows[i * d + f] = raw[group * d + f] + random.nextGaussian();
      }
    }
    metric = Metric.plain(d);
    centroids = NearestCentroids.of(metric, raw, k);
    counts = new double[k];
    shifts = new double[k * d];
    chosen = named();
  }

  private NearestKernel named() {
    NearestKernel named = NearestKernel.named("dev.scurry.clustering." + kernel);
    if (!named.getClass().getSimpleName().equals(kernel)) {
      throw new IllegalStateException("this JVM has no " + kernel);
    }
    return named;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int[] assign(Points count) {
    count.points += ROWS;
    chosen.assign(rows, 0, ROWS, raw, k, metric.rawInverse(), nearest, squared);
    return nearest;
  }

  /** In pieces, as a pass does it, so that the rows are still in the cache. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double[] assignAndAccumulate(Points count) {
    count.points += ROWS;
    for (int from = 0; from < ROWS; from += 4000) {
      int to = from + 4000;
      chosen.assign(rows, from, to, raw, k, metric.rawInverse(), nearest, squared);
      centroids.accumulate(rows, from, to, nearest, counts, shifts);
    }
    return shifts;
  }
}
