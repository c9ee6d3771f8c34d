package dev.scurry.benchmarks;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.Seeds;
import dev.scurry.clustering.WeightedLloyd;
import dev.scurry.clustering.judging.KCurve;
import dev.scurry.clustering.judging.KSelection;
import dev.scurry.clustering.judging.KSelectionOptions;
import dev.scurry.clustering.judging.Kneedle;
import dev.scurry.clustering.judging.Silhouette;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Judging: the elbow of 100,000 x 16 from micro-clusters against full Lloyd runs, what advice on k
 * costs at a window's end, and the exact silhouette of 20,000 x 16 with its memory.
 */
final class JudgingBenchmark {

  private static final int D = 16;
  private static final int K_MAX = 20;
  private static final int REPEATS = 3;
  private static final int RUNS = 5;

  private JudgingBenchmark() {}

  /** Arguments: seeds; 1 when there are none. Or: structure. */
  public static void main(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("structure")) {
      structure();
      return;
    }
    long[] seeds =
        arguments.length == 0
            ? new long[] {1}
            : Arrays.stream(arguments).mapToLong(Long::parseLong).toArray();
    boolean elbows = true;
    for (long seed : seeds) {
      elbows &= elbow(seed);
    }
    advice();
    boolean linear = silhouette();
    System.out.printf(
        "bar: elbow in <= 1/10 of full Lloyd runs with the same knee: %s%n",
        elbows ? "holds" : "MISSED");
    System.out.printf(
        "bar: exact silhouette of 20,000 in O(n) memory: %s%n", linear ? "holds" : "MISSED");
  }

  /**
   * Time against one run for each k; the knee against the best of several, for a single run that is
   * stuck at one k and not at the next bends the curve where the data have no bend.
   */
  private static boolean elbow(long seed) {
    Rows rows = Recipes.blobs(100_000, D, 10, 0.02, seed);
    Metric metric = Metric.plain(D);
    MicroClusters points = points(rows);
    Timed<double[]> full = Timed.once(() -> fullLloyd(points, metric, seed));
    double[] best = full.value.clone();
    for (int run = 1; run < RUNS; run++) {
      double[] next = fullLloyd(points, metric, Seeds.of(seed, run));
      Arrays.setAll(best, i -> Math.min(best[i], next[i]));
    }
    Timed<double[]> micro = Timed.median(() -> microClusters(rows, metric, seed).ssd());
    System.out.printf("elbow, 100,000 x 16, k = 1..20, seed %d%n", seed);
    System.out.printf("  k   one Lloyd run   best of %d   micro-clusters  to the best%n", RUNS);
    for (int i = 0; i < K_MAX; i++) {
      System.out.printf(
          "  %2d  %13.0f  %10.0f  %15.0f  %11.4f%n",
          i + 1, full.value[i], best[i], micro.value[i], micro.value[i] / best[i]);
    }
    OptionalInt expected = knee(best);
    OptionalInt found = knee(micro.value);
    double ratio = micro.seconds / full.seconds;
    System.out.printf(
        "  one full Lloyd run a k  %7.2f s  knee %s; of the best of %d runs %s%n",
        full.seconds, knee(full.value), RUNS, expected);
    System.out.printf("  micro-clusters          %7.2f s  knee %s%n", micro.seconds, found);
    System.out.printf("  ratio                   %7.4f = 1/%.0f%n", ratio, 1 / ratio);
    return ratio <= 0.1 && expected.equals(found);
  }

  private static MicroClusters points(Rows rows) {
    double[] ones = new double[rows.count()];
    Arrays.fill(ones, 1);
    double[] none = new double[rows.values().length];
    return MicroClusters.of(rows.count(), D, ones, rows.values(), none);
  }

  /** One run from a k-means++ start for each k, over the rows themselves. */
  private static double[] fullLloyd(MicroClusters points, Metric metric, long seed) {
    double[] ssd = new double[K_MAX];
    for (int k = 1; k <= K_MAX; k++) {
      LloydOptions lloyd = new LloydOptions(k, LloydOptions.Start.KMEANS_PLUS_PLUS, 300, 1, 1e-4);
      KMeansModel model =
          WeightedLloyd.reduce(points, metric, lloyd, new double[0], Seeds.of(seed, k));
      ssd[k - 1] = model.ssd();
    }
    return ssd;
  }

  /** One pass over the rows, then every k. */
  private static KCurve microClusters(Rows rows, Metric metric, long seed) {
    MicroClusters micro = new MicroClusters(10 * K_MAX, D);
    for (int from = 0; from < rows.count(); from += 5000) {
      micro.absorb(rows.range(from, Math.min(rows.count(), from + 5000)), metric, seed + from);
    }
    KSelectionOptions options = KSelectionOptions.of(1, K_MAX, seed);
    return KCurve.of(micro, metric, options.lloyd(), 1, K_MAX, seed);
  }

  private static OptionalInt knee(double[] ssd) {
    double[] ks = IntStream.rangeClosed(1, ssd.length).asDoubleStream().toArray();
    OptionalInt index = Kneedle.elbow(ks, ssd);
    return index.isPresent() ? OptionalInt.of(index.getAsInt() + 1) : index;
  }

  /** How often one cluster is the answer: on data without groups, and on two groups. */
  private static void structure() {
    System.out.println("taken for one cluster, k = 1..10, by two standard errors (and by one)");
    int[] found = new int[6];
    int samples = 0;
    for (int n : new int[] {100, 400, 3000}) {
      for (int d : new int[] {1, 2, 4, 8}) {
        for (int seed = 0; seed < 20; seed++) {
          SplittableRandom random = new SplittableRandom(seed * 100L + d);
          count(found, 0, random.doubles((long) n * d).toArray(), d);
          double[] normal = Recipes.gaussian(random, n * d, 1);
          count(found, 2, normal, d);
          for (int i = 0; i < n; i += 2) {
            normal[i * d] += 4;
          }
          count(found, 4, normal, d);
          samples++;
        }
      }
    }
    System.out.printf(
        "  of %d samples each: even spread %d (%d), normal %d (%d), two normal groups 4 apart %d"
            + " (%d)%n",
        samples, found[0], found[1], found[2], found[3], found[4], found[5]);
  }

  private static void count(int[] found, int at, double[] rows, int d) {
    MicroClusters micro = new MicroClusters(Math.min(rows.length / d, 300), d);
    Metric metric = Metric.plain(d);
    micro.absorb(rows, metric, 1);
    KSelection selection = KSelection.of(micro, metric, KSelectionOptions.of(1, 10, 1));
    double[] gaps = selection.gap().gaps();
    double[] errors = selection.gap().errors();
    boolean byOne = IntStream.range(1, gaps.length).allMatch(i -> gaps[0] >= gaps[i] - errors[i]);
    found[at] += selection.structureless() ? 1 : 0;
    found[at + 1] += byOne ? 1 : 0;
  }

  /** Curve, silhouettes and gap as a training job would ask for them. */
  private static void advice() {
    System.out.println("advice on k from micro-clusters, 16 features, curve + silhouette + gap");
    for (int size : new int[] {80, 200}) {
      MicroClusters micro = new MicroClusters(size, D);
      Metric metric = Metric.plain(D);
      micro.absorb(Recipes.blobs(20_000, D, 8, 0.02, 5).values(), metric, 5);
      int kMax = size / 10;
      for (KSelectionOptions options :
          List.of(KSelectionOptions.quick(1, kMax, 1), KSelectionOptions.of(1, kMax, 1))) {
        Timed<KSelection> timed = Timed.median(() -> KSelection.of(micro, metric, options));
        System.out.printf(
            "  %3d micro-clusters, k = 1..%2d, %d trials, %2d references  %7.1f ms  elbow %s, silhouette %s,"
                + " gap %s%n",
            size,
            kMax,
            options.lloyd().trials(),
            options.references(),
            timed.seconds * 1e3,
            timed.value.elbowK(),
            timed.value.silhouetteK(),
            timed.value.gapK());
      }
    }
  }

  /** Memory is all that is allocated on the way, garbage included: more than is ever in use. */
  private static boolean silhouette() {
    System.out.println("exact silhouette, 16 features, 10 groups");
    double[] perRow = new double[3];
    for (int i = 0; i < perRow.length; i++) {
      int n = 10_000 << i;
      Rows rows = Recipes.blobs(n, D, 10, 0, 7);
      Metric metric = Metric.plain(D);
      Timed<Double> timed =
          Timed.medianOnTheWall(() -> Silhouette.mean(rows.values(), rows.labels(), metric));
      long before = allocated();
      double mean = Silhouette.mean(rows.values(), rows.labels(), metric);
      perRow[i] = (double) (allocated() - before) / n;
      System.out.printf(
          "  %,6d rows  %6.2f s  %5.1f MB allocated (%3.0f bytes a row; all distances would be"
              + " %,.0f MB)  mean %.12f%n",
          n, timed.seconds, perRow[i] * n / 1e6, perRow[i], 8e-6 * n * n, mean);
    }
    return perRow[2] <= 1.1 * perRow[0];
  }

  private static long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds())).sum();
  }

  /** A result, and how many seconds the processor worked on it, or the clock showed. */
  private record Timed<T>(T value, double seconds) {

    /** By this thread's processor time, which neighbours change less than the clock. */
    static <T> Timed<T> once(Supplier<T> run) {
      return once(run, ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    }

    private static <T> Timed<T> once(Supplier<T> run, LongSupplier clock) {
      long start = clock.getAsLong();
      T value = run.get();
      return new Timed<>(value, (clock.getAsLong() - start) / 1e9);
    }

    /** The same after a run that is not counted. */
    static <T> Timed<T> median(Supplier<T> run) {
      return median(run, ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    }

    /** By the clock: for what runs on all cores. */
    static <T> Timed<T> medianOnTheWall(Supplier<T> run) {
      return median(run, System::nanoTime);
    }

    private static <T> Timed<T> median(Supplier<T> run, LongSupplier clock) {
      T value = run.get();
      double[] seconds = new double[REPEATS];
      for (int i = 0; i < REPEATS; i++) {
        seconds[i] = once(run, clock).seconds;
      }
      Arrays.sort(seconds);
      return new Timed<>(value, seconds[REPEATS / 2]);
    }
  }
}
