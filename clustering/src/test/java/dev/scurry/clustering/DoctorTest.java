package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places that move, and far points that are diverted, seen through {@link MicroClusters}. */
class DoctorTest {

  private static final Metric PLANE = Metric.plain(2);
  private final Blobs blobs = new Blobs(7, 1);

  @Test
  void absorb_groupThatIsNew_getsPlacesOfItsOwnAtOnce() {
    MicroClusters micro = learned(40);
    assertThat(micro.relocations()).isZero();

    micro.absorb(Blobs.concat(groups(1000), blobs.rows(200, 60, 60)), PLANE, 3);

    assertThat(micro.relocations()).isPositive();
    double mass = 0;
    for (int i = 0; i < micro.size(); i++) {
      if (distance(micro, i, 60, 60) < 10) {
        mass += micro.weight(i);
      } else {
        assertThat(micro.squaredRadius(i, PLANE)).as("none is blurred").isLessThan(20);
      }
    }
    assertThat(mass).isEqualTo(200);
  }

  @Test
  void absorb_farOutliers_takeNoCentroid() {
    MicroClusters micro = learned(40);
    for (int batch = 0; batch < 10; batch++) {
      micro.absorb(Blobs.concat(groups(1000), new Blobs(batch, 400).rows(15, 0, 0)), PLANE, batch);
    }

    LloydOptions four = new LloydOptions(4, LloydOptions.Start.KMEANS_PLUS_PLUS, 300, 10, 1e-4);
    KMeansModel model = WeightedLloyd.reduce(micro, PLANE, four, new double[0], 1);
    for (double[] centre : new double[][] {{0, 0}, {20, 0}, {0, 20}, {20, 20}}) {
      assertThat(model.distanceToCluster(centre, model.closestCluster(centre))).isLessThan(0.5);
    }
  }

  @Test
  void absorb_fewPlaces_neverMove() {
    MicroClusters micro = new MicroClusters(7, 2);
    micro.absorb(groups(400), PLANE, 1);
    micro.absorb(Blobs.concat(groups(400), blobs.rows(100, 60, 60)), PLANE, 2);

    assertThat(micro.relocations()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void absorb_whateverMoves_losesNoMassNoMeanAndNoMoment(long seed) {
    Blobs drawn = new Blobs(seed, 5);
    MicroClusters micro = new MicroClusters(24, 2);
    Moments naive = new Moments(2);
    for (int batch = 0; batch < 12; batch++) {
      double[] rows =
          Blobs.concat(
              drawn.rows(150, 20 * batch, 0), drawn.rows(50, -9 * batch, 3), drawn.rows(2, 1e4, 9));
      micro.absorb(rows, PLANE, seed + batch);
      naive.addPoints(rows);
    }

    Moments held = new Moments(2);
    held.add(micro);
    assertThat(micro.relocations()).isPositive();
    assertThat(held.weight()).isEqualTo(naive.weight());
    for (int f = 0; f < 2; f++) {
      assertThat(held.mean(f)).isCloseTo(naive.mean(f), within(1e-9));
      assertThat(held.variance(f)).isCloseTo(naive.variance(f), within(1e-9 * naive.variance(f)));
    }
  }

  /** Four groups of deviation 1 at the corners of a square of side 20. */
  private double[] groups(int rows) {
    return Blobs.concat(
        blobs.rows(rows / 4, 0, 0),
        blobs.rows(rows / 4, 20, 0),
        blobs.rows(rows / 4, 0, 20),
        blobs.rows(rows / 4, 20, 20));
  }

  private MicroClusters learned(int places) {
    MicroClusters micro = new MicroClusters(places, 2);
    micro.absorb(groups(2000), PLANE, 1);
    return micro;
  }

  private static double distance(MicroClusters micro, int i, double x, double y) {
    return Math.hypot(micro.means()[2 * i] - x, micro.means()[2 * i + 1] - y);
  }
}
