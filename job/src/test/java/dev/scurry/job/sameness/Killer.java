package dev.scurry.job.sameness;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;

/**
 * Kills the servers of a running job, one after the other, in an order that a seed decides: each
 * some moments after a checkpoint was completed, with records read that are not in it. Between two
 * kills all that the first one had seen read gets into a checkpoint.
 *
 * <p>It has the broker serve the job so slowly that what is left of the log lasts for the kills
 * that are left. A broker lets every new consumer have what it may in ten seconds at once, so each
 * restart moves the run along; {@link #SLOWNESS} keeps that to half of the log's part for one kill.
 */
final class Killer {
  /** Of the job that is to be killed. */
  static final int PARALLELISM = 2;

  private static final String TOPIC = "activity";
  private static final int LONGEST_WAIT_MS = 900;
  private static final int SLOWNESS = 20;

  private final RealServers servers;
  private final JobID job;
  private final String group;
  private final long end;
  private final long bytes;
  private final Random random;
  private final List<Kill> kills = new ArrayList<>();
  private Kill last;

  /**
   * @param end how many records there are
   * @param bytes of all of them
   */
  Killer(RealServers servers, JobID job, String group, long end, long bytes, long seed) {
    this.servers = servers;
    this.job = job;
    this.group = group;
    this.end = end;
    this.bytes = bytes;
    this.random = new Random(seed);
  }

  /** Kills; of three in a row each is of another kind. */
  List<Kill> kill(int times) throws Exception {
    Queue<Kill.Victim> order = new ArrayDeque<>();
    for (int number = 1; number <= times; number++) {
      if (order.isEmpty()) {
        order.addAll(shuffled());
      }
      double left = 1 - (double) Progress.of(servers, job, group, TOPIC).checkpointed() / end;
      Throttle.set(servers.kafka(), pace(left * bytes, times - number + 1));
      Kill kill = awaitMoment(number, order.remove());
      kill(kill.victim());
      kills.add(kill);
    }
    return kills;
  }

  private List<Kill.Victim> shuffled() {
    List<Kill.Victim> all = new ArrayList<>(List.of(Kill.Victim.values()));
    Collections.shuffle(all, random);
    return all;
  }

  /** Bytes a second for each task, so that so many last for so many kills. */
  static double pace(double bytes, int kills) {
    return bytes / (kills + 1) / SLOWNESS / PARALLELISM;
  }

  private Kill awaitMoment(int number, Kill.Victim victim) throws Exception {
    awaitRipe(number, victim);
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LONGEST_WAIT_MS)).toNanos());
    awaitRipe(number, victim);
    return last;
  }

  private void awaitRipe(int number, Kill.Victim victim) throws Exception {
    FlinkRest.await(
        () -> "a checkpoint that has moved and records in flight: " + kills + last,
        () -> isRipe(look(number, victim)));
  }

  private Kill look(int number, Kill.Victim victim) throws Exception {
    long checkpoint = servers.rest().lastCheckpoint(job);
    Progress at = Progress.of(servers, job, group, TOPIC);
    last =
        new Kill(
            number,
            victim,
            checkpoint,
            at.checkpointed(),
            at.read(),
            end,
            servers.rest().restarts(job));
    return last;
  }

  private boolean isRipe(Kill kill) throws Exception {
    if (kill.checkpointed() == end) {
      throw new AssertionError("the run was over before the kill: " + kills + kill);
    }
    return kill.interrupted()
        && (kills.isEmpty() || kill.isPast(kills.get(kills.size() - 1)))
        && servers.rest().allTasksRun(job);
  }

  private void kill(Kill.Victim victim) throws Exception {
    switch (victim) {
      case TASK_MANAGER -> {
        List<Integer> busy = new ArrayList<>();
        FlinkRest.await("a TaskManager with tasks", () -> busy.addAll(servers.taskManagersOf(job)));
        servers.replaceTaskManager(busy.get(random.nextInt(busy.size())));
      }
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
}
