package dev.scurry.cli;

import dev.scurry.job.daily.DailyPlan;
import dev.scurry.job.daily.DayFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** Looks at the days' input now and then, and runs those that are due. */
final class DayWatch {

  private final DailyPlan plan;
  private final WatchRules rules;
  private final Duration every;
  private final DayRuns runs;
  private final Progress progress;
  private final Interruption interruption;

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

  private void look() throws InterruptedException {
    try {
      for (String day : days()) {
        DayFiles files = DayFiles.of(plan.request(day));
        if (isDue(files)) {
          run(files);
        }
      }
    } catch (IOException e) {
      stopIfInterrupted();
      progress.step("The input can't be listed: " + Failures.rootMessage(e));
    }
  }

  private Collection<String> days() throws IOException {
    return plan.days().isEmpty() ? DayFiles.days(plan.model()) : plan.days();
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
