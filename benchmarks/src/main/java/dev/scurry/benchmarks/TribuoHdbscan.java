package dev.scurry.benchmarks;

import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.hdbscan.HdbscanModel;
import org.tribuo.clustering.hdbscan.HdbscanTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Tribuo's HDBSCAN on rows; its k counts the point itself, as minSamples does. */
final class TribuoHdbscan {

  private final MutableDataset<ClusterID> dataset;

  TribuoHdbscan(Rows rows) {
    ClusteringFactory factory = new ClusteringFactory();
    dataset = new MutableDataset<>(new SimpleDataSourceProvenance("rows", factory), factory);
    String[] names = new String[rows.dimensions()];
    for (int f = 0; f < names.length; f++) {
      names[f] = "x%04d".formatted(f);
    }
    for (int row = 0; row < rows.count(); row++) {
      dataset.add(
          new ArrayExample<>(
              ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, rows.range(row, row + 1)));
    }
  }

  HdbscanModel fit(int minClusterSize, int k, NeighboursQueryFactoryType neighbours) {
    return new HdbscanTrainer(minClusterSize, DistanceType.L2.getDistance(), k, 1, neighbours)
        .train(dataset);
  }

  /** Labels in which 0 is noise. */
  static long[] labels(HdbscanModel model) {
    return model.getClusterLabels().stream().mapToLong(Integer::longValue).toArray();
  }
}
