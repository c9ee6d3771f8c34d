package dev.scurry.job.snapshot;

import dev.scurry.job.training.ModelUpdate;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Small models for tests. */
final class Models {

  private Models() {}

  /** Two clusters in one feature, trained through so many hours after the epoch. */
  static ClusterModel model(long version, long hour) {
    return model(
        version, hour, new double[][] {{0.5 + version}, {-2.25}}, new double[] {3.5, 1.25});
  }

  static ClusterModel model(long version, long hour, double[][] centroids, double[] weights) {
    long[] ids = new long[centroids.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i;
    }
    return new ClusterModel(
        "scurry",
        version,
        Instant.EPOCH.plus(Duration.ofHours(hour)).toString(),
        86_400_000L,
        3_600_000L,
        List.of("views"),
        ids,
        centroids,
        weights,
        new double[] {2},
        0.5,
        2.375,
        Map.of("k", "2"),
        WireFormat.VERSION);
  }

  static ModelUpdate update(long version, long hour) {
    return new ModelUpdate(
        version, Duration.ofHours(hour).toMillis(), WireFormat.encode(model(version, hour)));
  }
}
