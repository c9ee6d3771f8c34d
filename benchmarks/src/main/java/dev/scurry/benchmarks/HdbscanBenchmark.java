package dev.scurry.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.scurry.clustering.AdjustedRand;
import dev.scurry.clustering.density.Hdbscan;
import dev.scurry.clustering.density.HdbscanOptions;
import dev.scurry.clustering.density.HdbscanResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;

/**
 * HDBSCAN beside Tribuo's in the same run, both on one thread: time on 10,000 x 2, growth to
 * 100,000 x 2, memory, and whether the partitions agree.
 */
public final class HdbscanBenchmark {

  private static final HdbscanOptions OPTIONS = HdbscanOptions.of(25, 12);
  private static final int WARM_UP = 15;
  private static final int REPEATS = 9;
  private static final int RIVAL_REPEATS = 3;
  private static final int LISTED = 20;

  private HdbscanBenchmark() {}

  /** Argument: the seed of the data; 5 when there is none. */
  public static void main(String[] arguments) {
    Logger.getLogger("org.tribuo").setLevel(Level.WARNING);
    long seed = arguments.length == 0 ? 5 : Long.parseLong(arguments[0]);
    boolean agrees = agreement();
    Rows small = Moons.of(10_000, seed);
    Rows large = Moons.of(100_000, seed);
    for (int i = 0; i < WARM_UP; i++) {
      ours(small, OPTIONS);
      ours(large, OPTIONS);
    }
    double smallTime = median(REPEATS, () -> ours(small, OPTIONS));
    double largeTime = median(REPEATS, () -> ours(large, OPTIONS));
    double rivalTime = rival(small);
    boolean fast = rivalTime / smallTime >= 8;
    boolean grows = largeTime / smallTime <= 15;
    System.out.printf("  ours               10,000 x 2  %8.1f ms%n", smallTime);
    System.out.printf("  ours              100,000 x 2  %8.1f ms%n", largeTime);
    System.out.printf("  ratio to Tribuo's fastest      %8.1f%n", rivalTime / smallTime);
    System.out.printf("  100,000 to 10,000              %8.1f%n", largeTime / smallTime);
    boolean linear = memory(small, large);
    bar("10,000 x 2 at least 8 x as fast as Tribuo", fast);
    bar("100,000 x 2 in at most 15 x the time of 10,000", grows);
    bar("memory O(n)", linear);
    bar("ARI >= 0.999 against Tribuo on all sets", agrees);
  }

  private static void bar(String what, boolean holds) {
    System.out.printf("bar: %s: %s%n", what, holds ? "holds" : "MISSED");
  }

  private static HdbscanResult ours(Rows rows, HdbscanOptions options) {
    return Hdbscan.ofPoints(rows.values(), rows.dimensions(), options);
  }

  /** The faster of its two ways to find neighbours. */
  private static double rival(Rows rows) {
    TribuoHdbscan tribuo = new TribuoHdbscan(rows);
    double fastest = Double.POSITIVE_INFINITY;
    for (NeighboursQueryFactoryType neighbours : NeighboursQueryFactoryType.values()) {
      tribuo.fit(OPTIONS.minClusterSize(), OPTIONS.minSamples(), neighbours);
      double time =
          median(
              RIVAL_REPEATS,
              () -> tribuo.fit(OPTIONS.minClusterSize(), OPTIONS.minSamples(), neighbours));
      System.out.printf("  Tribuo %-11s 10,000 x 2  %8.1f ms%n", neighbours, time);
      fastest = Math.min(fastest, time);
    }
    return fastest;
  }

  private static double median(int repeats, Supplier<?> work) {
    double[] times = new double[repeats];
    for (int i = 0; i < repeats; i++) {
      long start = System.nanoTime();
      if (work.get() == null) {
        throw new IllegalStateException();
      }
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(times);
    return times[repeats / 2];
  }

  /** What is allocated in all, of which what is held at any time is a part. */
  private static boolean memory(Rows small, Rows large) {
    double perPointSmall = allocated(small) / (double) small.count();
    double perPointLarge = allocated(large) / (double) large.count();
    System.out.printf("  allocated,  10,000 x 2         %8.0f bytes a point%n", perPointSmall);
    System.out.printf("  allocated, 100,000 x 2         %8.0f bytes a point%n", perPointLarge);
    System.out.printf("  peak heap, 100,000 x 2         %8.1f MB%n", peakBytes(large) / 1e6);
    return perPointLarge <= 1.1 * perPointSmall;
  }

  private static long allocated(Rows rows) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    ours(rows, OPTIONS);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** What the heap holds at most while it runs, over what it held before. */
  private static long peakBytes(Rows rows) {
    System.gc();
    long before = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        pool.resetPeakUsage();
        before += pool.getUsage().getUsed();
      }
    }
    ours(rows, OPTIONS);
    long peak = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      peak += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }
    return peak - before;
  }

  private static boolean agreement() {
    System.out.println("partition against Tribuo's, noise as one part");
    System.out.println(
        "  set                      n x d   size   k  clusters  noise  tied     ARI");
    boolean agrees = compare("hdbscan-py", read("clusterable_data.csv"), 15, 5);
    agrees &= compare("hdbscan-py", read("clusterable_data.csv"), 25, 12);
    agrees &= compare("tribuo", read("basic-gaussians.csv"), 7, 7);
    agrees &= compare("tribuo", read("basic-gaussians.csv"), 25, 12);
    for (int seed = 1; seed <= 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int size = random.nextInt(5, 40);
      int k = random.nextInt(2, 20);
      int n = random.nextInt(500, 2500);
      boolean grid = seed % 4 == 0;
      Rows rows =
          seed % 2 == 0
              ? Moons.of(n, seed)
              : Recipes.blobs(n, random.nextInt(2, 9), random.nextInt(3, 12), 0.1, seed);
      String name = (seed % 2 == 0 ? "moons" : "blobs") + (grid ? " on a grid " : " ") + seed;
      agrees &= compare(name, grid ? rounded(rows) : rows, size, k);
    }
    return agrees;
  }

  /** Where labels differ the points are listed. */
  private static boolean compare(String name, Rows rows, int minClusterSize, int k) {
    HdbscanOptions options = HdbscanOptions.of(minClusterSize, k);
    HdbscanResult result = ours(rows, options);
    long[] ours = Arrays.stream(result.labels()).asLongStream().toArray();
    long[] theirs =
        TribuoHdbscan.labels(
            new TribuoHdbscan(rows).fit(minClusterSize, k, NeighboursQueryFactoryType.BRUTE_FORCE));
    double agreement = AdjustedRand.of(ours, theirs);
    int[] tied = tied(rows, k);
    System.out.printf(
        "  %-20s %6d x %d  %5d  %2d  %8d  %5d  %4d  %.5f  %s%n",
        name,
        rows.count(),
        rows.dimensions(),
        minClusterSize,
        k,
        result.clusters(),
        Arrays.stream(ours).filter(label -> label < 0).count(),
        tied.length,
        agreement,
        differing(ours, theirs));
    list(tied);
    return agreement >= 0.999;
  }

  /** Our labels of the points that Tribuo puts with others than most of their cluster. */
  private static List<String> differing(long[] ours, long[] theirs) {
    Map<Long, Map<Long, Long>> counts = new TreeMap<>();
    for (int i = 0; i < ours.length; i++) {
      counts.computeIfAbsent(ours[i], label -> new TreeMap<>()).merge(theirs[i], 1L, Long::sum);
    }
    List<String> points = new ArrayList<>();
    for (int i = 0; i < ours.length; i++) {
      Map<Long, Long> mates = counts.get(ours[i]);
      if (mates.get(theirs[i]) < Collections.max(mates.values())) {
        points.add(i + ":" + ours[i]);
      }
    }
    return points;
  }

  /** The points whose k-th neighbour is as far as the next: which one is it? */
  private static int[] tied(Rows rows, int k) {
    int[] tied = new int[rows.count()];
    int count = 0;
    double[] squares = new double[rows.count()];
    for (int i = 0; i < rows.count(); i++) {
      for (int j = 0; j < rows.count(); j++) {
        squares[j] = 0;
        for (int f = 0; f < rows.dimensions(); f++) {
          double difference =
              rows.values()[i * rows.dimensions() + f] - rows.values()[j * rows.dimensions() + f];
          squares[j] += difference * difference;
        }
      }
      Arrays.sort(squares);
      if (squares[k - 1] == squares[k]) {
        tied[count++] = i;
      }
    }
    return Arrays.copyOf(tied, count);
  }

  private static void list(int[] tied) {
    if (tied.length > 0) {
      int more = Math.max(0, tied.length - LISTED);
      System.out.println(
          "      tied: "
              + Arrays.stream(tied)
                  .limit(LISTED)
                  .mapToObj(Integer::toString)
                  .collect(Collectors.joining(" "))
              + (more > 0 ? " and " + more + " more" : ""));
    }
  }

  private static Rows rounded(Rows rows) {
    double[] values = new double[rows.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.rint(rows.values()[i] * 4) / 4;
    }
    return new Rows(values, rows.dimensions(), rows.labels());
  }

  private static Rows read(String name) {
    List<double[]> rows = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                HdbscanBenchmark.class.getResourceAsStream("/clustering/" + name),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!Character.isLetter(line.charAt(0))) {
          rows.add(Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    double[] values = rows.stream().flatMapToDouble(Arrays::stream).toArray();
    return new Rows(values, rows.get(0).length, new int[rows.size()]);
  }
}
