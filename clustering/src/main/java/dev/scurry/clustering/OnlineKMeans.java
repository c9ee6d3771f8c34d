package dev.scurry.clustering;

import java.util.List;

/**
 * K-Means that goes on learning, mini-batch by mini-batch: {@link #update} learns, {@link #model}
 * reduces what was learned to k centroids. Not thread-safe.
 */
public final class OnlineKMeans {

  private final KMeansOptions options;
  private final int dimensions;
  private final HalfLifeDecay decay;
  private final MicroClusters micro;
  private long points;
  private double[] previous = new double[0];

  /** Nothing learned yet. */
  public OnlineKMeans(int dimensions, KMeansOptions options) {
    this.options = options;
    this.dimensions = dimensions;
    this.decay = new HalfLifeDecay(options.halfLife());
    this.micro =
        new MicroClusters(Math.multiplyExact(options.k(), options.extraCenterFactor()), dimensions);
  }

  /**
   * Learns one mini-batch.
   *
   * @param rows row-major, any number of rows
   */
  public void update(double[] rows) {
    int count = Checks.rows(rows, dimensions, "rows");
    micro.decay(decay.factor(points, points + count));
    Metric metric =
        options.scaling() == Scaling.STANDARD
            ? Metric.standard(micro, rows)
            : Metric.plain(dimensions);
    micro.absorb(rows, metric, options.start(), Seeds.of(options.seed(), points));
    points += count;
  }

  /** How many rows were learned. */
  public long points() {
    return points;
  }

  /** How often a micro-cluster was moved to where a mini-batch was badly served. */
  public long relocations() {
    return micro.relocations();
  }

  /**
   * The k centroids of what was learned; starts from the centroids of the call before.
   *
   * @throws IllegalArgumentException if nothing was learned
   */
  public KMeansModel model() {
    KMeansModel model =
        WeightedLloyd.reduce(micro, metric(), options.lloyd(), previous, reduceSeed());
    previous = model.centroids();
    return model;
  }

  /** What the best restarts found, the best first; fewer where they found the same. */
  List<KMeansModel> candidates(int most) {
    return WeightedLloyd.candidates(micro, metric(), options.lloyd(), reduceSeed(), most);
  }

  private Metric metric() {
    return options.scaling() == Scaling.STANDARD
        ? Metric.standard(micro)
        : Metric.plain(dimensions);
  }

  private long reduceSeed() {
    return Seeds.of(options.seed(), -points);
  }
}
