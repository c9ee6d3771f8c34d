package dev.scurry.schema;

import java.util.List;
import java.util.Map;

/**
 * {@code reports/day=D/quality-*.json}: how good the day's clusters are, and its data. What needs
 * the users' features is null where there are none. Without a clock.
 *
 * @param day the name of its folder
 * @param clusteredUsers users in a cluster
 * @param noise users in none
 * @param rejected rows that were not used, by reason
 * @param segments by cluster
 * @param features what was judged by the users' features
 * @param agreement with the model of the stream
 * @param inspection users who are far from all others, or all but the same as another
 * @param missing why a part above is null, by its name; under {@code lineage} which earlier days
 *     segments could not be followed from
 */
public record DailyQuality(
    String day,
    long users,
    long clusters,
    long clusteredUsers,
    long noise,
    Map<String, Long> rejected,
    List<Segment> segments,
    Features features,
    Agreement agreement,
    Inspection inspection,
    Map<String, String> missing,
    int format) {

  /**
   * @param segment the id that it keeps from day to day
   * @param cluster its label of the day
   * @param share of all users
   * @param distance of its users from their mean; null without features
   */
  public record Segment(long segment, int cluster, long users, double share, Spread distance) {}

  /** Distances, in the metric that the features are judged in. */
  public record Spread(double min, double median, double max) {}

  /**
   * @param names in the order of the columns
   * @param users who have features
   * @param judged of these, all or a sample that the ids alone decide
   * @param standardised whether distances are between features divided by their deviation
   * @param silhouette mean over the users in a cluster, -1 to 1; null where there are not two
   *     clusters
   * @param silhouetteUsers how many it was taken of
   * @param daviesBouldin lower is better; null as the silhouette
   */
  public record Features(
      List<String> names,
      long users,
      long judged,
      boolean standardised,
      Double silhouette,
      long silhouetteUsers,
      Double daviesBouldin) {}

  /**
   * Of the users in a cluster of the day with the model's clusters.
   *
   * @param model its name
   * @param version the last one that was trained through the day or less
   * @param trainedThrough ISO-8601 UTC
   * @param users who were compared
   * @param adjustedRand 1: the same; about 0: chance
   * @param normalizedMutualInformation 0 to 1
   * @param table users in both, noise too; by segment, then by the model's cluster, noise last
   */
  public record Agreement(
      String model,
      long version,
      String trainedThrough,
      long users,
      double adjustedRand,
      double normalizedMutualInformation,
      List<Cell> table) {}

  /**
   * @param segment null for noise
   * @param modelCluster id in the model
   */
  public record Cell(Long segment, long modelCluster, long users) {}

  /**
   * By user id; but for {@code identical} as {@code scurry inspect} finds them.
   *
   * @param users who were looked at, but for {@code identical}
   * @param sampled whether there are more, which were not
   * @param identical of all users with features
   * @param duplicates sets of users with all but the same features
   */
  public record Inspection(
      long users,
      boolean sampled,
      Identical identical,
      List<String> outliers,
      List<String> potentialOutliers,
      List<List<String>> duplicates,
      List<List<String>> nearDuplicates) {}

  /**
   * Who has exactly the same features as another.
   *
   * @param users who were looked at: all with features
   * @param sets of them, whether they are listed or not
   * @param usersInSets as the sets
   * @param largest at most 1,000 sets
   */
  public record Identical(long users, long sets, long usersInSets, List<IdenticalSet> largest) {}

  /**
   * @param ids the first 100 at most
   */
  public record IdenticalSet(long users, List<String> ids) {}
}
