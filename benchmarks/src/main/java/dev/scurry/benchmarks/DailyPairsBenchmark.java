package dev.scurry.benchmarks;

import dev.scurry.embedded.EmbeddedS3;
import dev.scurry.embedded.FlinkJars;
import dev.scurry.embedded.StandaloneFlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.ClusterClient;

/**
 * The daily job on distances that are given, beside {@code zcat FILES | wc -l} on the same files,
 * by turns: time from the submission to a cluster that runs already to the job's end, and the peak
 * resident memory of the cluster's processes. One JobManager, one TaskManager with two slots, the
 * objects on the embedded S3 server.
 *
 * <pre>
 * benchmarks/run DailyPairsBenchmark FOLDER [POINTS...]   10000 and 14143 points: 50 and 100 million pairs
 * </pre>
 */
public final class DailyPairsBenchmark {

  private static final int FILES = 8;
  private static final int SLOTS = 2;
  private static final int REPEATS = 3;
  private static final long SEED = 5;
  private static final double MOST_OF_ZCAT = 2;
  private static final double MOST_OF_LINEAR = 1.15;
  private static final long MOST_MEMORY = 1_000_000_000;
  private static final String DAY = "2026-01-03";
  private static final String BUCKET = "pairs";
  private static final String MAIN = "dev.scurry.job.daily.DailyClusteringJob";

  private final EmbeddedS3 s3;
  private final Path folder;

  private DailyPairsBenchmark(EmbeddedS3 s3, Path folder) {
    this.s3 = s3;
    this.folder = folder;
  }

  /** See above. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      System.err.println("usage: DailyPairsBenchmark FOLDER [POINTS...]");
      System.exit(2);
    }
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int[] points =
        arguments.length == 1
            ? new int[] {10_000, 14_143}
            : Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
    try (EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("s3"))) {
      s3.createBucket(BUCKET);
      new DailyPairsBenchmark(s3, folder).run(points);
    }
  }

  private void run(int[] points) throws Exception {
    List<Measured> all = new ArrayList<>();
    for (int count : points) {
      List<Path> files = files(count);
      PairFileRecipe.make(files, count, SEED);
      all.add(measure(count, files));
    }
    Measured least = all.get(0);
    for (Measured measured : all.subList(1, all.size())) {
      double linear = measured.secondsAPair() / least.secondsAPair();
      System.out.printf(
          "%,d pairs: %.2f x the time a pair of %,d pairs%n",
          measured.pairs(), linear, least.pairs());
      bar("time linear", linear <= MOST_OF_LINEAR);
    }
  }

  /** A folder of its own for each size, as another day's. */
  private List<Path> files(int points) throws IOException {
    Path day = s3.bucketFolder(BUCKET).resolve(points + "/distances/day=" + DAY);
    Files.createDirectories(day);
    return IntStream.range(0, FILES)
        .mapToObj(file -> day.resolve("part-%d.csv.gz".formatted(file)))
        .toList();
  }

  private Measured measure(int points, List<Path> files) throws Exception {
    Map<String, String> properties = new HashMap<>(s3.flinkProperties());
    properties.put(
        "s3.change.detection.version.required", "false"); // files laid into a bucket have no etag
    Path cluster = Files.createTempDirectory(folder, "flink-");
    try (StandaloneFlink flink = StandaloneFlink.start(cluster, 1, SLOTS, properties)) {
      FlinkJars jars = flink.jars();
      String jar = jars.upload(jobJar());
      List<String> zcat =
          List.of("sh", "-c", "zcat " + files.get(0).getParent() + "/part-*.csv.gz | wc -l");
      ChildRun.of(zcat); // and the files lie in the cache
      double[] base = new double[REPEATS];
      double[] ours = new double[REPEATS];
      for (int i = 0; i < REPEATS; i++) {
        base[i] = ChildRun.of(zcat).seconds();
        ours[i] = run(flink, jars, jar, "s3://" + BUCKET + "/" + points);
        System.out.printf("  run %d: zcat | wc -l %6.2f s, daily %6.2f s%n", i, base[i], ours[i]);
      }
      return tell(points, median(base), median(ours));
    }
  }

  private static double run(StandaloneFlink flink, FlinkJars jars, String jar, String root)
      throws Exception {
    List<String> arguments =
        List.of(
            "--root",
            root,
            "--day",
            DAY,
            "--from",
            "distances",
            "--algorithm",
            "DBSCAN",
            "--hyper-params",
            "{\"eps\": 0.35, \"min_samples\": 12}");
    long start = System.nanoTime();
    JobID job = jars.run(jar, MAIN, arguments, SLOTS);
    try (ClusterClient<?> client = flink.client()) {
      client.requestJobResult(job).get().toJobExecutionResult(MAIN.getClass().getClassLoader());
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static Measured tell(int points, double base, double ours) {
    Measured measured = new Measured(points * (points - 1L) / 2, ours);
    long taskManager = peakBytes("TaskManagerRunner");
    long jobManager = peakBytes("StandaloneSessionClusterEntrypoint");
    System.out.printf("%,d points, %,d pairs, %d objects%n", points, measured.pairs(), FILES);
    System.out.printf("  zcat FILES | wc -l             %8.2f s (median of %d)%n", base, REPEATS);
    System.out.printf("  daily, submission to end       %8.2f s%n", ours);
    System.out.printf("  ratio to zcat                  %8.2f%n", ours / base);
    System.out.printf("  peak resident, TaskManager     %8.1f MB%n", taskManager / 1e6);
    System.out.printf("  peak resident, JobManager      %8.1f MB%n", jobManager / 1e6);
    bar("within 2 x the time of zcat FILES | wc -l", ours <= MOST_OF_ZCAT * base);
    bar("peak resident memory <= 1 GB", taskManager > 0 && taskManager <= MOST_MEMORY);
    return measured;
  }

  /** Of the child process that runs a class. */
  private static long peakBytes(String mainClass) {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(mainClass))
        .mapToLong(process -> ChildRun.peakBytes(process.pid()))
        .max()
        .orElse(0);
  }

  /** Beside the module that this class was built in. */
  private static Path jobJar() throws Exception {
    Path own =
        Path.of(
            DailyPairsBenchmark.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path target = own.resolve("../../../../job/target").normalize();
    try (Stream<Path> jars = Files.list(target)) {
      return jars.filter(jar -> jar.getFileName().toString().endsWith("-flink.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void bar(String what, boolean holds) {
    System.out.printf("bar: %s: %s%n", what, holds ? "holds" : "MISSED");
  }

  private record Measured(long pairs, double seconds) {
    double secondsAPair() {
      return seconds / pairs;
    }
  }
}
