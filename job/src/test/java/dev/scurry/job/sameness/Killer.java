package dev.scurry.job.sameness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Kills the servers of a running job, one after the other, in an order that a seed decides: each
 * some moments after a checkpoint was completed, while there are records behind it.
 */
final class Killer {
  private static final int LONGEST_WAIT_MS = 900;
  private static final String TOPIC = "activity";

  private final RealServers servers;
  private final JobID job;
  private final String group;
  private final Random random;

  Killer(RealServers servers, JobID job, String group, long seed) {
    this.servers = servers;
    this.job = job;
    this.group = group;
    this.random = new Random(seed);
  }

  /** Kills; the first three times each kind of server once, then whichever it may be. */
  List<String> kill(int times) throws Exception {
    List<Victim> order = new ArrayList<>(List.of(Victim.values()));
    Collections.shuffle(order, random);
    List<String> kills = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Victim victim =
          i < order.size() ? order.get(i) : Victim.values()[random.nextInt(order.size())];
      awaitCheckpoint();
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LONGEST_WAIT_MS)).toNanos());
      kills.add(victim + " with " + unread() + " records to come");
      kill(victim);
    }
    return kills;
  }

  private void kill(Victim victim) {
    switch (victim) {
      case TASK_MANAGER -> servers.replaceTaskManager(random.nextInt(2));
      case BROKER -> {
        servers.kafka().kill();
        servers.kafka().restart();
      }
      case STORAGE -> {
        servers.s3().kill();
        servers.s3().restart();
      }
    }
  }

  /** Waits for a checkpoint that began when all that was killed was there again. */
  private void awaitCheckpoint() throws Exception {
    FlinkRest.await("the job to run", () -> servers.rest().allTasksRun(job));
    long before = servers.rest().completedCheckpoints(job);
    FlinkRest.await("a checkpoint", () -> servers.rest().completedCheckpoints(job) >= before + 2);
  }

  /** Records behind the last completed checkpoint; fails where there are none. */
  private long unread() throws Exception {
    long unread = 0;
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", servers.kafka().bootstrapServers()))) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends(admin).entrySet()) {
        OffsetAndMetadata read = committed.get(end.getKey());
        unread += end.getValue().offset() - (read == null ? 0 : read.offset());
      }
    }
    if (unread == 0) {
      throw new AssertionError("the run was over before the kill");
    }
    return unread;
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> ends(Admin admin) throws Exception {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    admin
        .describeTopics(List.of(TOPIC))
        .allTopicNames()
        .get()
        .get(TOPIC)
        .partitions()
        .forEach(
            partition ->
                latest.put(new TopicPartition(TOPIC, partition.partition()), OffsetSpec.latest()));
    return admin.listOffsets(latest).all().get();
  }

  private enum Victim {
    TASK_MANAGER,
    BROKER,
    STORAGE
  }
}
