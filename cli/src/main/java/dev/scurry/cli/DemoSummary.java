package dev.scurry.cli;

import dev.scurry.job.daily.DailyResult;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.Tally;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/**
 * What a person reads at the end of a demo.
 *
 * @param asked what the generator has sent
 * @param personas persona of every user
 */
record DemoSummary(
    Tally tally,
    Segments segments,
    ClusterModel model,
    Map<String, String> personas,
    double ari,
    DailyResult daily,
    Path folder,
    double seconds) {

  void print(PrintWriter out) {
    out.println();
    printEvents(out);
    printSegments(out);
    printDay(out);
    out.printf("%nFiles    %s%n", folder);
    out.println(
        "         personas.csv, assignments.jsonl, s3/scurry/{models,features,clusters,reports}");
    out.printf(Locale.ROOT, "Time     %.0f s in all%n%n", seconds);
    out.flush();
  }

  private void printEvents(PrintWriter out) {
    line(out, "Events", "%,12d in", tally.in());
    line(out, "", "%,12d in the features of %,d users", tally.eventsInFeatures(), tally.users());
    line(out, "", "%,12d dead letters%s", tally.deadTotal(), reasons(tally.dead()));
    line(out, "", "%,12d late%s", tally.lateTotal(), "");
    long sum = tally.eventsInFeatures() + tally.deadTotal() + tally.lateTotal();
    line(out, "", "%,12d together: %s", sum, sum == tally.in() ? "nothing is lost" : "DIFFERS");
  }

  private void printSegments(PrintWriter out) {
    out.println();
    Map<Long, Integer> sizes = segments.sizes();
    Map<Long, String> leading = segments.leadingPersonas(personas);
    line(
        out,
        "Segments",
        "%d in model %d, trained through %s",
        model.k(),
        model.version(),
        model.trainedThrough());
    line(
        out,
        "",
        "  id   users  mostly                what marks it (distance from the mean, in std)");
    SegmentProfile.of(model).stream()
        .sorted(Comparator.comparingInt(profile -> -sizes.getOrDefault(profile.cluster(), 0)))
        .forEach(
            profile ->
                line(
                    out,
                    "",
                    "%4d  %,6d  %-20s  %s",
                    profile.cluster(),
                    sizes.getOrDefault(profile.cluster(), 0),
                    leading.getOrDefault(profile.cluster(), "-"),
                    profile.marked()));
    sizes.forEach(
        (cluster, users) -> {
          if (!contains(model.clusterIds(), cluster)) {
            line(out, "", "%4d  %,6d  %-20s  died", cluster, users, leading.get(cluster));
          }
        });
    line(
        out,
        "",
        "agreement with the personas: adjusted Rand index %.3f over %,d users",
        ari,
        segments.users());
  }

  private void printDay(PrintWriter out) {
    out.println();
    line(
        out,
        "Day",
        "%s by density: %,d clusters, %,d users in them, %,d noise",
        daily.day(),
        daily.clusters(),
        daily.clusteredKeys(),
        daily.noise());
  }

  private static boolean contains(long[] ids, long id) {
    for (long one : ids) {
      if (one == id) {
        return true;
      }
    }
    return false;
  }

  private static String reasons(Map<String, Long> counts) {
    return counts.isEmpty() ? "" : "  " + counts.toString().replace("=", " ");
  }

  private static void line(PrintWriter out, String head, String format, Object... values) {
    out.printf("%-9s", head);
    out.printf(Locale.ROOT, format, values);
    out.println();
  }
}
