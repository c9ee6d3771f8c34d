package dev.scurry.cli.selectk;

import dev.scurry.clustering.BatchSource;
import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.LloydPass;
import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.Scaling;
import dev.scurry.clustering.Seeds;
import dev.scurry.clustering.judging.KSelection;
import dev.scurry.clustering.judging.KSelectionOptions;
import dev.scurry.clustering.judging.Silhouette;
import dev.scurry.job.page.ClusterProfile;
import dev.scurry.job.page.Covariance;
import dev.scurry.job.page.PrincipalComponents;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The judgement of every k over a file of rows, in three passes over it and with memory for a
 * sample and a few hundred micro-clusters, however many rows there are.
 */
public final class KStudy {

  /*
   * Pass 1: the mean and the deviation of each feature, and a sample of the rows.
   * Pass 2: the micro-clusters, which begin on the sample, so that a file in the order of its
   *         classes is no worse off than a shuffled one; the covariance about the means.
   * Then every k is judged: cost and gap by the micro-clusters, the silhouette exactly over the
   * sample (all rows, where there are not more), each row with its nearest centroid.
   * Pass 3: size and mean of each cluster of the k to take, and what its model costs.
   */

  private static final int BATCH = 5000;
  private static final int SAMPLE = 5000;
  private static final int LEAST_PLACES = 400;
  private static final int PLACES_FOR_EACH_K = 20;

  /** The covariance of more features takes longer than anybody waits for a picture. */
  private static final int MOST_FEATURES_OF_A_PICTURE = 1000;

  private final BatchSource<? extends java.io.IOException> source;
  private final int dimensions;
  private final StudyOptions options;
  private final Consumer<String> steps;
  private final RowSample reservoir;
  private final MicroClusters all;

  private Metric metric;
  private double[] sample;
  private MicroClusters micro;
  private PrincipalComponents components;
  private KSelection selection;
  private LloydPass measured;

  private KStudy(
      BatchSource<? extends java.io.IOException> source,
      int dimensions,
      StudyOptions options,
      Consumer<String> steps) {
    this.source = source;
    this.dimensions = dimensions;
    this.options = options;
    this.steps = steps;
    this.reservoir = new RowSample(SAMPLE, dimensions, Seeds.of(options.seed(), 1));
    this.all = new MicroClusters(1, dimensions);
  }

  /**
   * Studies the rows.
   *
   * @param steps is told what is being done
   */
  public static KStudy of(
      BatchSource<? extends java.io.IOException> source,
      int dimensions,
      StudyOptions options,
      Consumer<String> steps)
      throws java.io.IOException {
    KStudy study = new KStudy(source, dimensions, options, steps);
    study.survey();
    study.summarise();
    study.judge();
    study.measure();
    return study;
  }

  private void survey() throws java.io.IOException {
    Metric plain = Metric.plain(dimensions);
    source.read(
        BATCH,
        batch -> {
          all.absorb(batch, plain, 0);
          reservoir.offer(batch);
        });
    sample = reservoir.rows();
    metric = options.scaling() == Scaling.STANDARD ? Metric.standard(all) : plain;
  }

  private void summarise() throws java.io.IOException {
    steps.accept("Summarising " + rows() + " rows in micro-clusters");
    int places = Math.max(LEAST_PLACES, PLACES_FOR_EACH_K * options.kMax());
    micro = new MicroClusters((int) Math.min(places, rows()), dimensions);
    micro.absorb(sample, metric, Seeds.of(options.seed(), 2));
    boolean pictured = options.components() && dimensions <= MOST_FEATURES_OF_A_PICTURE;
    Covariance covariance = pictured ? new Covariance(all.means(), metric.scale()) : null;
    long[] batches = {0};
    RowsBeside rest = new RowsBeside(reservoir.places(), dimensions);
    source.read(
        BATCH,
        batch -> {
          micro.absorb(rest.of(batch), metric, Seeds.of(options.seed(), 3, batches[0]++));
          if (covariance != null) {
            covariance.add(batch);
          }
        });
    if (covariance != null) {
      components =
          PrincipalComponents.of(
              all.means(), metric.scale(), covariance.matrix(), Math.min(2, dimensions));
    }
  }

  private void judge() {
    steps.accept("Judging k = " + options.kMin() + " to " + options.kMax());
    KSelectionOptions selecting =
        KSelectionOptions.of(options.kMin(), options.kMax(), options.seed());
    KSelection byMicroClusters = KSelection.of(micro, metric, selecting);
    steps.accept("Measuring silhouettes over " + reservoir.size() + " rows");
    double[] silhouettes = new double[byMicroClusters.silhouettes().length];
    for (int i = 0; i < silhouettes.length; i++) {
      int k = byMicroClusters.curve().kMin() + i;
      silhouettes[i] = silhouette(byMicroClusters.curve().model(k));
    }
    selection = byMicroClusters.withSilhouettes(silhouettes);
  }

  private double silhouette(KMeansModel candidate) {
    int[] labels = labels(candidate);
    long distinct = Arrays.stream(labels).distinct().count();
    return distinct < 2 || distinct >= labels.length
        ? Double.NaN
        : Silhouette.mean(sample, labels, metric);
  }

  private int[] labels(KMeansModel candidate) {
    int[] labels = new int[reservoir.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] =
          candidate.closestCluster(
              Arrays.copyOfRange(sample, i * dimensions, (i + 1) * dimensions));
    }
    return labels;
  }

  private void measure() throws java.io.IOException {
    steps.accept("Measuring " + selection.recommended() + " clusters");
    measured = new LloydPass(model());
    source.read(BATCH, measured::add);
  }

  public KSelection selection() {
    return selection;
  }

  /** The model of the recommended k. */
  public KMeansModel model() {
    return selection.curve().model(selection.recommended());
  }

  /** Its sum of squared distances over all rows, exactly. */
  public double ssd() {
    return measured.ssd();
  }

  public long rows() {
    return (long) all.totalWeight();
  }

  public int dimensions() {
    return dimensions;
  }

  public StudyOptions options() {
    return options;
  }

  /** How many rows the silhouettes were taken over. */
  public int sampleSize() {
    return reservoir.size();
  }

  public int microClusters() {
    return micro.size();
  }

  double[] sample() {
    return sample;
  }

  int[] sampleLabels() {
    return labels(model());
  }

  /** Empty where no picture was wanted, or there are too many features for one. */
  Optional<PrincipalComponents> components() {
    return Optional.ofNullable(components);
  }

  ClusterProfile profile() {
    KMeansModel moved = measured.moved();
    double[] deviations = all.moments();
    for (int f = 0; f < dimensions; f++) {
      deviations[f] = Math.sqrt(deviations[f] / rows());
    }
    return new ClusterProfile(moved.weights(), rows(), moved.centroids(), all.means(), deviations);
  }
}
