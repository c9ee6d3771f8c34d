package dev.scurry.job.daily.report;

import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.DailyLineage;
import java.util.Map;

/**
 * What a report is made of.
 *
 * @param day the name of its folder
 * @param version of the software
 * @param parameters of the run
 * @param keys user ids by rank
 * @param labels by rank, 0 to clusters - 1 or -1
 * @param rejected rows that were not used, by reason
 * @param vectors the users' features; null where there are none
 * @param model of the stream; null where there is none
 * @param missing why vectors or model is null, by {@code features} and {@code agreement}
 */
@SuppressWarnings("ArrayRecordComponent")
public record DayToReport(
    String day,
    String version,
    Map<String, String> parameters,
    String[] keys,
    int[] labels,
    int clusters,
    Map<String, Long> rejected,
    DailyLineage lineage,
    UserVectors vectors,
    ClusterModel model,
    Map<String, String> missing) {

  static final int NOISE = -1;

  /** The id of a cluster's segment. */
  long segment(int cluster) {
    return lineage.segments().get(cluster).segment();
  }

  long size(int cluster) {
    return lineage.segments().get(cluster).users();
  }

  /** Labels of the users who have vectors, in their order. */
  int[] vectorLabels() {
    int[] own = new int[vectors.size()];
    for (int row = 0; row < own.length; row++) {
      own[row] = labels[vectors.ranks()[row]];
    }
    return own;
  }
}
