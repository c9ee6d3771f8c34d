package dev.scurry.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.TestSettings;
import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.DistanceQuantiles;
import dev.scurry.schema.WireFormat;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ModelSizeTest {

  /** As long as a double can be. */
  private static final double LONG = -1.2345678901234567E-100;

  @Test
  void mostClusters_fitIntoARecord_withAllDigits() {
    Settings settings = TestSettings.of(Map.of());
    int k = ModelSize.mostClusters(settings);
    int d = settings.features().columns().size();
    ClusterModel model =
        new ClusterModel(
            "default",
            1,
            "2026-01-01T00:00:00Z",
            86_400_000L,
            3_600_000L,
            settings.features().columns(),
            LongStream.range(1_000_000, 1_000_000 + k).toArray(),
            2_000_000L,
            rows(k, d),
            rows(1, k)[0],
            rows(1, d)[0],
            LONG,
            LONG,
            LONG,
            rows(k, d),
            new DistanceQuantiles(new double[] {0.5, 0.9, 0.95, 0.99, 0.999}, rows(k, 5)),
            null,
            null,
            null,
            Map.of(),
            1);

    assertThat(WireFormat.encode(model).length).isBetween(500_000, 1 << 20);
    assertThat(k).isGreaterThan(1000);
  }

  @Test
  void problem_isToldOfMoreThanFit_andFollowsTheSetting() {
    assertThat(problem(Map.of("training.k", "1000"))).isEmpty();
    assertThat(problem(Map.of("training.k", "5000")))
        .startsWith("training.k: a model of 5000 clusters with 2 features may not fit");
    assertThat(problem(Map.of("training.k", "auto", "training.k-max", "5000")))
        .startsWith("training.k-max: a model of 5000 clusters");
    assertThat(problem(Map.of("training.k", "5000", "kafka.max.request.size", "8388608")))
        .isEmpty();
  }

  private static String problem(Map<String, String> values) {
    return ModelSize.problem(TestSettings.of(values));
  }

  private static double[][] rows(int n, int d) {
    double[][] rows = new double[n][d];
    for (double[] row : rows) {
      Arrays.fill(row, LONG);
    }
    return rows;
  }
}
