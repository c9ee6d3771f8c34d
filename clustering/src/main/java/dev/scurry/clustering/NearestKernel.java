package dev.scurry.clustering;

/**
 * The hot loop of K-Means: the nearest centroid of each row. Kernels differ in speed only: every
 * one gives the bits of {@link Metric#nearest} and {@link Metric#squared}. Stateless; behind the
 * gate, so that nothing is checked here.
 */
interface NearestKernel {

  /**
   * For each row i in [from, to) the row of its nearest centroid, the first of equals, to {@code
   * nearest[i - from]}, and the squared distance to it to {@code squared[i - from]}.
   *
   * @param rows n x d, row-major
   * @param centroids at least k x d, row-major
   * @param k at least 1
   * @param inverse d numbers that differences are multiplied with
   */
  void assign(
      double[] rows,
      int from,
      int to,
      double[] centroids,
      int k,
      double[] inverse,
      int[] nearest,
      double[] squared);

  /** The vector kernel where this JVM has the Vector API and it links, otherwise the plain one. */
  static NearestKernel fastest() {
    return named("dev.scurry.clustering.VectorKernel");
  }

  /** The kernel of a class's name, tried on a few rows; the plain one where that can't be done. */
  static NearestKernel named(String className) {
    try {
      Class<?> type = Class.forName(className);
      NearestKernel kernel = (NearestKernel) type.getDeclaredConstructor().newInstance();
      kernel.assign(
          new double[] {1}, 0, 1, new double[] {0}, 1, new double[] {1}, new int[1], new double[1]);
      return kernel;
    } catch (ReflectiveOperationException | LinkageError notHere) {
      return new PlainKernel();
    }
  }
}
