package dev.scurry.job.page;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The directions in which rows vary most. Their sign, which the mathematics leaves open, is the one
 * that makes the loading of greatest magnitude positive (the first of equals): the same data give
 * the same picture.
 */
public final class PrincipalComponents {

  /** Magnitudes that differ by a smaller share are equal: their last bits are chance. */
  private static final double ROUNDING = 1e-9;

  private final double[] mean;
  private final double[] scale;
  private final List<double[]> directions;
  private final double[] shares;

  private PrincipalComponents(
      double[] mean, double[] scale, List<double[]> directions, double[] shares) {
    this.mean = mean;
    this.scale = scale;
    this.directions = directions;
    this.shares = shares;
  }

  /**
   * The first components.
   *
   * @param mean of each feature
   * @param scale that the covariance was taken in; 0: the feature does not count
   * @param covariance d x d, symmetric
   * @param count how many, 1 to d
   * @throws ArithmeticException if the covariance has no finite decomposition
   */
  public static PrincipalComponents of(
      double[] mean, double[] scale, double[] covariance, int count) {
    int d = checked(mean, scale, covariance, count);
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
    if (!eigen.decompose(new DMatrixRMaj(d, d, true, covariance.clone()))) {
      throw new ArithmeticException("the covariance has no eigenvalues");
    }
    List<Integer> order =
        IntStream.range(0, d)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
            .limit(count)
            .toList();
    double total = 0;
    for (int f = 0; f < d; f++) {
      total += covariance[f * d + f];
    }
    double variance = total;
    double[] shares =
        order.stream()
            .mapToDouble(i -> Math.max(0, eigen.getEigenvalue(i).getReal()))
            .map(value -> variance > 0 ? value / variance : 0)
            .toArray();
    List<double[]> directions =
        order.stream().map(i -> signed(eigen.getEigenVector(i).data.clone())).toList();
    return new PrincipalComponents(mean, scale, directions, shares);
  }

  private static int checked(double[] mean, double[] scale, double[] covariance, int count) {
    int d = mean.length;
    Covariance.checkShape(mean, scale);
    Covariance.finite(covariance, "a covariance");
    Covariance.require(
        covariance.length == d * d,
        "a covariance of " + d + " features has " + d * d + " numbers, not " + covariance.length);
    Covariance.require(
        count >= 1 && count <= d, "can't give " + count + " of " + d + " components");
    return d;
  }

  private static double[] signed(double[] direction) {
    if (direction[firstOfTheLargest(direction)] < 0) {
      for (int f = 0; f < direction.length; f++) {
        direction[f] = -direction[f];
      }
    }
    return direction;
  }

  private static int firstOfTheLargest(double[] direction) {
    double largest = Arrays.stream(direction).map(Math::abs).max().orElseThrow();
    int first = 0;
    while (Math.abs(direction[first]) < largest * (1 - ROUNDING)) {
      first++;
    }
    return first;
  }

  public int count() {
    return directions.size();
  }

  /** The share of the variance that a component explains, 0 to 1. */
  public double share(int component) {
    return shares[component];
  }

  /** The loadings of a component, one a feature, of length 1. */
  public double[] direction(int component) {
    return directions.get(component).clone();
  }

  /** A row's coordinate on a component. */
  public double project(double[] rows, int offset, int component) {
    double[] direction = directions.get(component);
    double sum = 0;
    for (int f = 0; f < direction.length; f++) {
      double moved = rows[offset + f] - mean[f];
      sum += scale[f] == 0 ? 0 : moved / scale[f] * direction[f];
    }
    return sum;
  }
}
