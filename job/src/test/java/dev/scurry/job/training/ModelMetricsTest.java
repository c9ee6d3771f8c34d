package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.LogLines;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.LineageEvent;
import dev.scurry.schema.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelMetricsTest {

  /** As SageMaker's SDK has them for its K-Means. */
  private static final Pattern TRAIN_MSD =
      Pattern.compile("#quality_metric: host=\\S+, train msd <loss>=(\\S+)");

  private static final Pattern TEST_MSD =
      Pattern.compile("#quality_metric: host=\\S+, test msd <loss>=(\\S+)");

  private final Shown shown = new Shown();
  private final ModelMetrics metrics = new ModelMetrics(shown);
  private final LogLines log = LogLines.of(ModelMetrics.class);

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void published_leavesTheLinesThatATuningJobReads() {
    metrics.published(model(1, null, 2), List.of(), 0);
    metrics.published(model(2, 1.75, 2), List.of(), 0);

    assertThat(values(TRAIN_MSD)).containsExactly("1.5", "1.5");
    assertThat(values(TEST_MSD)).containsExactly("1.75");
  }

  @Test
  void published_showsTheLastModel_alsoWhenItHasFewerClustersThanTheOneBefore() {
    metrics.published(model(1, null, 3), List.of(new byte[5], new byte[7]), 3_000_000);
    assertThat(shown.value("clusterWeight", 2)).isEqualTo(12.0);
    assertThat(shown.value("stateBytes", 0)).isEqualTo(12L);
    assertThat(shown.value("reduceMs", 0)).isEqualTo(3L);

    metrics.published(model(2, 0.5, 2), List.of(), 0);
    assertThat(shown.value("modelVersion", 0)).isEqualTo(2L);
    assertThat(shown.value("testMsd", 0)).isEqualTo(0.5);
    assertThat(shown.value("clusterWeight", 2)).isEqualTo(0.0);
    assertThat(shown.value("clusterId", 2)).isEqualTo(-1L);
    assertThat(shown.value("clusterId", 1)).isEqualTo(101L);
  }

  @Test
  void gauges_beforeAnyModel_sayThatThereIsNone() {
    assertThat(shown.value("modelVersion", 0)).isEqualTo(0L);
    assertThat(shown.value("modelAgeMs", 0)).isEqualTo(-1L);
    assertThat(shown.value("trainMsd", 0)).isEqualTo(Double.NaN);
    assertThat(shown.value("testMsd", 0)).isEqualTo(Double.NaN);
    assertThat(shown.value("clusterWeight", 0)).isEqualTo(0.0);
  }

  private static ClusterModel model(long version, Double testMsd, int k) {
    double[][] centroids = new double[k][1];
    long[] ids = new long[k];
    double[] weights = new double[k];
    for (int row = 0; row < k; row++) {
      ids[row] = 100 + row;
      weights[row] = 10 + row;
    }
    return new ClusterModel(
        "test",
        version,
        "2026-01-01T00:00:00Z",
        1000L,
        1000L,
        List.of("views"),
        ids,
        null,
        centroids,
        weights,
        new double[] {1},
        1.5,
        9,
        testMsd,
        null,
        null,
        null,
        List.of(new LineageEvent("born", 100, List.of(), null)),
        null,
        Map.of(),
        WireFormat.VERSION);
  }

  private List<String> values(Pattern pattern) {
    return log.lines().stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  /** The gauges of each name, in the order of their registration. */
  private static final class Shown extends UnregisteredMetricsGroup {
    private record Named(String name, Metric metric) {}

    private final List<Named> gauges = new ArrayList<>();

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.add(new Named(name, gauge));
      return gauge;
    }

    @Override
    public org.apache.flink.metrics.MetricGroup addGroup(String name) {
      return this;
    }

    @Override
    public org.apache.flink.metrics.MetricGroup addGroup(String key, String value) {
      return this;
    }

    Object value(String name, int which) {
      List<Named> named = gauges.stream().filter(gauge -> gauge.name.equals(name)).toList();
      return ((Gauge<?>) named.get(which).metric).getValue();
    }
  }
}
