package dev.scurry.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFlinkITCase {
  private static LocalFlink flink;

  @BeforeAll
  static void start() {
    flink = LocalFlink.start(2, 2, new Configuration());
  }

  @AfterAll
  static void stop() {
    flink.close();
  }

  @Test
  void environment_runsAJobOnEverySlot() throws Exception {
    StreamExecutionEnvironment env = flink.environment();

    assertThat(env.getParallelism()).isEqualTo(4);
    List<Long> squares = env.fromSequence(1, 100).map(n -> n * n).executeAndCollect(100);
    assertThat(squares).hasSize(100).contains(1L, 10_000L);
  }

  @Test
  void savepoint_isTakenAndStartedFrom(@TempDir Path folder) throws Exception {
    JobClient first = endlessJob(flink, new Configuration());
    awaitRunning();
    String savepoint =
        flink.savepoint(first.getJobID(), folder.toUri().toString()).get(1, TimeUnit.MINUTES);
    flink.cancel(first.getJobID()).get(1, TimeUnit.MINUTES);
    assertThat(Path.of(URI.create(savepoint)).resolve("_metadata")).exists();

    Configuration restored = new Configuration();
    restored.setString("execution.state-recovery.path", savepoint);
    JobClient second = endlessJob(flink, restored);
    awaitRunning();
    String stopped =
        flink
            .stopWithSavepoint(second.getJobID(), folder.toUri().toString())
            .get(1, TimeUnit.MINUTES);

    assertThat(stopped).isNotEqualTo(savepoint);
    assertThat(second.getJobStatus().get()).isEqualTo(JobStatus.FINISHED);
  }

  @Test
  void environment_ofASavepointThatIsNotThere_fails() {
    Configuration restored = new Configuration();
    restored.setString("execution.state-recovery.path", "file:///nowhere/savepoint-1");

    assertThatThrownBy(() -> endlessJob(flink, restored))
        .hasStackTraceContaining("/nowhere/savepoint-1");
  }

  @Test
  void start_onAPortInUse_isRefused() {
    Configuration samePort = new Configuration();
    samePort.set(RestOptions.BIND_PORT, Integer.toString(flink.restUrl().getPort()));

    assertThatThrownBy(() -> LocalFlink.start(1, 1, samePort))
        .isInstanceOf(EmbeddedServerException.class)
        .hasStackTraceContaining("Could not start rest endpoint on any port");
  }

  @Test
  void terminateTaskManager_leavesTheJobToItsRestartStrategy() throws Exception {
    Configuration restarting = new Configuration();
    restarting.setString("restart-strategy.type", "fixed-delay");
    restarting.setString("restart-strategy.fixed-delay.attempts", "1000");
    restarting.setString("restart-strategy.fixed-delay.delay", "50 ms");
    try (LocalFlink alone = LocalFlink.start(1)) {
      JobClient job = endlessJob(alone, restarting);
      awaitRunning();
      alone.terminateTaskManager(0);
      alone.startTaskManager();
      awaitRunning();
      assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    }
  }

  private static JobClient endlessJob(LocalFlink flink, Configuration configuration)
      throws Exception {
    StreamExecutionEnvironment env = flink.environment(configuration);
    env.setParallelism(1);
    env.fromSequence(1, Long.MAX_VALUE)
        .map(new SayOnce())
        .uid("map")
        .sinkTo(new DiscardingSink<>());
    return env.executeAsync();
  }

  private static void awaitRunning() throws InterruptedException {
    assertThat(SayOnce.SAID.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
  }

  /** Says, once each time that it starts, that records flow. */
  private static final class SayOnce implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private static final Semaphore SAID = new Semaphore(0);

    private transient boolean said;

    @Override
    public Long map(Long value) {
      if (!said) {
        said = true;
        SAID.release();
      }
      return value;
    }
  }
}
