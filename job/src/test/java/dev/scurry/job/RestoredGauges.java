package dev.scurry.job;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** What the gauges of a keyed operator show when it was restored and nothing has come yet. */
public final class RestoredGauges {

  private RestoredGauges() {}

  /** By name; of those with labels any. */
  public static <K, IN1, IN2, OUT> Map<String, Object> of(
      TwoInputStreamOperator<IN1, IN2, OUT> operator,
      KeySelector<IN1, K> key,
      TypeInformation<K> keyType,
      StateBackend backend,
      OperatorSubtaskState state)
      throws Exception {
    Map<String, Metric> registered = new ConcurrentHashMap<>();
    try (MockEnvironment environment =
            new MockEnvironmentBuilder()
                .setMaxParallelism(Operators.MAX_PARALLELISM)
                .setParallelism(1)
                .setMetricGroup(recordingTo(registered))
                .build();
        Harness<OUT> harness = new Harness<>(operator, environment, key, keyType)) {
      harness.setStateBackend(backend);
      harness.initializeState(state);
      harness.open();
      Map<String, Object> values = new ConcurrentHashMap<>();
      registered.forEach(
          (name, metric) -> {
            if (metric instanceof Gauge<?> gauge && gauge.getValue() != null) {
              values.put(name, gauge.getValue());
            }
          });
      return values;
    }
  }

  private static TaskMetricGroup recordingTo(Map<String, Metric> registered) {
    TestingMetricRegistry registry =
        TestingMetricRegistry.builder()
            .setRegisterConsumer((metric, name, group) -> registered.put(name, metric))
            .build();
    return TaskManagerMetricGroup.createTaskManagerMetricGroup(
            registry, "127.0.0.1", ResourceID.generate())
        .addJob(new JobID(), "job")
        .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "task");
  }

  private static final class Harness<OUT> extends AbstractStreamOperatorTestHarness<OUT> {

    Harness(
        TwoInputStreamOperator<?, ?, OUT> operator,
        MockEnvironment environment,
        KeySelector<?, ?> key,
        TypeInformation<?> keyType)
        throws Exception {
      super(operator, environment);
      config.setStatePartitioner(0, key);
      config.setStateKeySerializer(keyType.createSerializer(executionConfig.getSerializerConfig()));
      config.serializeAllConfigs();
    }
  }
}
