package dev.scurry.job.daily;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Which day to cluster.
 *
 * @param root {@code s3://bucket} or {@code file:///folder}
 * @param day UTC
 * @param allowPartial take whatever parts are there where the day has no manifest
 * @param distancesFolder below the root
 * @param clustersFolder below the root
 */
public record DailyRequest(
    String root, LocalDate day, boolean allowPartial, String distancesFolder, String clustersFolder)
    implements Serializable {

  public static final String DISTANCES = "distances";
  public static final String CLUSTERS = "clusters";

  public DailyRequest {
    Objects.requireNonNull(day, "day");
    if (root == null || root.isBlank()) {
      throw new IllegalArgumentException("the daily job needs a root");
    }
  }

  public static DailyRequest of(String root, LocalDate day) {
    return new DailyRequest(root, day, false, DISTANCES, CLUSTERS);
  }
}
