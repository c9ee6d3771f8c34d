package dev.scurry.clustering;

/** Of all pairs of micro-clusters the one whose union costs least (Ward 1963). */
final class Twins {

  private final MicroClusters micro;
  private final Metric metric;

  /** For each micro-cluster the other with which its union costs least, and that cost. */
  private final int[] partner;

  private final double[] cost;

  Twins(MicroClusters micro, Metric metric) {
    this.micro = micro;
    this.metric = metric;
    this.partner = new int[micro.size()];
    this.cost = new double[micro.size()];
    for (int i = 0; i < cost.length; i++) {
      findPartner(i);
    }
  }

  private void findPartner(int i) {
    cost[i] = Double.POSITIVE_INFINITY;
    for (int j = 0; j < cost.length; j++) {
      compare(i, j);
    }
  }

  private void compare(int i, int j) {
    double loss = i == j ? Double.POSITIVE_INFINITY : loss(i, j);
    if (loss < cost[i]) {
      cost[i] = loss;
      partner[i] = j;
    }
  }

  /** One that has just begun is nobody's twin. */
  private double loss(int i, int j) {
    double a = micro.weight(i);
    double b = micro.weight(j);
    int d = metric.dimensions();
    return a == 0 || b == 0
        ? Double.POSITIVE_INFINITY
        : a * b / (a + b) * metric.squared(micro.rawMeans(), i * d, micro.rawMeans(), j * d);
  }

  int first() {
    int best = 0;
    for (int i = 1; i < cost.length; i++) {
      best = cost[i] < cost[best] ? i : best;
    }
    return best;
  }

  int second() {
    return partner[first()];
  }

  /** Infinite where there is no pair. */
  double loss() {
    return cost[first()];
  }

  /** Takes note that two micro-clusters are not what they were. */
  void changed(int one, int other) {
    for (int i = 0; i < cost.length; i++) {
      if (i == one || i == other || partner[i] == one || partner[i] == other) {
        findPartner(i);
      } else {
        compare(i, one);
        compare(i, other);
      }
    }
  }
}
