package dev.scurry.cli;

import dev.scurry.embedded.LocalFlink;
import dev.scurry.job.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this process and one job on it at a time, watched until it ends. */
final class InProcessJob implements AutoCloseable {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final LocalFlink flink;

  private InProcessJob(LocalFlink flink) {
    this.flink = flink;
  }

  /**
   * Starts a cluster.
   *
   * @param slots how many parallel subtasks can run at once
   * @param port of Flink's web page; 0 takes any that is free
   * @throws CommandFailedException if the port is taken
   */
  static InProcessJob start(Settings settings, int slots, int port) {
    refuseTakenPort(port);
    Configuration cluster = new Configuration();
    settings.s3().forEach(cluster::setString);
    settings.flink().forEach(cluster::setString);
    // Running totals reach us with the heartbeats.
    cluster.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
    cluster.set(RestOptions.BIND_PORT, Integer.toString(port));
    return new InProcessJob(LocalFlink.start(1, slots, cluster));
  }

  static void refuseTakenPort(int port) {
    if (port == 0) {
      return;
    }
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      free.setReuseAddress(true);
    } catch (IOException e) {
      throw new CommandFailedException("port " + port + " on 127.0.0.1 is in use");
    }
  }

  /** Flink's web page. */
  URI page() {
    return flink.restUrl();
  }

  StreamExecutionEnvironment environment(Configuration job, int parallelism) {
    StreamExecutionEnvironment env = flink.environment(job);
    env.setParallelism(parallelism);
    return env;
  }

  /**
   * Runs what was laid out in the environment to its end.
   *
   * @param watch is shown the job's accumulators now and then
   * @return the final accumulators, or the last seen if this thread is interrupted, which cancels
   *     the job
   * @throws CommandFailedException if the job failed
   */
  Map<String, Object> run(
      StreamExecutionEnvironment env, String name, Consumer<Map<String, Object>> watch)
      throws Exception {
    JobClient job = env.executeAsync(name);
    CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
    AtomicReference<Map<String, Object>> seen = new AtomicReference<>(Map.of());
    while (true) {
      try {
        return together(
            seen.get(),
            result.get(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS).getAllAccumulatorResults());
      } catch (TimeoutException stillRunning) {
        job.getAccumulators()
            .thenAccept(
                accumulators -> {
                  seen.set(accumulators);
                  watch.accept(accumulators);
                });
      } catch (InterruptedException e) {
        job.cancel().join();
        return seen.get();
      } catch (ExecutionException e) {
        throw new JobFailedException(e);
      }
    }
  }

  /**
   * The final accumulators, and what was seen of tasks that are not in them: a task that had ended
   * when the job was restored adds nothing to those of the last attempt. No count ever goes down.
   */
  static Map<String, Object> together(Map<String, Object> seen, Map<String, Object> last) {
    Map<String, Object> all = new HashMap<>(seen);
    last.forEach(
        (name, value) -> {
          boolean less =
              value instanceof Long count && all.get(name) instanceof Long before && count < before;
          if (value != null && !less) {
            all.put(name, value);
          }
        });
    return all;
  }

  @Override
  public void close() {
    flink.close();
  }
}
