package dev.scurry.job.daily.report;

import dev.scurry.clustering.AdjustedRand;
import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.judging.MutualInformation;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.DailyQuality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How far the day's segments agree with the clusters of the stream's model. */
final class ModelAgreement {

  private final DayToReport day;
  private final ClusterModel model;

  private ModelAgreement(DayToReport day) {
    this.day = day;
    this.model = day.model();
  }

  /**
   * Assigns the day's users by the model and compares.
   *
   * @param day with vectors and a model
   * @throws IllegalArgumentException if the model does not fit the day's features
   */
  static DailyQuality.Agreement of(DayToReport day) {
    return new ModelAgreement(day).compare();
  }

  private DailyQuality.Agreement compare() {
    int[] labels = day.vectorLabels();
    long[] clusters = assigned();
    int[] rows = IntStream.range(0, labels.length).filter(row -> labels[row] >= 0).toArray();
    if (rows.length == 0) {
      throw new IllegalArgumentException("no user with features is in a segment");
    }
    long[] own = Arrays.stream(rows).mapToLong(row -> day.segment(labels[row])).toArray();
    long[] others = Arrays.stream(rows).mapToLong(row -> clusters[row]).toArray();
    return new DailyQuality.Agreement(
        model.name(),
        model.version(),
        model.trainedThrough(),
        rows.length,
        AdjustedRand.of(own, others),
        MutualInformation.normalized(own, others),
        table(labels, clusters));
  }

  /** The model's cluster of each user who has vectors. */
  private long[] assigned() {
    KMeansModel means = means();
    int[] closest = new int[day.vectors().size()];
    means.assign(rows(), closest, new double[closest.length]);
    return Arrays.stream(closest).mapToLong(row -> model.clusterIds()[row]).toArray();
  }

  private KMeansModel means() {
    double[] centroids = Arrays.stream(model.centroids()).flatMapToDouble(Arrays::stream).toArray();
    return new KMeansModel(Metric.of(model.scale()), centroids, model.weights(), model.ssd());
  }

  /** The day's features in the order of the model's. */
  private double[] rows() {
    int[] columns =
        model.features().stream().mapToInt(name -> day.vectors().names().indexOf(name)).toArray();
    for (int f = 0; f < columns.length; f++) {
      if (columns[f] < 0) {
        throw new IllegalArgumentException(
            "the day has no feature " + model.features().get(f) + ", which the model needs");
      }
    }
    int d = day.vectors().dimensions();
    double[] rows = new double[day.vectors().size() * columns.length];
    for (int at = 0; at < rows.length; at++) {
      int row = at / columns.length;
      rows[at] = day.vectors().rows()[row * d + columns[at % columns.length]];
    }
    return rows;
  }

  private List<DailyQuality.Cell> table(int[] labels, long[] clusters) {
    Map<Pair, Long> counts = new HashMap<>();
    for (int row = 0; row < labels.length; row++) {
      counts.merge(new Pair(labels[row], clusters[row]), 1L, Long::sum);
    }
    List<DailyQuality.Cell> cells = new ArrayList<>();
    counts.forEach(
        (pair, users) ->
            cells.add(
                new DailyQuality.Cell(
                    pair.label < 0 ? null : day.segment(pair.label), pair.cluster, users)));
    cells.sort(
        Comparator.comparing(
                DailyQuality.Cell::segment, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparingLong(DailyQuality.Cell::modelCluster));
    return cells;
  }

  private record Pair(int label, long cluster) {}
}
