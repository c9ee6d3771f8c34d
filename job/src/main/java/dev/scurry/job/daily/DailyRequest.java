package dev.scurry.job.daily;

import dev.scurry.job.config.Settings;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Which day to cluster, of what, and how.
 *
 * @param root {@code s3://bucket} or {@code file:///folder}
 * @param day the name of the folder behind {@code day=}: UTC, {@code YYYY-MM-DD}, where the day has
 *     features, else any that {@link #isDay}
 * @param source of the distances
 * @param parameters of the algorithm
 * @param integerKeys keys are whole numbers, so that {@code 007} and {@code 7} are one; only of
 *     distances that are given
 * @param allowPartial take whatever parts are there where the day has no manifest
 * @param distancesFolder below the root
 * @param clustersFolder below the root
 */
public record DailyRequest(
    String root,
    String day,
    DaySource source,
    DensityParameters parameters,
    boolean integerKeys,
    boolean allowPartial,
    String distancesFolder,
    String clustersFolder)
    implements Serializable {

  public static final String DISTANCES = "distances";
  public static final String CLUSTERS = "clusters";

  public DailyRequest {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(parameters, "parameters");
    if (root == null || root.isBlank()) {
      throw new IllegalArgumentException("the daily job needs a root");
    }
    if (!isDay(day)) {
      throw new IllegalArgumentException("'" + day + "' can't be the name of a day");
    }
  }

  /** DBSCAN by its defaults, strings as keys, the usual folders. */
  public static DailyRequest of(String root, String day) {
    return new DailyRequest(
        root,
        day,
        DaySource.AUTO,
        DensityParameters.dbscan(DensityParameters.EPS, DensityParameters.MIN_SAMPLES),
        false,
        false,
        DISTANCES,
        CLUSTERS);
  }

  /** The same with DBSCAN's parameters of the settings. */
  public static DailyRequest of(String root, String day, Settings.Daily settings) {
    return of(root, day)
        .withParameters(DensityParameters.dbscan(settings.eps(), settings.minSamples()));
  }

  /** Whether it can be a folder's name: no slash, no control character, not blank, no dots only. */
  public static boolean isDay(String text) {
    return text != null
        && !text.isBlank()
        && text.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))
        && !text.equals(".")
        && !text.equals("..");
  }

  public DailyRequest withDay(String other) {
    return new DailyRequest(
        root,
        other,
        source,
        parameters,
        integerKeys,
        allowPartial,
        distancesFolder,
        clustersFolder);
  }

  public DailyRequest withSource(DaySource other) {
    return new DailyRequest(
        root, day, other, parameters, integerKeys, allowPartial, distancesFolder, clustersFolder);
  }

  public DailyRequest withParameters(DensityParameters other) {
    return new DailyRequest(
        root, day, source, other, integerKeys, allowPartial, distancesFolder, clustersFolder);
  }

  public DailyRequest withIntegerKeys(boolean integers) {
    return new DailyRequest(
        root, day, source, parameters, integers, allowPartial, distancesFolder, clustersFolder);
  }

  public DailyRequest withAllowPartial(boolean allow) {
    return new DailyRequest(
        root, day, source, parameters, integerKeys, allow, distancesFolder, clustersFolder);
  }

  public DailyRequest withFolders(String distances, String clusters) {
    return new DailyRequest(
        root, day, source, parameters, integerKeys, allowPartial, distances, clusters);
  }

  /**
   * The day as a date, as features have it.
   *
   * @throws UnusableDayException if it is none
   */
  LocalDate date() {
    try {
      return LocalDate.parse(day);
    } catch (DateTimeException e) {
      throw new UnusableDayException(
          "the day of features is a date such as 2026-01-31, not '" + day + "'", e);
    }
  }
}
