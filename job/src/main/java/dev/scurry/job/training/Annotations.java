package dev.scurry.job.training;

import dev.scurry.clustering.ClusterIdentity;
import dev.scurry.clustering.ClusterLineage;
import dev.scurry.clustering.ClusterSpread;
import dev.scurry.clustering.KMeansModel;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.SampleDistances;
import dev.scurry.schema.DistanceQuantiles;
import dev.scurry.schema.DoctorActs;
import dev.scurry.schema.LineageEvent;
import dev.scurry.schema.MassShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a model says of itself beside where its clusters are. */
final class Annotations {

  private static final double[] LEVELS = {0.5, 0.9, 0.95, 0.99, 0.999};

  private Annotations() {}

  /** k x d standard deviations. */
  static double[][] spread(MicroClusters current, KMeansModel model) {
    double[] flat = ClusterSpread.deviations(current, model);
    int d = model.dimensions();
    double[][] spread = new double[model.k()][];
    Arrays.setAll(spread, row -> Arrays.copyOfRange(flat, row * d, (row + 1) * d));
    return spread;
  }

  /**
   * Over the last samples of the shards; null where there is none.
   *
   * @param after samples of windows that end up to this time are too old to count
   */
  static DistanceQuantiles distances(List<ShardReport> reports, long after, KMeansModel model) {
    double[] sample =
        concat(reports.stream().filter(report -> report.windowEnd() > after).toList());
    return sample.length == 0
        ? null
        : new DistanceQuantiles(LEVELS, SampleDistances.of(sample, model).quantiles(LEVELS));
  }

  /** Mean squared distance of the window's points to the model before it; null without either. */
  static Double testMsd(List<ShardReport> reports, long windowEnd, KMeansModel before) {
    double[] sample = concat(of(windowEnd, reports));
    return before == null || sample.length == 0 ? null : SampleDistances.of(sample, before).msd();
  }

  /** What all shards did in a window. */
  static DoctorActs doctor(List<ShardReport> reports, long windowEnd) {
    long begun = 0;
    long relocated = 0;
    long forgotten = 0;
    for (ShardReport report : of(windowEnd, reports)) {
      begun += report.acts().begun();
      relocated += report.acts().relocated();
      forgotten += report.acts().forgotten();
    }
    return new DoctorActs(begun, relocated, forgotten);
  }

  private static List<ShardReport> of(long windowEnd, List<ShardReport> reports) {
    return reports.stream().filter(report -> report.windowEnd() == windowEnd).toList();
  }

  private static double[] concat(List<ShardReport> reports) {
    return reports.stream().flatMapToDouble(report -> Arrays.stream(report.sample())).toArray();
  }

  /** What became of the clusters of the model before; for a first model nothing. */
  static List<LineageEvent> lineage(
      MicroClusters current,
      KMeansModel before,
      ClusterIdentity idsBefore,
      KMeansModel after,
      ClusterIdentity idsAfter) {
    return before == null
        ? List.of()
        : ClusterLineage.between(current, before, idsBefore, after, idsAfter).stream()
            .map(Annotations::wire)
            .toList();
  }

  private static LineageEvent wire(ClusterLineage.Event event) {
    List<MassShare> shares = shares(event.others(), event.shares());
    String kind = event.kind().name().toLowerCase(Locale.ROOT);
    return switch (event.kind()) {
      case BORN, MERGED -> new LineageEvent(kind, event.cluster(), shares, null);
      case DIED, SPLIT -> new LineageEvent(kind, event.cluster(), null, shares);
    };
  }

  private static List<MassShare> shares(long[] clusters, double[] shares) {
    List<MassShare> wire = new ArrayList<>();
    for (int i = 0; i < clusters.length; i++) {
      wire.add(new MassShare(clusters[i], shares[i]));
    }
    return wire;
  }
}
