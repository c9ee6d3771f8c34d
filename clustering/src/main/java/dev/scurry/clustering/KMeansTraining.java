package dev.scurry.clustering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Trains on bounded input that may be larger than memory: it is read once for every pass. */
public final class KMeansTraining {

  /*
   * The first pass learns the micro-clusters; the last one measures. What comes between depends on
   * whether anything is forgotten. If so, more passes learn on, as if the input had been repeated.
   *
   * If not, one set of data is described, and every further pass is one exact iteration of Lloyd
   * over the rows themselves, from the reduced centroids. The cost on micro-clusters tells optima
   * apart only to a percent or so, and not at all whether what is far out are outliers or a long
   * tail: so passes are made for the best few models side by side, with outliers counted and not,
   * and the last pass decides.
   */

  private static final int CANDIDATES = 4;

  private KMeansTraining() {}

  /**
   * Learns {@code epochs} passes; then one more pass measures the model, so that its weights and
   * ssd are those of the rows, exactly.
   *
   * @param dimensions of a row
   * @return at most k clusters; weights count rows
   * @throws IllegalArgumentException if there are no rows, or where a row has NaN or an infinity
   */
  public static <E extends Exception> KMeansModel fit(
      BatchSource<E> source, int dimensions, KMeansOptions options) throws E {
    OnlineKMeans online = new OnlineKMeans(dimensions, options);
    source.read(options.miniBatchSize(), online::update);
    if (options.halfLife() > 0) {
      for (int epoch = 2; epoch <= options.epochs(); epoch++) {
        source.read(options.miniBatchSize(), online::update);
      }
      return measured(source, List.of(online.model()), options);
    }
    List<KMeansModel> models = online.candidates(options.epochs() == 1 ? 1 : CANDIDATES);
    for (int epoch = 2; epoch <= options.epochs(); epoch++) {
      models = pass(source, models, options).stream().map(LloydPass::moved).toList();
    }
    return measured(source, models, options);
  }

  private static <E extends Exception> KMeansModel measured(
      BatchSource<E> source, List<KMeansModel> models, KMeansOptions options) throws E {
    return pass(source, models, options).stream()
        .min(Comparator.comparingDouble(LloydPass::ssd))
        .orElseThrow()
        .scored();
  }

  private static <E extends Exception> List<LloydPass> pass(
      BatchSource<E> source, List<KMeansModel> models, KMeansOptions options) throws E {
    List<LloydPass> passes = new ArrayList<>();
    models.forEach(model -> passes.add(new LloydPass(model)));
    source.read(options.miniBatchSize(), rows -> passes.forEach(pass -> pass.add(rows)));
    return passes;
  }
}
