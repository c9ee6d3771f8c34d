package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimalAssignmentTest {

  @Test
  void maximise_prefersTheBetterSumOverTheBestPair() {
    int[] columns = OptimalAssignment.maximise(new double[][] {{10, 9}, {9, 1}});
    assertThat(columns).containsExactly(1, 0);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,3", "6,6", "4,6", "6,4", "1,5", "5,1"})
  void maximise_equalsTheBestOfAllPermutations(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(rows * 31L + columns);
    for (int repeat = 0; repeat < 50; repeat++) {
      double[][] value = new double[rows][columns];
      for (double[] row : value) {
        Arrays.setAll(row, c -> random.nextInt(4) == 0 ? 0 : random.nextInt(20));
      }
      int[] found = OptimalAssignment.maximise(value);
      assertThat(sum(value, found)).isCloseTo(best(value, 0, 0), within(1e-9));
      assertThat(Arrays.stream(found).filter(c -> c >= 0).distinct().count())
          .isEqualTo(Math.min(rows, columns));
    }
  }

  @Test
  void maximise_nothing() {
    assertThat(OptimalAssignment.maximise(new double[0][])).isEmpty();
  }

  private static double sum(double[][] value, int[] columns) {
    double sum = 0;
    for (int row = 0; row < columns.length; row++) {
      sum += columns[row] < 0 ? 0 : value[row][columns[row]];
    }
    return sum;
  }

  private static double best(double[][] value, int row, long used) {
    if (row == value.length) {
      return 0;
    }
    double best = best(value, row + 1, used);
    for (int c = 0; c < value[row].length; c++) {
      if ((used >> c & 1) == 0) {
        best = Math.max(best, value[row][c] + best(value, row + 1, used | 1L << c));
      }
    }
    return best;
  }
}
