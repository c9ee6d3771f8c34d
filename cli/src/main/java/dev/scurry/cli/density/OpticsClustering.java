package dev.scurry.cli.density;

import dev.scurry.clustering.density.Optics;
import dev.scurry.clustering.density.OpticsOrdering;
import dev.scurry.clustering.density.OpticsXi;
import dev.scurry.clustering.density.PairOptics;
import java.io.IOException;
import java.util.List;

/**
 * OPTICS: one pass, memory O(pairs within max_eps).
 *
 * @param xi how clusters are read off the ordering; null where they are cut at eps
 */
record OpticsClustering(int minSamples, double maxEps, double eps, OpticsXi xi)
    implements DensityClustering {

  static OpticsClustering of(HyperParameters parameters) {
    int minSamples = parameters.count("min_samples", 5, 2);
    double maxEps = parameters.number("max_eps", Double.POSITIVE_INFINITY, 0);
    double eps = parameters.number("eps", maxEps, 0);
    boolean byXi = parameters.word("cluster_method", "xi", "dbscan").equals("xi");
    double steep = parameters.number("xi", 0.05, 0);
    int minClusterSize = parameters.count("min_cluster_size", minSamples, 2);
    boolean correction = parameters.flag("predecessor_correction", true);
    if (!(steep > 0 && steep < 1)) {
      throw new WrongParameterException("xi must be above 0 and below 1, not " + steep);
    }
    if (!byXi && eps > maxEps) {
      throw new WrongParameterException(
          "eps must not be above max_eps, but %s is above %s".formatted(eps, maxEps));
    }
    OpticsXi xi = byXi ? new OpticsXi(steep, minClusterSize, correction) : null;
    return new OpticsClustering(minSamples, maxEps, eps, xi);
  }

  @Override
  public Clustered ofPairs(PairSource pairs) throws IOException, InterruptedException {
    PairOptics optics = new PairOptics(0, minSamples, maxEps);
    pairs.read(
        (i, j, distance) -> {
          if (distance <= LARGEST) {
            optics.growTo(Math.max(i, j) + 1);
            optics.add(i, j, distance);
          }
        });
    if (pairs.points() == 0) {
      return Clustered.NOTHING;
    }
    optics.growTo(pairs.points());
    return clustered(optics.ordering());
  }

  @Override
  public Clustered ofPoints(double[] rows, int dimensions) {
    return clustered(Optics.ofPoints(rows, dimensions, minSamples, maxEps));
  }

  private Clustered clustered(OpticsOrdering ordering) {
    double[] order = new double[ordering.ordering().length];
    for (int place = 0; place < order.length; place++) {
      order[ordering.ordering()[place]] = place;
    }
    return new Clustered(
        xi == null ? ordering.dbscanLabels(eps) : ordering.xiLabels(xi),
        List.of(
            new Clustered.Column("order", order),
            new Clustered.Column("reachability", ordering.reachability()),
            new Clustered.Column("core_distance", ordering.coreDistances())));
  }
}
