package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class KMeansModelTest {

  private final KMeansModel model =
      new KMeansModel(
          Metric.of(new double[] {1, 2}), new double[] {0, 0, 10, 0}, new double[] {3, 1}, 8);

  @Test
  void closestCluster_isNearestInTheMetric() {
    assertThat(model.closestCluster(new double[] {4, 100})).isZero();
    assertThat(model.closestCluster(new double[] {6, 100})).isEqualTo(1);
  }

  @Test
  void closestCluster_atEqualDistance_isTheFirst() {
    assertThat(model.closestCluster(new double[] {5, 0})).isZero();
  }

  @Test
  void distanceToCluster_isEuclideanInTheMetric() {
    assertThat(model.distanceToCluster(new double[] {3, 8}, 0)).isEqualTo(5);
  }

  @Test
  void assign_givesEachRowWhatClosestClusterAndDistanceToClusterGive() {
    double[] rows = new Blobs(5, 4).rows(1000, 5, 0);
    int[] closest = new int[1000];
    double[] distance = new double[1000];

    model.assign(rows, closest, distance);

    for (int i = 0; i < 1000; i++) {
      double[] row = Blobs.row(rows, i, 2);
      assertThat(closest[i]).isEqualTo(model.closestCluster(row));
      assertThat(distance[i]).isEqualTo(model.distanceToCluster(row, closest[i]));
    }
  }

  @Test
  void assign_refusesWhatIsNoMatrixAndOutputsOfAnotherLength() {
    int[] closest = new int[1];
    double[] distance = new double[1];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.assign(new double[] {1, Double.NaN}, closest, distance))
        .withMessageContaining("NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.assign(new double[3], closest, distance))
        .withMessageContaining("rows of 2 numbers, not 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.assign(new double[4], closest, distance))
        .withMessageContaining("closest must have 2 numbers, not 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.assign(new double[4], new int[2], distance))
        .withMessageContaining("distance must have 2 numbers, not 1");
  }

  @Test
  void msd_isSsdByWeight() {
    assertThat(model.msd()).isEqualTo(2);
  }

  @Test
  void reordered_movesRows() {
    KMeansModel swapped = model.reordered(new int[] {1, 0});
    assertThat(swapped.centroids()).containsExactly(10, 0, 0, 0);
    assertThat(swapped.weights()).containsExactly(1, 3);
    assertThatIllegalArgumentException().isThrownBy(() -> model.reordered(new int[] {1, 1}));
  }

  @Test
  void refusesWhatIsNoVector() {
    assertThatIllegalArgumentException().isThrownBy(() -> model.closestCluster(new double[3]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.closestCluster(new double[] {0, Double.NaN}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.distanceToCluster(new double[2], 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KMeansModel(Metric.plain(2), new double[3], new double[1], 0));
  }
}
