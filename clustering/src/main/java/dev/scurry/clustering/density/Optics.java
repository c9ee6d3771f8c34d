package dev.scurry.clustering.density;

/** OPTICS from points, by Euclidean distance (Ankerst, Breunig, Kriegel and Sander 1999). */
public final class Optics {

  private Optics() {}

  /**
   * @param points n x dimensions, row-major, n >= 1, finite and within 1e70
   * @param minSamples neighbours within {@code maxEps} that make a point core, itself counted, >= 1
   * @param maxEps no farther neighbours are looked at; may be infinite, which costs O(n²)
   */
  public static OpticsOrdering ofPoints(
      double[] points, int dimensions, int minSamples, double maxEps) {
    int count = Checks.rows(points, dimensions);
    Checks.atLeast(1, minSamples, "minSamples");
    Checks.limit(maxEps, "maxEps");
    return new OpticsWalk(count, minSamples, new WholeSearch(points, dimensions, maxEps)).walk();
  }
}
