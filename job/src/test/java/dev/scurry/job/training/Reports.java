package dev.scurry.job.training;

import dev.scurry.clustering.MicroClusters;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.DoctorActs;

/** Reports of shards for tests. */
final class Reports {

  private Reports() {}

  static byte[] of(
      Settings settings, long windowEnd, long position, MicroClusters micro, double... sample) {
    ShardSnapshot snapshot =
        new ShardSnapshot(TrainedWith.of(settings).fingerprint(), position, micro);
    return new ShardReport(snapshot, windowEnd, new DoctorActs(1, 2, 3), sample).encode();
  }
}
