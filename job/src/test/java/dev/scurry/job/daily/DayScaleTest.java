package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.config.ScurryOptions.Scaling;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayScaleTest {

  @Test
  void coordinates_areStandardisedByThePopulation() {
    // Mean 5 and population deviation 2, the textbook's eight numbers.
    List<FeatureRow> rows = rows(2, 4, 4, 4, 5, 5, 7, 9);
    DayScale scale = DayScale.of(rows, 1, Scaling.STANDARD);

    assertThat(scale.mean(0)).isEqualTo(5);
    assertThat(scale.deviation(0)).isEqualTo(2);
    assertThat(coordinate(scale, rows.get(0))).isEqualTo(-1.5);
    assertThat(coordinate(scale, rows.get(7))).isEqualTo(2);
  }

  @Test
  void coordinates_ofAFeatureThatDoesNotVaryAreZero() {
    List<FeatureRow> rows = rows(0.1, 0.1, 0.1);
    DayScale scale = DayScale.of(rows, 1, Scaling.STANDARD);

    assertThat(scale.deviation(0)).isZero();
    assertThat(coordinate(scale, rows.get(1))).isZero();
  }

  @Test
  void coordinates_stayFiniteAtTheEdges() {
    for (double size : new double[] {FeatureRows.LARGEST, 1e-300, Double.MIN_VALUE}) {
      List<FeatureRow> rows = rows(-size, size, 0);
      DayScale scale = DayScale.of(rows, 1, Scaling.STANDARD);

      assertThat(rows).allSatisfy(row -> assertThat(coordinate(scale, row)).isFinite());
    }
  }

  @Test
  void coordinates_withoutScalingAreTheValues() {
    List<FeatureRow> rows = rows(2, 4);

    assertThat(coordinate(DayScale.of(rows, 1, Scaling.NONE), rows.get(1))).isEqualTo(4);
  }

  @Test
  void of_noRowsHasNoScale() {
    assertThat(DayScale.of(List.of(), 1, Scaling.STANDARD).deviation(0)).isZero();
  }

  private static double coordinate(DayScale scale, FeatureRow row) {
    double[] target = {Double.NaN, Double.NaN};
    scale.coordinates(row, target, 1);
    return target[1];
  }

  private static List<FeatureRow> rows(double... values) {
    return Arrays.stream(values).mapToObj(DayScaleTest::row).toList();
  }

  private static FeatureRow row(double value) {
    FeatureRow row = new FeatureRow();
    row.values = new double[] {value};
    return row;
  }
}
