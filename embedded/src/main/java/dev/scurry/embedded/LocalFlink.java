package dev.scurry.embedded;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginManager;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster in this JVM. Flink's own mini-cluster listens on every interface unless told
 * otherwise; this one listens on 127.0.0.1 alone, whatever its configuration says.
 *
 * <p>It sets up the file systems of this JVM with its configuration, so that {@code s3://} means
 * what {@link EmbeddedS3#flinkProperties} says; a second cluster in the same JVM sets them up anew.
 */
public final class LocalFlink implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final MiniCluster cluster;
  private final int parallelism;

  private LocalFlink(MiniCluster cluster, int parallelism) {
    this.cluster = cluster;
    this.parallelism = parallelism;
  }

  /** One TaskManager with {@code slots} slots. */
  public static LocalFlink start(int slots) {
    return start(1, slots, new Configuration());
  }

  /**
   * Several TaskManagers, each with its slots.
   *
   * @param configuration any of Flink's settings; addresses are overruled, the REST port is any
   *     free one unless set
   * @throws EmbeddedServerException when Flink does not start, such as when the REST port is in use
   */
  public static LocalFlink start(
      int taskManagers, int slotsPerTaskManager, Configuration configuration) {
    Configuration all = withLoopbackOnly(configuration);
    PluginManager plugins = PluginUtils.createPluginManagerFromRootFolder(all);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(all)
                .setNumTaskManagers(taskManagers)
                .setNumSlotsPerTaskManager(slotsPerTaskManager)
                .setCommonBindAddress(LOOPBACK)
                .setPluginManager(plugins)
                .build());
    try {
      FileSystem.initialize(all, plugins);
      cluster.start();
    } catch (Exception e) {
      cluster.closeAsync().exceptionally(ignored -> null).join();
      throw new EmbeddedServerException("Flink did not start", e);
    }
    return new LocalFlink(cluster, taskManagers * slotsPerTaskManager);
  }

  /** An environment whose jobs run here, with as many subtasks as there are slots. */
  public StreamExecutionEnvironment environment() {
    return environment(new Configuration());
  }

  /**
   * An environment whose jobs run here.
   *
   * @param configuration of the job: checkpoints, restart strategy, {@code
   *     execution.state-recovery.path}, parallelism
   */
  public StreamExecutionEnvironment environment(Configuration configuration) {
    Configuration all = new Configuration();
    all.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    all.addAll(configuration);
    all.set(DeploymentOptions.TARGET, LocalFlinkExecutor.NAME);
    all.set(DeploymentOptions.ATTACHED, true);
    return new StreamExecutionEnvironment(
        new LocalFlinkExecutor(cluster), all, Thread.currentThread().getContextClassLoader());
  }

  /** Flink's REST interface and, where flink-runtime-web is on the class path, its pages. */
  public URI restUrl() {
    return cluster.getRestAddress().join();
  }

  /** Cancels a job; complete once the job is asked to end. */
  public CompletableFuture<Void> cancel(JobID job) {
    return cluster.cancelJob(job).thenAccept(acknowledged -> {});
  }

  /**
   * Takes a savepoint and lets the job run on.
   *
   * @param folder a path or URI
   * @return the savepoint's own path
   */
  public CompletableFuture<String> savepoint(JobID job, String folder) {
    return cluster.triggerSavepoint(job, folder, false, SavepointFormatType.CANONICAL);
  }

  /** Takes a savepoint and stops the job without draining it. */
  public CompletableFuture<String> stopWithSavepoint(JobID job, String folder) {
    return cluster.stopWithSavepoint(job, folder, false, SavepointFormatType.CANONICAL);
  }

  /** The same, once every window is closed, as at the end of bounded input. */
  public CompletableFuture<String> drain(JobID job, String folder) {
    return cluster.stopWithSavepoint(job, folder, true, SavepointFormatType.CANONICAL);
  }

  /** Ends a TaskManager with the tasks on it; counted from 0 in order of their start. */
  public void terminateTaskManager(int index) {
    cluster.terminateTaskManager(index).join();
  }

  /** One more TaskManager, with as many slots as the others. */
  public void startTaskManager() {
    try {
      cluster.startTaskManager();
    } catch (Exception e) {
      throw new EmbeddedServerException("The TaskManager did not start", e);
    }
  }

  /** Ends all jobs and the cluster. */
  @Override
  public void close() {
    cluster.closeAsync().join();
  }

  private static Configuration withLoopbackOnly(Configuration configuration) {
    Configuration all = new Configuration();
    all.set(RestOptions.BIND_PORT, "0");
    all.set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false);
    all.addAll(configuration);
    all.set(RestOptions.ADDRESS, LOOPBACK);
    all.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    all.set(JobManagerOptions.ADDRESS, LOOPBACK);
    all.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    all.set(JobManagerOptions.PORT, 0);
    all.set(TaskManagerOptions.HOST, LOOPBACK);
    all.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    return all;
  }
}
