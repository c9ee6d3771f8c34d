package dev.scurry.cli.selectk;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Some rows of a file, each set of them equally likely, in the file's order (Vitter, Random
 * sampling with a reservoir, ACM TOMS 11(1), 1985, algorithm R). All rows where there are not more.
 */
final class RowSample {

  private final int most;
  private final int dimensions;
  private final SplittableRandom random;
  private double[] rows = new double[0];
  private long[] places = new long[0];
  private long seen;

  RowSample(int most, int dimensions, long seed) {
    this.most = most;
    this.dimensions = dimensions;
    this.random = new SplittableRandom(seed);
  }

  void offer(double[] batch) {
    for (int offset = 0; offset < batch.length; offset += dimensions) {
      long slot = seen < most ? seen : random.nextLong(seen + 1);
      if (slot < most) {
        put((int) slot, batch, offset);
      }
      seen++;
    }
  }

  private void put(int slot, double[] batch, int offset) {
    if (slot == places.length) {
      int grown = (int) Math.min(most, Math.max(64, 2L * slot));
      places = Arrays.copyOf(places, grown);
      rows = Arrays.copyOf(rows, grown * dimensions);
    }
    places[slot] = seen;
    System.arraycopy(batch, offset, rows, slot * dimensions, dimensions);
  }

  int size() {
    return (int) Math.min(seen, most);
  }

  /** The places of the sampled rows in the file, ascending, from 0. */
  long[] places() {
    return Arrays.stream(places, 0, size()).sorted().toArray();
  }

  /** The sampled rows in the file's order, row-major. */
  double[] rows() {
    int[] order =
        IntStream.range(0, size())
            .boxed()
            .sorted(Comparator.comparingLong(slot -> places[slot]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sorted = new double[order.length * dimensions];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(rows, order[i] * dimensions, sorted, i * dimensions, dimensions);
    }
    return sorted;
  }
}
