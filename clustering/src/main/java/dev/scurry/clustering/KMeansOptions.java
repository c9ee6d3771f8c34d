package dev.scurry.clustering;

import java.util.Objects;

/**
 * What {@link OnlineKMeans} is trained with.
 *
 * @param lloyd k, and how the micro-clusters are reduced to it
 * @param extraCenterFactor micro-clusters for each cluster, > 0; 1: the micro-clusters are the
 *     clusters
 * @param start how the first micro-clusters are chosen in the first mini-batch
 * @param miniBatchSize rows of a mini-batch, > 0
 * @param epochs passes over bounded input, > 0
 * @param halfLife in points of the stream, >= 0; 0 never forgets
 * @param scaling of every distance
 * @param seed of every choice
 */
public record KMeansOptions(
    LloydOptions lloyd,
    int extraCenterFactor,
    LloydOptions.Start start,
    int miniBatchSize,
    int epochs,
    double halfLife,
    Scaling scaling,
    long seed) {

  public KMeansOptions {
    Objects.requireNonNull(lloyd, "lloyd");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(scaling, "scaling");
    Checks.positive(extraCenterFactor, "extraCenterFactor");
    Checks.positive(miniBatchSize, "miniBatchSize");
    Checks.positive(epochs, "epochs");
    new HalfLifeDecay(halfLife);
  }

  /** SageMaker's defaults, where it has one. */
  public static KMeansOptions of(int k) {
    LloydOptions lloyd = new LloydOptions(k, LloydOptions.Start.KMEANS_PLUS_PLUS, 300, 10, 1e-4);
    return new KMeansOptions(lloyd, 10, LloydOptions.Start.RANDOM, 5000, 1, 0, Scaling.NONE, 1);
  }

  public int k() {
    return lloyd.k();
  }

  public KMeansOptions withK(int other) {
    LloydOptions changed =
        new LloydOptions(
            other, lloyd.start(), lloyd.maxIterations(), lloyd.trials(), lloyd.tolerance());
    return new KMeansOptions(
        changed, extraCenterFactor, start, miniBatchSize, epochs, halfLife, scaling, seed);
  }

  public KMeansOptions withSeed(long other) {
    return new KMeansOptions(
        lloyd, extraCenterFactor, start, miniBatchSize, epochs, halfLife, scaling, other);
  }

  public KMeansOptions withEpochs(int other) {
    return new KMeansOptions(
        lloyd, extraCenterFactor, start, miniBatchSize, other, halfLife, scaling, seed);
  }
}
