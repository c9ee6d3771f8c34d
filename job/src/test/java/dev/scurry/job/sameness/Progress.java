package dev.scurry.job.sameness;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.admin.Admin;

/**
 * How far a job's Kafka source has come. Offsets are summed over the partitions.
 *
 * @param checkpointed read at the last checkpoint that was completed, or at the one before
 * @param read a little later
 */
record Progress(long checkpointed, long read) {

  /** A cluster answers with the figures that it had, and then asks for new ones. */
  private static final Duration NEW_FIGURES = Duration.ofMillis(200);

  static Progress of(RealServers servers, JobID job, String group, String topic) throws Exception {
    Map<Integer, Long> committed = committed(servers.kafka().bootstrapServers(), group, topic);
    servers.rest().read(job);
    LockSupport.parkNanos(NEW_FIGURES.toNanos());
    Map<Integer, Long> read = new HashMap<>(committed); // What was read to its end says no more.
    servers
        .rest()
        .read(job)
        .forEach((partition, offset) -> read.merge(partition, offset, Math::max));
    return new Progress(sum(committed), sum(read));
  }

  /**
   * What a group has committed of a topic, by partition; a source does so when a checkpoint is
   * completed.
   */
  static Map<Integer, Long> committed(String broker, String group, String topic) throws Exception {
    Map<Integer, Long> offsets = new HashMap<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach(
              (partition, at) -> {
                if (partition.topic().equals(topic)) {
                  offsets.put(partition.partition(), at.offset());
                }
              });
    }
    return offsets;
  }

  static long sum(Map<Integer, Long> offsets) {
    return offsets.values().stream().mapToLong(offset -> offset).sum();
  }
}
