package dev.scurry.job.assignment;

import dev.scurry.schema.Assignment.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a user is as far from a centroid as he is, or nearer to one than to another.
 *
 * <p>A squared distance is a sum over features of z², z = (value - centroid) / scale; so each
 * feature has its share of it, and of the difference between two of them. The features with the
 * largest shares are the reasons; one that speaks for the other side is none.
 */
final class Explanation {

  private static final int MOST = 3;

  private final List<String> names;
  private final double[] scale;
  private final double[] features;

  Explanation(List<String> names, double[] scale, double[] features) {
    this.names = names;
    this.scale = scale;
    this.features = features;
  }

  /** What makes up most of the distance to a centroid; z is from there. */
  List<Reason> ofDistance(double[] centroid) {
    double[] z = new double[features.length];
    double[] share = new double[features.length];
    for (int f = 0; f < z.length; f++) {
      z[f] = z(f, centroid);
      share[f] = z[f] * z[f];
    }
    return largest(share, z);
  }

  /** What makes another centroid farther than the own one; z is from the other. */
  List<Reason> ofDifference(double[] own, double[] other) {
    double[] z = new double[features.length];
    double[] share = new double[features.length];
    for (int f = 0; f < z.length; f++) {
      z[f] = z(f, other);
      share[f] = z[f] * z[f] - z(f, own) * z(f, own);
    }
    return largest(share, z);
  }

  private double z(int f, double[] centroid) {
    return scale[f] == 0 ? 0 : (features[f] - centroid[f]) / scale[f];
  }

  /** By share, the first of equals first; what is left of the array is spent. */
  private List<Reason> largest(double[] share, double[] z) {
    List<Reason> reasons = new ArrayList<>(MOST);
    for (int f = indexOfLargest(share); share[f] > 0; f = indexOfLargest(share)) {
      reasons.add(new Reason(names.get(f), z[f]));
      share[f] = 0;
      if (reasons.size() == MOST) {
        break;
      }
    }
    return reasons;
  }

  private static int indexOfLargest(double[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
