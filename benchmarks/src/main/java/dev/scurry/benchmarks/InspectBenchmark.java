package dev.scurry.benchmarks;

import dev.scurry.clustering.inspect.Inspection;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Inspection: its time beside that of computing every distance once, which no exact way can do
 * without; and the heap in which it gets by, in a JVM of its own with that limit.
 */
public final class InspectBenchmark {

  private static final int REPEATS = 3;

  private InspectBenchmark() {}

  /** Argument: the seed of the data; 7 when there is none. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 3) {
      inspect(rows(number(arguments[0]), number(arguments[1]), number(arguments[2])));
      return;
    }
    int seed = arguments.length == 0 ? 7 : number(arguments[0]);
    System.out.println("inspection of blobs with 2 % outliers, one thread, CPU time");
    boolean linear = true;
    for (int[] shape : new int[][] {{10_000, 2}, {20_000, 2}, {40_000, 2}, {20_000, 16}}) {
      time(shape[0], shape[1], seed);
      linear &= fits(shape[0], shape[1], seed);
    }
    System.out.printf(
        "bar: memory O(n), 8 MB + n (200 + 24 d) bytes, the points themselves counted: %s%n",
        linear ? "holds" : "MISSED");
  }

  private static void time(int n, int d, int seed) {
    Rows rows = rows(n, d, seed);
    double[] passes = new double[REPEATS];
    double[] inspections = new double[REPEATS];
    double sum = 0;
    for (int i = 0; i < REPEATS; i++) {
      double[] total = {0};
      passes[i] = milliseconds(() -> total[0] = everyDistance(rows.values(), d));
      inspections[i] = milliseconds(() -> inspect(rows));
      sum += total[0];
    }
    double pass = median(passes);
    double inspection = median(inspections);
    System.out.printf(
        "  %,7d x %-3d  %8.0f ms;  every distance once %8.0f ms;  ratio %5.2f%s%n",
        n, d, inspection, pass, inspection / pass, sum > 0 ? "" : " (no distances)");
  }

  /** The sum of all distances, so that none is left out. */
  private static double everyDistance(double[] points, int d) {
    int n = points.length / d;
    double total = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double sum = 0;
        for (int f = 0; f < d; f++) {
          double difference = points[i * d + f] - points[j * d + f];
          sum += difference * difference;
        }
        total += Math.sqrt(sum);
      }
    }
    return total;
  }

  private static double inspect(Rows rows) {
    return Inspection.of(rows.values(), rows.dimensions()).outliers().length;
  }

  private static boolean fits(int n, int d, int seed) throws IOException, InterruptedException {
    long limit = (8L << 20) + n * (200L + 24L * d);
    int exit =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx" + limit / 1024 + "k",
                    "-cp",
                    System.getProperty("java.class.path"),
                    InspectBenchmark.class.getName(),
                    String.valueOf(n),
                    String.valueOf(d),
                    String.valueOf(seed)))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    System.out.printf(
        "  %,7d x %-3d  in %6.1f MB of heap: %s;  the square of distances alone %,7.0f MB%n",
        n, d, limit / 1e6, exit == 0 ? "yes" : "NO", 8e-6 * n * n);
    return exit == 0;
  }

  private static Rows rows(int n, int d, int seed) {
    return Recipes.blobs(n, d, 10, 0.02, seed);
  }

  /** Of the processor, whatever else the machine does. */
  private static double milliseconds(DoubleSupplier work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    if (Double.isNaN(work.getAsDouble())) {
      throw new IllegalStateException();
    }
    return (threads.getCurrentThreadCpuTime() - start) / 1e6;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
