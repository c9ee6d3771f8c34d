package dev.scurry.job.daily;

import dev.scurry.clustering.density.PairConsumer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Packs pairs with a number each into findings of bounded size, and unpacks them. */
final class WeightChunks implements PairConsumer<RuntimeException> {

  private static final int PAIRS = 1 << 12;

  private final int points;
  private final Consumer<Finding> taker;
  private final int[] links = new int[2 * PAIRS];
  private final double[] weights = new double[PAIRS];
  private int size;

  WeightChunks(int points, Consumer<Finding> taker) {
    this.points = points;
    this.taker = taker;
  }

  @Override
  public void accept(int i, int j, double weight) {
    links[2 * size] = i;
    links[2 * size + 1] = j;
    weights[size++] = weight;
    if (size == PAIRS) {
      flush();
    }
  }

  /** Passes on what is left. */
  void flush() {
    if (size > 0) {
      taker.accept(
          Finding.ofWeights(points, Arrays.copyOf(links, 2 * size), Arrays.copyOf(weights, size)));
      size = 0;
    }
  }

  static void replay(Finding finding, PairConsumer<RuntimeException> receiver) {
    for (int pair = 0; pair < finding.weights.length; pair++) {
      receiver.accept(finding.links[2 * pair], finding.links[2 * pair + 1], finding.weights[pair]);
    }
  }
}
