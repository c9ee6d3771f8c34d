package dev.scurry.job.daily.report;

import dev.scurry.clustering.inspect.Inspection;
import dev.scurry.schema.DailyQuality;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Outliers and duplicates among the day's users. Who has the same features is asked of all; for the
 * rest everyone is compared with everyone, so of more than {@link #MOST} users a sample is looked
 * at.
 */
final class UserInspection {

  static final int MOST = 10_000;

  private UserInspection() {}

  /**
   * @param keys by rank
   * @param vectors of at least 2 users
   */
  static DailyQuality.Inspection of(String[] keys, UserVectors vectors) {
    String[] ids =
        Arrays.stream(vectors.ranks()).mapToObj(rank -> keys[rank]).toArray(String[]::new);
    UserSample sample = new UserSample(ids, MOST);
    int[] rows = IntStream.range(0, ids.length).filter(sample::has).toArray();
    int d = vectors.dimensions();
    double[] points = new double[rows.length * d];
    for (int at = 0; at < rows.length; at++) {
      System.arraycopy(vectors.coordinates(), rows[at] * d, points, at * d, d);
    }
    Inspection found = Inspection.of(points, d);
    return new DailyQuality.Inspection(
        rows.length,
        rows.length < vectors.users(),
        IdenticalUsers.of(keys, vectors.digests()),
        ids(found.outliers(), rows, ids),
        ids(found.potentialOutliers(), rows, ids),
        found.duplicates().stream().map(set -> ids(set, rows, ids)).toList(),
        found.nearDuplicates().stream().map(set -> ids(set, rows, ids)).toList());
  }

  private static List<String> ids(int[] places, int[] rows, String[] ids) {
    return Arrays.stream(places).mapToObj(place -> ids[rows[place]]).toList();
  }
}
