package dev.scurry.cli.density;

import dev.scurry.clustering.density.Optics;
import dev.scurry.clustering.density.OpticsOrdering;
import dev.scurry.clustering.density.OpticsXi;
import dev.scurry.clustering.density.PairOptics;
import dev.scurry.job.daily.DensityParameters;
import dev.scurry.job.daily.OpticsMethod;
import java.io.IOException;
import java.util.List;

/**
 * OPTICS: one pass, memory O(pairs within max_eps).
 *
 * @param xi how clusters are read off the ordering; null where they are cut at eps
 */
record OpticsClustering(int minSamples, double maxEps, double eps, OpticsXi xi)
    implements DensityClustering {

  static OpticsClustering of(DensityParameters parameters) {
    boolean byXi = parameters.clusterMethod() == OpticsMethod.XI;
    return new OpticsClustering(
        parameters.minSamples(),
        parameters.maxEps(),
        parameters.eps(),
        byXi ? parameters.opticsXi() : null);
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
