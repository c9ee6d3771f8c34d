package dev.scurry.clustering;

/** Rows that can be read again and again, however many there are. */
@FunctionalInterface
public interface BatchSource<E extends Exception> {

  /** Takes the rows of one batch, row-major; must not keep the array. */
  @FunctionalInterface
  interface Batches {
    void take(double[] rows);
  }

  /**
   * One pass over all rows, in the same order every time.
   *
   * @param rows of a batch; the last one may have fewer
   */
  void read(int rows, Batches batches) throws E;
}
