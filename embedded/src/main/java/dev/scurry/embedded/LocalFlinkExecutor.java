package dev.scurry.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;

/** Hands the jobs of an environment to a running mini-cluster, which outlives them. */
final class LocalFlinkExecutor
    implements PipelineExecutorServiceLoader, PipelineExecutorFactory, PipelineExecutor {
  static final String NAME = "local-flink";

  private final MiniCluster cluster;

  LocalFlinkExecutor(MiniCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public PipelineExecutorFactory getExecutorFactory(Configuration configuration) {
    return this;
  }

  @Override
  public Stream<String> getExecutorNames() {
    return Stream.of(NAME);
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public boolean isCompatibleWith(Configuration configuration) {
    return NAME.equals(configuration.get(DeploymentOptions.TARGET));
  }

  @Override
  public PipelineExecutor getExecutor(Configuration configuration) {
    return this;
  }

  @Override
  public CompletableFuture<JobClient> execute(
      Pipeline pipeline, Configuration configuration, ClassLoader userCode) throws Exception {
    JobGraph graph = PipelineExecutorUtils.getJobGraph(pipeline, configuration, userCode);
    return cluster
        .submitJob(graph)
        .thenApply(
            submitted -> {
              awaitInitialization(submitted.getJobID(), userCode);
              return new MiniClusterJobClient(
                  submitted.getJobID(), cluster, userCode, JobFinalizationBehavior.NOTHING);
            });
  }

  private void awaitInitialization(JobID job, ClassLoader userCode) {
    try {
      ClientUtils.waitUntilJobInitializationFinished(
          () -> cluster.getJobStatus(job).get(),
          () -> cluster.requestJobResult(job).get(),
          userCode);
    } catch (Exception e) {
      throw new EmbeddedServerException("Job " + job + " did not start", e);
    }
  }
}
