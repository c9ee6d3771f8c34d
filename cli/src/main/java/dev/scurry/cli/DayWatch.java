package dev.scurry.cli;

import dev.scurry.job.daily.DailyPlan;
import dev.scurry.job.daily.DayFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at the days' input now and then, and runs those that are due. */
final class DayWatch {

  private static final String ALL_DAYS = "";

  private final DailyPlan plan;
  private final WatchRules rules;
  private final Duration every;
  private final DayRuns runs;
  private final Progress progress;
  private final Interruption interruption;

  /** What was told last of a day that is still in trouble. */
  private final Map<String, String> troubles = new HashMap<>();

  /**
   * @param interruption of the thread that watches
   */
  DayWatch(
      DailyPlan plan,
      WatchRules rules,
      Duration every,
      DayRuns runs,
      Progress progress,
      Interruption interruption) {
    this.plan = plan;
    this.rules = rules;
    this.every = every;
    this.runs = runs;
    this.progress = progress;
    this.interruption = interruption;
  }

  /** Until the process is asked to end; a run that is under way then leaves the last result. */
  void untilStopped() {
    try {
      progress.step("Watching %s every %d s".formatted(plan.model().root(), every.toSeconds()));
      do {
        look();
      } while (!interruption.awaited(every));
    } catch (InterruptedException e) {
      progress.step("Stopped");
    }
    runs.printSum();
  }

  /** Once over all days; what is wrong with one does not keep the others from running. */
  void look() throws InterruptedException {
    for (String day : days()) {
      try {
        DayFiles files = DayFiles.of(plan.request(day));
        if (isDue(files)) {
          run(files);
        }
        troubles.remove(day);
      } catch (IOException | RuntimeException e) {
        stopIfInterrupted();
        tellOnce(day, day + " can't be looked at: " + Failures.rootMessage(e));
      }
    }
  }

  private Collection<String> days() throws InterruptedException {
    if (!plan.days().isEmpty()) {
      return plan.days();
    }
    try {
      Set<String> days = DayFiles.days(plan.model());
      troubles.remove(ALL_DAYS);
      return days;
    } catch (IOException | RuntimeException e) {
      stopIfInterrupted();
      tellOnce(ALL_DAYS, "The input can't be listed: " + Failures.rootMessage(e));
      return List.of();
    }
  }

  /** Not again at each look for as long as it stays the same. */
  private void tellOnce(String about, String trouble) {
    if (!trouble.equals(troubles.put(about, trouble))) {
      progress.step(trouble);
    }
  }

  private boolean isDue(DayFiles files) throws IOException {
    if (!rules.knows(files.day())) {
      rules.begin(files, files.isDone(plan.request(files.day())), Instant.now());
    }
    return rules.isDue(files, Instant.now());
  }

  private void run(DayFiles files) throws InterruptedException {
    try {
      runs.one(files.day());
      rules.succeeded(files);
    } catch (Exception e) {
      stopIfInterrupted();
      Duration wait = rules.failed(files, Instant.now());
      runs.tellFailure(
          files.day(),
          e,
          "; again when its input changes, or in %d min".formatted(wait.toMinutes()));
    }
  }

  /** A stop comes as an interruption, in whatever the thread was doing. */
  private void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted() || interruption.came()) {
      throw new InterruptedException();
    }
  }
}
