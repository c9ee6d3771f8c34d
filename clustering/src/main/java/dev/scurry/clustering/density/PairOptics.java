package dev.scurry.clustering.density;

/**
 * OPTICS from pairs of points with their distances, which may come in any order, in either
 * direction and repeatedly (the smallest distance counts). Points whose pair is not listed are no
 * neighbours.
 *
 * <p>OPTICS needs every point's neighbours at hand: memory is O(pairs within maxEps). Not
 * thread-safe.
 */
public final class PairOptics {

  private int points;
  private final int minSamples;
  private final double maxEps;
  private final EdgeList pairs = new EdgeList(16);

  /**
   * @param points how many there are to begin with, >= 0
   * @param minSamples neighbours within {@code maxEps} that make a point core, itself counted, >= 1
   * @param maxEps pairs farther apart are dropped at once; may be infinite
   */
  public PairOptics(int points, int minSamples, double maxEps) {
    this.points = Checks.atLeast(0, points, "points");
    this.minSamples = Checks.atLeast(1, minSamples, "minSamples");
    this.maxEps = Checks.limit(maxEps, "maxEps");
  }

  /** Makes it at least so many points, for a reader that meets them one by one. */
  public void growTo(int atLeast) {
    points = Math.max(points, atLeast);
  }

  /**
   * A point's pair with itself says nothing.
   *
   * @param distance finite, >= 0
   */
  public void add(int i, int j, double distance) {
    Checks.point(i, points);
    Checks.point(j, points);
    Checks.distance(distance);
    if (i != j && distance <= maxEps) {
      if (pairs.size() == pairs.capacity()) {
        pairs.grow();
      }
      pairs.add(i, j, distance);
    }
  }

  /** Of all pairs added so far; there must be points. */
  public OpticsOrdering ordering() {
    Checks.atLeast(1, points, "points");
    return new OpticsWalk(points, minSamples, new Adjacency(points, pairs)).walk();
  }
}
