package dev.scurry.clustering.judging;

import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.LloydOptions;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.Seeds;
import dev.scurry.clustering.WeightedLloyd;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A model for every k of a range, from micro-clusters: the rows behind them are not touched again.
 * Immutable.
 */
public final class KCurve {

  private final int kMin;
  private final List<KMeansModel> models;
  private final double[] silhouettes;

  private KCurve(int kMin, List<KMeansModel> models, double[] silhouettes) {
    this.kMin = kMin;
    this.models = models;
    this.silhouettes = silhouettes;
  }

  /**
   * Reduces the micro-clusters to kMin, then to kMin + 1 and so on; each model starts from the one
   * before it with one centroid more, and from the options' trials. The curve ends early where
   * there are not so many distinct micro-clusters.
   *
   * @param micro at least one
   * @param lloyd how each k is reduced; its own k is not used
   * @param kMin >= 1
   * @param kMax >= kMin
   */
  public static KCurve of(
      MicroClusters micro, Metric metric, LloydOptions lloyd, int kMin, int kMax, long seed) {
    Gate.range(kMin, kMax);
    List<KMeansModel> models = new ArrayList<>();
    double[] previous = new double[0];
    for (int k = kMin; k <= kMax; k++) {
      LloydOptions options =
          new LloydOptions(
              k, lloyd.start(), lloyd.maxIterations(), lloyd.trials(), lloyd.tolerance());
      KMeansModel model =
          WeightedLloyd.describe(micro, metric, options, previous, Seeds.of(seed, k));
      if (model.k() < k && !models.isEmpty()) {
        break;
      }
      models.add(model);
      previous = model.centroids();
    }
    return new KCurve(models.get(0).k(), List.copyOf(models), silhouettes(micro, models));
  }

  private static double[] silhouettes(MicroClusters micro, List<KMeansModel> models) {
    double[] means = micro.means();
    double[] spreads = spreads(micro, models.get(0).metric());
    double[] silhouettes = new double[models.size()];
    for (int i = 0; i < silhouettes.length; i++) {
      silhouettes[i] =
          models.get(i).k() < 2 ? Double.NaN : silhouette(micro, means, spreads, models.get(i));
    }
    return silhouettes;
  }

  private static double silhouette(
      MicroClusters micro, double[] means, double[] spreads, KMeansModel model) {
    CentroidDistances distances = new CentroidDistances(model);
    double sum = 0;
    double total = 0;
    for (int i = 0; i < spreads.length; i++) {
      distances.measure(means, i * micro.dimensions());
      sum += micro.weight(i) * distances.silhouette(spreads[i]);
      total += micro.weight(i);
    }
    return sum / total;
  }

  /** Mean squared distance of what each micro-cluster holds from its mean. */
  private static double[] spreads(MicroClusters micro, Metric metric) {
    double[] moments = micro.moments();
    double[] scale = metric.scale();
    double[] spreads = new double[micro.size()];
    for (int i = 0; i < spreads.length; i++) {
      for (int f = 0; f < scale.length; f++) {
        double moment = moments[i * scale.length + f] / micro.weight(i);
        spreads[i] += scale[f] == 0 ? 0 : moment / scale[f] / scale[f];
      }
    }
    return spreads;
  }

  /** The first k of the curve. */
  public int kMin() {
    return kMin;
  }

  /** The last k that was reached. */
  public int kMax() {
    return kMin + models.size() - 1;
  }

  /** The model of a k from {@link #kMin()} to {@link #kMax()}. */
  public KMeansModel model(int k) {
    Gate.require(k >= kMin && k <= kMax(), "no k = %d from %d to %d", k, kMin, kMax());
    return models.get(k - kMin);
  }

  /** Sum of squared distances for each k, the variance inside the micro-clusters included. */
  public double[] ssd() {
    return models.stream().mapToDouble(KMeansModel::ssd).toArray();
  }

  /**
   * The simplified silhouette for each k, NaN for k = 1: each micro-cluster counts with its weight,
   * at the root of the mean squared distance of what it holds to a centroid.
   */
  public double[] silhouettes() {
    return silhouettes.clone();
  }

  /** The k at which the cost bends ({@link Kneedle}); empty where it doesn't. */
  public OptionalInt elbow() {
    double[] ks = new double[models.size()];
    for (int i = 0; i < ks.length; i++) {
      ks[i] = kMin + i;
    }
    OptionalInt index = Kneedle.elbow(ks, ssd());
    return index.isPresent() ? OptionalInt.of(kMin + index.getAsInt()) : index;
  }
}
