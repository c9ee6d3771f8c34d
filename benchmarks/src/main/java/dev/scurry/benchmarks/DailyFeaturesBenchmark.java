package dev.scurry.benchmarks;

import dev.scurry.job.daily.DayPhases;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code scurry daily} over a day of features: from the start of the JVM to the clusters, how many
 * pairs were compared of those there are, and peak resident memory; then what each phase costs.
 *
 * <pre>
 * benchmarks/run DailyFeaturesBenchmark [USERS [EPS]]
 * </pre>
 */
public final class DailyFeaturesBenchmark {

  private static final long SEED = 31;
  private static final double MOST_COMPARED = 0.2;

  private final int users;
  private final String eps;
  private final Path folder;

  private DailyFeaturesBenchmark(int users, String eps) throws IOException {
    this.users = users;
    this.eps = eps;
    this.folder = Files.createTempDirectory("daily-features");
  }

  /** See above. */
  public static void main(String[] arguments) throws Exception {
    int users = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    String eps = arguments.length > 1 ? arguments[1] : "0.5";
    new DailyFeaturesBenchmark(users, eps).run();
  }

  private void run() throws Exception {
    String root = folder.toUri().toString();
    PersonaDay.make(root, users, SEED);
    ChildRun.of(List.of(scurry(), "--version")); // it builds itself if need be
    ChildRun run =
        ChildRun.of(
            List.of(
                scurry(),
                "daily",
                "--root",
                root,
                "--day",
                PersonaDay.DAY,
                "--parallelism",
                "2",
                "-D",
                "daily.eps=" + eps));
    System.out.println("  " + run.lastLine());
    double possible = users * (users - 1.0) / 2;
    double compared = number("pairs-compared", run.lastLine());
    System.out.printf("  from JVM to clusters      %8.2f s%n", run.seconds());
    System.out.printf(
        "  compared                  %,.0f of %,.0f pairs (%.2f %%)%n",
        compared, possible, 100 * compared / possible);
    System.out.printf("  peak resident memory      %8.1f MB%n", run.peakBytes() / 1e6);
    new DayPhases(root, PersonaDay.DAY, Double.parseDouble(eps)).run(folder);
    System.out.printf(
        "bar: at most a fifth of the pairs compared: %s%n",
        compared <= MOST_COMPARED * possible ? "holds" : "MISSED");
  }

  /** Beside the module that this class was built in. */
  private static String scurry() throws URISyntaxException {
    Path jar =
        Path.of(
            DailyFeaturesBenchmark.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    return jar.resolve("../../../../scurry").normalize().toString();
  }

  private static double number(String name, String line) {
    Matcher found = Pattern.compile('"' + name + "\":([0-9.]+)").matcher(line);
    if (!found.find()) {
      throw new IllegalStateException("no " + name + " in " + line);
    }
    return Double.parseDouble(found.group(1));
  }
}
