package dev.scurry.cli;

import dev.scurry.job.daily.DailyPlan;
import dev.scurry.job.daily.DailyRequest;
import dev.scurry.job.daily.DailyResult;
import dev.scurry.job.daily.DayFiles;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Runs days, one after the other; what came of each is a line of JSON. */
final class DayRuns {

  private final DailyPlan plan;
  private final DayJob job;
  private final PrintWriter out;
  private final Progress progress;

  private final Set<String> done = new LinkedHashSet<>();
  private final Set<String> failed = new LinkedHashSet<>();
  private final List<String> without = new ArrayList<>();
  private long clusters;
  private long clusteredKeys;

  DayRuns(DailyPlan plan, DayJob job, PrintWriter out, Progress progress) {
    this.plan = plan;
    this.job = job;
    this.out = out;
    this.progress = progress;
  }

  /** The job over one day. */
  interface DayJob {
    DailyResult run(DailyRequest request) throws Exception;
  }

  /** One day, whose failure is the caller's. */
  void one(String day) throws Exception {
    progress.step("Clustering " + day + " of " + plan.model().root());
    DailyResult result = job.run(plan.request(day));
    failed.remove(day);
    done.add(day);
    clusters += result.clusters();
    clusteredKeys += result.clusteredKeys();
    json(result).print(out);
  }

  /**
   * All days of the plan; those that have no input are passed over, and the last line sums up.
   *
   * @throws CommandFailedException if one failed, after all the others
   */
  void all(boolean stopOnFailure) {
    for (String day : plan.days()) {
      attempt(day);
      if (stopOnFailure && !failed.isEmpty()) {
        break;
      }
    }
    printSum();
    if (!failed.isEmpty()) {
      throw new CommandFailedException(
          "%d of %d days failed: %s"
              .formatted(failed.size(), plan.days().size(), String.join(", ", failed)));
    }
  }

  private void attempt(String day) {
    try {
      if (plan.model().allowPartial() || DayFiles.isInput(plan.request(day))) {
        one(day);
      } else {
        progress.step(day + ": no input");
        without.add(day);
      }
    } catch (Exception e) {
      tellFailure(day, e, "");
    }
  }

  /** Says on both streams that a day failed. */
  void tellFailure(String day, Exception failure, String whatNow) {
    String problem = Failures.rootMessage(failure);
    done.remove(day);
    failed.add(day);
    progress.step(day + " failed: " + problem + whatNow);
    new JsonLine().with("day", day).with("success", false).with("problem", problem).print(out);
  }

  void printSum() {
    new JsonLine()
        .with("days", done.size() + failed.size() + without.size())
        .with("success", failed.isEmpty())
        .with("done", done)
        .with("failed", failed)
        .with("without-input", without)
        .with("clusters", clusters)
        .with("clustered-keys", clusteredKeys)
        .print(out);
  }

  private static JsonLine json(DailyResult result) {
    return new JsonLine()
        .with("day", result.day())
        .with("success", result.success())
        .with("clusters", result.clusters())
        .with("clustered-keys", result.clusteredKeys())
        .with("noise", result.noise())
        .with("users", result.users())
        .with("rejected", result.rejected())
        .with("pairs-within-eps", result.pairsWithinEps())
        .with("pairs-compared", result.pairsCompared())
        .with("report", result.report());
  }
}
