package dev.scurry.cli.kmeans;

import dev.scurry.cli.vectors.VectorFile;
import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.KMeansOptions;
import dev.scurry.clustering.KMeansTraining;
import dev.scurry.clustering.LloydPass;
import dev.scurry.clustering.Scaling;
import dev.scurry.schema.ClusterModel;
import java.io.IOException;
import java.util.Locale;

/**
 * One training on a file of vectors.
 *
 * @param name of the model
 */
public record Training(String name, Hyperparameters hyperparameters, Scaling scaling, long seed) {

  private static final int BATCH = 4096;

  /**
   * How far rows are from a model.
   *
   * @param ssd sum of the squared distances to the nearest centroid, in the model's metric
   */
  public record Score(long points, double ssd) {

    /** The mean. */
    public double msd() {
      return ssd / points;
    }
  }

  /**
   * What was learned.
   *
   * @param model its weights count rows
   */
  public record Trained(ClusterModel wire, KMeansModel model, Score score) {}

  /**
   * Learns from the rows and measures them.
   *
   * @throws UnusableModelException if there are fewer rows than clusters
   */
  public Trained on(VectorFile rows) throws IOException {
    KMeansOptions options = hyperparameters.options(scaling, seed);
    refuseTooManyMicroClusters(options, rows.dimensions());
    KMeansModel fitted = KMeansTraining.fit(rows, rows.dimensions(), options);
    if (rows.rows() < options.k()) {
      throw new UnusableModelException(
          rows.path() + ": has " + rows.rows() + " rows, too few for " + options.k() + " clusters");
    }
    KMeansModel model = VectorModels.withoutEmptyClusters(fitted);
    ClusterModel wire =
        VectorModels.wire(
            name, model, hyperparameters.parameters(rows.dimensions(), scaling, seed));
    return new Trained(wire, model, new Score(rows.rows(), model.ssd()));
  }

  private static void refuseTooManyMicroClusters(KMeansOptions options, int dimensions)
      throws UnusableModelException {
    double numbers = (double) options.k() * options.extraCenterFactor() * dimensions;
    if (numbers > Integer.MAX_VALUE - 8) {
      throw new UnusableModelException(
          String.format(
              Locale.ROOT,
              "k %d x extra_center_factor %d x %d features are more numbers than an array holds",
              options.k(),
              options.extraCenterFactor(),
              dimensions));
    }
  }

  /** How a model serves other rows. */
  public static Score score(KMeansModel model, VectorFile rows) throws IOException {
    LloydPass pass = new LloydPass(model);
    rows.read(BATCH, pass::add);
    return new Score(rows.rows(), pass.ssd());
  }
}
