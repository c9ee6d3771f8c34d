package dev.scurry.job.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.schema.Assignment.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
  private static final double[] SCALE = {1, 2, 0, 4, 1};

  @Test
  void ofDistance_namesTheThreeLargestShares_signed() {
    // z = 1, -3, none (scale 0), 2, -1.5 from the origin
    Explanation explanation = of(1, -6, 99, 8, -1.5);
    assertThat(explanation.ofDistance(new double[5]))
        .containsExactly(new Reason("b", -3), new Reason("d", 2), new Reason("e", -1.5));
  }

  @Test
  void ofDistance_atTheCentroid_hasNoReason() {
    assertThat(of(1, 2, 3, 4, 5).ofDistance(new double[] {1, 2, 9, 4, 5})).isEmpty();
  }

  @Test
  void ofDifference_namesWhatSpeaksAgainstTheRunnerUp() {
    // a: 4² - 1² = 15 against the other; b: 1² - 3² = -8 for it; e: 2² - 0² = 4 against it.
    Explanation explanation = of(1, -6, 0, 0, 0);
    assertThat(explanation.ofDifference(new double[5], new double[] {-3, -4, 7, 0, 2}))
        .containsExactly(new Reason("a", 4), new Reason("e", -2));
  }

  @Test
  void ofDifference_equalShares_firstFeatureFirst() {
    Explanation explanation = of(0, 0, 0, 0, 0);
    assertThat(explanation.ofDifference(new double[5], new double[] {1, 2, 0, 4, -1}))
        .extracting(Reason::feature)
        .containsExactly("a", "b", "d");
  }

  @Test
  void ofDifference_equalsANaiveSort() {
    Random random = new Random(3);
    for (int round = 0; round < 500; round++) {
      double[] x = random.doubles(5, -9, 9).toArray();
      double[] own = random.doubles(5, -9, 9).toArray();
      double[] other = random.doubles(5, -9, 9).toArray();
      assertThat(of(x).ofDifference(own, other)).isEqualTo(naive(x, own, other));
    }
  }

  private static List<Reason> naive(double[] x, double[] own, double[] other) {
    record Share(double size, Reason reason) {}
    List<Share> shares = new ArrayList<>();
    for (int f = 0; f < 5; f++) {
      if (SCALE[f] > 0) {
        double near = (x[f] - own[f]) / SCALE[f];
        double far = (x[f] - other[f]) / SCALE[f];
        shares.add(new Share(far * far - near * near, new Reason(NAMES.get(f), far)));
      }
    }
    return shares.stream()
        .filter(share -> share.size > 0)
        .sorted(Comparator.comparingDouble(Share::size).reversed())
        .limit(3)
        .map(Share::reason)
        .toList();
  }

  private static Explanation of(double... features) {
    return new Explanation(NAMES, SCALE, features);
  }
}
