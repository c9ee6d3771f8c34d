package dev.scurry.clustering;

/**
 * Squared Euclidean distance in scaled features: d²(x, c) = sum of ((x - c) / s)². A feature with
 * scale 0 does not count. Immutable.
 */
public final class Metric {

  /**
   * A deviation smaller than this share of the mean is rounding, not variation: 2^-44 is 512 units
   * in the last place.
   */
  private static final double ROUNDING = 0x1p-44;

  /** The square of a smaller scale's inverse overflows. */
  private static final double SMALLEST = 1e-70;

  private final double[] scale;
  private final double[] inverse;

  private Metric(double[] scale) {
    this.scale = scale;
    this.inverse = new double[scale.length];
    for (int f = 0; f < scale.length; f++) {
      inverse[f] = scale[f] == 0 ? 0 : 1 / scale[f];
    }
  }

  /**
   * The metric with these divisors.
   *
   * @param scale each 0 or from 1e-70 to 1e70
   */
  public static Metric of(double[] scale) {
    Checks.positive(scale.length, "dimensions");
    for (double s : Checks.notNegative(Checks.usable(scale, "scale"), "scale")) {
      Checks.require(s == 0 || s >= SMALLEST, "scale must be 0 or >= 1e-70, not %s", s);
    }
    return new Metric(scale.clone());
  }

  /** Features as they are: every divisor is 1. */
  public static Metric plain(int dimensions) {
    double[] ones = new double[Checks.positive(dimensions, "dimensions")];
    java.util.Arrays.fill(ones, 1);
    return new Metric(ones);
  }

  /**
   * Divides each feature by its standard deviation over the weight that the micro-clusters hold;
   * one that does not vary gets scale 0.
   */
  public static Metric standard(MicroClusters micro) {
    return standard(micro, new double[0]);
  }

  /**
   * The same over micro-clusters and points together: what {@link #standard(MicroClusters)} will be
   * when the points are absorbed, into whichever micro-cluster each of them goes.
   */
  public static Metric standard(MicroClusters micro, double[] points) {
    Checks.rows(points, micro.dimensions(), "points");
    Moments moments = new Moments(micro.dimensions());
    moments.add(micro);
    moments.addPoints(points);
    double[] scale = new double[micro.dimensions()];
    for (int f = 0; f < scale.length; f++) {
      double deviation = StrictMath.sqrt(moments.variance(f));
      double noise = Math.max(SMALLEST, ROUNDING * Math.abs(moments.mean(f)));
      scale[f] = deviation > noise ? deviation : 0;
    }
    return new Metric(scale);
  }

  public int dimensions() {
    return scale.length;
  }

  /** A copy of the divisors. */
  public double[] scale() {
    return scale.clone();
  }

  /** Squared distance of two vectors of this metric's dimensions. */
  public double squaredDistance(double[] x, double[] y) {
    Checks.usable(Checks.length(x, dimensions(), "a vector"), "a vector");
    Checks.usable(Checks.length(y, dimensions(), "a vector"), "a vector");
    return squared(x, 0, y, 0);
  }

  /** The kernel: unchecked, summed in feature order. */
  double squared(double[] x, int xOffset, double[] y, int yOffset) {
    double sum = 0;
    for (int f = 0; f < inverse.length; f++) {
      double difference = (x[xOffset + f] - y[yOffset + f]) * inverse[f];
      sum += difference * difference;
    }
    return sum;
  }

  /** Row of the nearest centre, the first of equals; unchecked. */
  int nearest(double[] x, int offset, double[] centres, int rows) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int row = 0; row < rows; row++) {
      double distance = squared(x, offset, centres, row * inverse.length);
      if (distance < least) {
        least = distance;
        best = row;
      }
    }
    return best;
  }

  /** What differences are multiplied with; not a copy. */
  double[] rawInverse() {
    return inverse;
  }

  /** A sum of weight x squared deviation per feature, in this metric. */
  double scaled(double[] moments, int offset) {
    double sum = 0;
    for (int f = 0; f < inverse.length; f++) {
      sum += moments[offset + f] * inverse[f] * inverse[f];
    }
    return sum;
  }
}
