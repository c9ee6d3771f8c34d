package dev.scurry.cli.density;

import java.util.List;

/**
 * What was found out about every point, by rank.
 *
 * @param labels clusters count up from 0, noise is -1
 * @param details further columns, such as the probability
 */
@SuppressWarnings("ArrayRecordComponent")
public record Clustered(int[] labels, List<Column> details) {

  /** Of no points. */
  public static final Clustered NOTHING = new Clustered(new int[0], List.of());

  /** One number a point. */
  public record Column(String name, double[] values) {}

  public int points() {
    return labels.length;
  }

  public int clusters() {
    int clusters = 0;
    for (int label : labels) {
      clusters = Math.max(clusters, label + 1);
    }
    return clusters;
  }

  public int noise() {
    int noise = 0;
    for (int label : labels) {
      noise += label < 0 ? 1 : 0;
    }
    return noise;
  }
}
