package dev.scurry.cli;

import dev.scurry.job.daily.DailyRequest;
import dev.scurry.job.daily.StorageRoot;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of every command for a day that is stored. */
final class StoredDayOptions {

  @Option(
      names = "--root",
      required = true,
      paramLabel = "URI",
      description = "Where the snapshots lie: a folder, or s3://bucket.")
  private String root;

  @Option(
      names = "--day",
      required = true,
      paramLabel = "DAY",
      converter = DayConverter.class,
      description = "The day, UTC: YYYY-MM-DD, today or yesterday.")
  private LocalDate day;

  @Option(
      names = "--input-folder",
      paramLabel = "NAME",
      defaultValue = DailyRequest.DISTANCES,
      description = "Folder of the distances below the root (default: ${DEFAULT-VALUE}).")
  private String inputFolder;

  @Option(
      names = "--output-folder",
      paramLabel = "NAME",
      defaultValue = DailyRequest.CLUSTERS,
      description = "Folder of the clusters below the root (default: ${DEFAULT-VALUE}).")
  private String outputFolder;

  LocalDate day() {
    return day;
  }

  /** The root as it was typed. */
  String root() {
    return root;
  }

  /** The root as a URI; a plain path is a folder of this machine. */
  String uri() {
    return StorageRoot.of(root);
  }

  DailyRequest request(LocalDate of, boolean allowPartial) {
    return DailyRequest.of(uri(), of.toString())
        .withAllowPartial(allowPartial)
        .withFolders(inputFolder, outputFolder);
  }

  /** Reads a day. */
  static final class DayConverter implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String text) {
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      try {
        return switch (text) {
          case "today" -> today;
          case "yesterday" -> today.minusDays(1);
          default -> LocalDate.parse(text);
        };
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("'" + text + "' is no day such as 2026-01-31");
      }
    }
  }
}
