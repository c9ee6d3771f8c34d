package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KMeansTrainingTest {

  private final double[] rows = rows(4000);

  @Test
  void fit_measuresTheRowsExactly() {
    KMeansModel model = KMeansTraining.fit(source(rows), 2, options(1, 0));

    double[] counts = new double[model.k()];
    double ssd = 0;
    for (int i = 0; i < 4000; i++) {
      double[] row = Blobs.row(rows, i, 2);
      int closest = model.closestCluster(row);
      counts[closest]++;
      ssd += model.metric().squaredDistance(row, model.centroid(closest));
    }
    assertThat(model.weights()).containsExactly(counts);
    assertThat(model.ssd()).isCloseTo(ssd, within(1e-9 * ssd));
  }

  @Test
  void fit_moreEpochs_reachAFixedPointOfLloydOverTheRows() {
    KMeansModel one = KMeansTraining.fit(source(rows), 2, options(1, 0));
    KMeansModel many = KMeansTraining.fit(source(rows), 2, options(60, 0));

    LloydPass step = new LloydPass(many);
    step.add(rows);
    assertThat(many.ssd()).isLessThanOrEqualTo(one.ssd());
    assertThat(step.moved().centroids()).containsExactly(many.centroids(), within(1e-9));
  }

  @Test
  void fit_withHalfLife_learnsOnInEveryEpoch() {
    double[] drift =
        Blobs.concat(new Blobs(1, 1).rows(2000, 0, 0), new Blobs(2, 1).rows(500, 9, 9));

    KMeansModel forgetful = KMeansTraining.fit(source(drift), 2, options(1, 100).withK(1));
    KMeansModel faithful = KMeansTraining.fit(source(drift), 2, options(1, 0).withK(1));

    assertThat(forgetful.centroid(0)[0]).isGreaterThan(8);
    assertThat(faithful.centroid(0)[0]).isCloseTo(9 * 0.2, within(0.1));
    assertThat(KMeansTraining.fit(source(drift), 2, options(3, 100).withK(1)).centroid(0)[0])
        .isGreaterThan(8);
  }

  @Test
  void fit_withAnEndlessHalfLife_isAsGoodAsWithNone() {
    double[] sorted = new double[20_000];
    Arrays.setAll(sorted, i -> i % 2 == 0 ? i : (i * 7919L) % 10_000);

    KMeansModel none = KMeansTraining.fit(source(sorted), 2, options(1, 0).withK(9));
    KMeansModel endless = KMeansTraining.fit(source(sorted), 2, options(1, 1e12).withK(9));

    assertThat(endless.ssd() / none.ssd()).as("not the last rows alone").isBetween(0.98, 1.02);
  }

  /** Exponential values: most of the cost is in the tail, which is no outlier. */
  @Test
  void fit_longTail_isNoOutlier() {
    SplittableRandom random = new SplittableRandom(3);
    double[] tail = random.doubles(20_000).map(u -> -StrictMath.log(1 - u)).toArray();
    MicroClusters points = MicroClusters.of(20_000, 1, ones(20_000), tail, new double[20_000]);
    KMeansOptions five = options(1, 0).withK(5);
    double lloyd =
        WeightedLloyd.reduce(points, Metric.plain(1), five.lloyd(), new double[0], 1).ssd();

    for (long seed = 1; seed <= 3; seed++) {
      BatchSource<RuntimeException> source =
          (size, batches) -> {
            for (int from = 0; from < tail.length; from += size) {
              batches.take(Arrays.copyOfRange(tail, from, Math.min(tail.length, from + size)));
            }
          };
      assertThat(KMeansTraining.fit(source, 1, five.withSeed(seed)).ssd() / lloyd).isLessThan(1.05);
    }
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void fit_equalInput_givesEqualBits_andTheSeedMatters() {
    KMeansOptions few = options(1, 0).withK(9);
    double[] noise = new Blobs(9, 5).rows(3000, 0, 0);

    KMeansModel once = KMeansTraining.fit(source(noise), 2, few);
    KMeansModel again = KMeansTraining.fit(source(noise), 2, few);
    KMeansModel other = KMeansTraining.fit(source(noise), 2, few.withSeed(2));

    assertThat(again.centroids()).containsExactly(once.centroids());
    assertThat(other.centroids()).isNotEqualTo(once.centroids());
  }

  @Test
  void fit_farFromTheOrigin_losesNoAccuracy() {
    double[] near = new double[rows.length];
    Arrays.setAll(near, i -> Math.rint(rows[i] * 1024) / 1024);
    double[] far = Arrays.stream(near).map(x -> x + 1e6).toArray();

    KMeansModel one = KMeansTraining.fit(source(near), 2, options(20, 0));
    KMeansModel two = KMeansTraining.fit(source(far), 2, options(20, 0));

    assertThat(two.ssd()).isCloseTo(one.ssd(), within(1e-6 * one.ssd()));
    for (int row = 0; row < one.k(); row++) {
      double[] moved = Arrays.stream(one.centroid(row)).map(x -> x + 1e6).toArray();
      assertThat(two.centroid(two.closestCluster(moved))).containsExactly(moved, within(1e-6));
    }
  }

  @Test
  void fit_fewerDistinctRowsThanK_givesThoseOnly() {
    double[] twice = {1, 1, 5, 5, 1, 1};
    KMeansModel model = KMeansTraining.fit(source(twice), 2, options(3, 0));

    assertThat(model.k()).isEqualTo(2);
    assertThat(model.ssd()).isZero();
    assertThat(model.weights()).containsExactlyInAnyOrder(2, 1);
  }

  @Test
  void fit_refusesNoRowsAndNoNumbers() {
    for (int epochs : new int[] {1, 2}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> KMeansTraining.fit(source(new double[0]), 2, options(epochs, 0)))
          .withMessage("nothing to reduce");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> KMeansTraining.fit(source(new double[] {1, Double.NaN}), 2, options(1, 0)))
        .withMessageContaining("NaN");
  }

  private static KMeansOptions options(int epochs, double halfLife) {
    KMeansOptions defaults = KMeansOptions.of(4);
    return new KMeansOptions(
        defaults.lloyd(), 10, defaults.start(), 500, epochs, halfLife, Scaling.NONE, 1);
  }

  private static double[] rows(int count) {
    Blobs blobs = new Blobs(3, 1);
    double[] rows = new double[2 * count];
    for (int i = 0; i < count; i++) {
      double[] row = blobs.rows(1, 8 * (i % 2), 8 * (i / 2 % 2));
      System.arraycopy(row, 0, rows, 2 * i, 2);
    }
    return rows;
  }

  private static BatchSource<RuntimeException> source(double[] rows) {
    return (size, batches) -> {
      for (int from = 0; from < rows.length; from += 2 * size) {
        batches.take(Arrays.copyOfRange(rows, from, Math.min(rows.length, from + 2 * size)));
      }
    };
  }
}
