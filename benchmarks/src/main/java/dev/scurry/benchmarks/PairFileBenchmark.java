package dev.scurry.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code scurry dbscan} on a file of pairs beside {@code zcat FILE | wc -l}, by turns: time from
 * the start of the JVM to the written labels, and peak resident memory.
 *
 * <pre>
 * benchmarks/run PairFileBenchmark FOLDER                             makes pairs10000.csv.gz there, 0.4 GB
 * benchmarks/run PairFileBenchmark FILE EPS MIN_SAMPLES [EXPECTED]    EXPECTED: key,label a line
 * </pre>
 */
public final class PairFileBenchmark {

  private static final int POINTS = 10_000;
  private static final long SEED = 5;
  private static final int REPEATS = 3;
  private static final double MOST_OF_ZCAT = 1.5;
  private static final long MOST_MEMORY = 400_000_000;

  private final Path file;
  private final String eps;
  private final String minSamples;
  private final Path output;

  private PairFileBenchmark(Path file, String eps, String minSamples) throws IOException {
    this.file = file;
    this.eps = eps;
    this.minSamples = minSamples;
    this.output = Files.createTempFile("clusters", ".csv");
  }

  /** See above. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 1) {
      Path file = Files.createDirectories(Path.of(arguments[0])).resolve("pairs10000.csv.gz");
      PairFileRecipe.make(file, POINTS, SEED);
      new PairFileBenchmark(file, "0.35", "12").run(null);
    } else if (arguments.length == 3 || arguments.length == 4) {
      new PairFileBenchmark(Path.of(arguments[0]), arguments[1], arguments[2])
          .run(arguments.length == 4 ? Path.of(arguments[3]) : null);
    } else {
      System.err.println("usage: PairFileBenchmark FOLDER | FILE EPS MIN_SAMPLES [EXPECTED]");
      System.exit(2);
    }
  }

  private void run(Path expected) throws Exception {
    List<String> zcat = List.of("sh", "-c", "zcat '" + file + "' | wc -l");
    ChildRun.of(List.of(scurry(), "--version")); // it builds itself if need be
    ChildRun.of(zcat); // and the file lies in the cache
    double[] base = new double[REPEATS];
    double[] ours = new double[REPEATS];
    double[] inside = new double[REPEATS];
    String lastLine = "";
    long memory = 0;
    for (int i = 0; i < REPEATS; i++) {
      base[i] = ChildRun.of(zcat).seconds();
      ChildRun run = ChildRun.of(command());
      ours[i] = run.seconds();
      lastLine = run.lastLine();
      inside[i] = number("seconds", lastLine);
      memory = Math.max(memory, run.peakBytes());
      System.out.printf(
          "  run %d: zcat | wc -l %6.2f s, scurry dbscan %6.2f s%n", i + 1, base[i], ours[i]);
      System.out.println("  " + lastLine);
    }
    double ratio = median(ours) / median(base);
    System.out.printf(
        "  zcat FILE | wc -l              %8.2f s (median of %d)%n", median(base), REPEATS);
    System.out.printf("  scurry dbscan                  %8.2f s%n", median(ours));
    System.out.printf("    of which without the JVM     %8.2f s%n", median(inside));
    System.out.printf("  ratio to zcat                  %8.2f%n", ratio);
    System.out.printf("  peak resident memory           %8.1f MB%n", memory / 1e6);
    if (expected != null) {
      bar("labels equal those of " + expected, labelsEqual(expected));
    }
    if (number("points", lastLine) >= POINTS) {
      bar("within 1.5 x the time of zcat FILE | wc -l", ratio <= MOST_OF_ZCAT);
    } else {
      System.out.println("the bar of time is for 10,000 points or more: here the JVM starts");
    }
    bar("peak resident memory <= 400 MB", memory > 0 && memory <= MOST_MEMORY);
    Files.delete(output);
  }

  private List<String> command() throws URISyntaxException {
    return List.of(
        scurry(),
        "dbscan",
        "--input",
        file.toString(),
        "--eps",
        eps,
        "--min-samples",
        minSamples,
        "--output",
        output.toString());
  }

  /** Beside the module that this class was built in. */
  private static String scurry() throws URISyntaxException {
    Path jar =
        Path.of(
            PairFileBenchmark.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return jar.resolve("../../../../scurry").normalize().toString();
  }

  private boolean labelsEqual(Path expected) throws IOException {
    Map<String, String> labels = new HashMap<>();
    for (String row : Files.readAllLines(expected)) {
      String[] fields = row.split(",");
      labels.put(fields[0], fields[1]);
    }
    labels.remove("key");
    List<String> differing = new ArrayList<>();
    List<String> rows = Files.readAllLines(output);
    for (String row : rows.subList(1, rows.size())) {
      String[] fields = row.split(",");
      if (!fields[0].equals(labels.remove(fields[1]))) {
        differing.add(fields[1]);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "  labels: %d keys, %d differ, %d missing%n",
        rows.size() - 1,
        differing.size(),
        labels.size());
    return differing.isEmpty() && labels.isEmpty();
  }

  private static double number(String name, String line) {
    Matcher found = Pattern.compile('"' + name + "\":([0-9.]+)").matcher(line);
    if (!found.find()) {
      throw new IllegalStateException("no " + name + " in " + line);
    }
    return Double.parseDouble(found.group(1));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void bar(String what, boolean holds) {
    System.out.printf("bar: %s: %s%n", what, holds ? "holds" : "MISSED");
  }
}
