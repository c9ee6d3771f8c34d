package dev.scurry.job.daily;

import dev.scurry.job.JobArguments;
import dev.scurry.job.config.BadSettingsException;
import dev.scurry.job.config.Settings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** The arguments of the daily job's main. */
final class DailyArguments extends JobArguments {

  @Mixin private DailyOptions options;

  /**
   * @param environment of the process
   * @param today in UTC, which says what yesterday is
   * @throws BadSettingsException if there is no root, or not one day
   */
  DailyRequest request(Settings settings, Map<String, String> environment, LocalDate today) {
    DailyPlan plan = options.plan(settings, environment, today, true);
    if (plan.days().size() > 1) {
      throw new BadSettingsException(
          List.of("a job on a cluster runs one day; scurry daily runs several"));
    }
    return plan.request(plan.days().get(0));
  }
}
