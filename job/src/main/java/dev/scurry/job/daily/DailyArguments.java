package dev.scurry.job.daily;

import dev.scurry.job.JobArguments;
import dev.scurry.job.config.BadSettingsException;
import dev.scurry.job.config.Settings;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Option;

/** The arguments of the daily job's main. */
final class DailyArguments extends JobArguments {

  @Option(
      names = "--root",
      paramLabel = "URI",
      description = "Where the day's features are; snapshot.root if it is not given.")
  private String root;

  @Option(
      names = "--day",
      required = true,
      paramLabel = "YYYY-MM-DD",
      description = "The day in UTC, or yesterday.")
  private String day;

  @Option(
      names = "--output-folder",
      paramLabel = "FOLDER",
      defaultValue = DailyRequest.CLUSTERS,
      description = "Folder of the clusters, below the root.")
  private String outputFolder;

  @Option(
      names = "--allow-partial",
      description = "Take the parts that are there where the day is not complete.")
  private boolean allowPartial;

  /**
   * @param today in UTC, which says what yesterday is
   * @throws BadSettingsException if there is no root or the day is none
   */
  DailyRequest request(Settings settings, LocalDate today) {
    String where = root == null ? settings.snapshot().root() : root;
    if (where.isBlank()) {
      throw new BadSettingsException(List.of("--root or snapshot.root must say where the day is"));
    }
    return DailyRequest.of(where, day(today).toString(), settings.daily())
        .withAllowPartial(allowPartial)
        .withFolders(DailyRequest.DISTANCES, outputFolder);
  }

  private LocalDate day(LocalDate today) {
    if (day.equals("yesterday")) {
      return today.minusDays(1);
    }
    try {
      return LocalDate.parse(day);
    } catch (DateTimeException e) {
      throw new BadSettingsException(
          List.of("--day must be YYYY-MM-DD or yesterday, not '" + day + "'"));
    }
  }
}
