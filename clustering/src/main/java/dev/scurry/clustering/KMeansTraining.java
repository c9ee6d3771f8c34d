package dev.scurry.clustering;

/** Trains on bounded input that may be larger than memory. */
public final class KMeansTraining {

  private KMeansTraining() {}

  /**
   * Learns {@code epochs} passes; then one more pass measures the model, so that its weights and
   * ssd are those of the rows, exactly.
   *
   * @return its rows in ascending order of nothing in particular; weights count rows
   * @throws IllegalArgumentException if there are no rows
   */
  public static <E extends Exception> KMeansModel fit(
      BatchSource<E> source, int dimensions, KMeansOptions options) throws E {
    OnlineKMeans online = new OnlineKMeans(dimensions, options);
    source.read(options.miniBatchSize(), online::update);
    KMeansModel model = online.model();
    LloydPass measure = new LloydPass(model);
    source.read(options.miniBatchSize(), measure::add);
    return measure.scored();
  }
}
