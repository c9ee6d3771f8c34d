package dev.scurry.job.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.scurry.job.assignment.Segmenter.Segment;
import dev.scurry.schema.Assignment.Reason;
import org.junit.jupiter.api.Test;

class SegmenterTest {

  /** Scale 2 in x and 1 in y; centroids on the x-axis. */
  private final Segmenter model = TestModels.segmenter(1000, 0, 10, 20);

  @Test
  void assign_namesTheRunnerUpAndTheMargin() {
    Segment segment = model.assign(new double[] {8, 0});
    assertThat(segment.cluster()).isEqualTo(1);
    assertThat(segment.distance()).isEqualTo(1);
    assertThat(segment.runnerUp()).isZero();
    assertThat(segment.runnerUpDistance()).isEqualTo(4);
    assertThat(segment.margin()).isEqualTo(0.75);
    assertThat(segment.reasons()).containsExactly(new Reason("views", 4));
  }

  @Test
  void assign_halfWay_takesTheFirstWithoutMargin() {
    Segment segment = model.assign(new double[] {5, 0});
    assertThat(segment.cluster()).isZero();
    assertThat(segment.runnerUp()).isEqualTo(1);
    assertThat(segment.margin()).isZero();
    assertThat(segment.reasons()).isEmpty();
  }

  @Test
  void assign_atTheCentroid_hasTheWholeMargin() {
    assertThat(model.assign(new double[] {10, 0}).margin()).isEqualTo(1);
  }

  @Test
  void assign_twoCentroidsInOnePlace_hasNoMargin() {
    Segment segment = TestModels.segmenter(1000, 3, 3).assign(new double[] {3, 0});
    assertThat(segment.runnerUp()).isEqualTo(1);
    assertThat(segment.margin()).isZero();
  }

  @Test
  void assign_oneCluster_hasNoRunnerUp_andExplainsTheDistance() {
    Segment segment = TestModels.segmenter(1000, 0).assign(new double[] {2, -3});
    assertThat(segment.runnerUp()).isNull();
    assertThat(segment.runnerUpDistance()).isNull();
    assertThat(segment.margin()).isNull();
    assertThat(segment.distance()).isEqualTo(Math.sqrt(10), within(1e-12));
    assertThat(segment.reasons())
        .containsExactly(new Reason("comments", -3), new Reason("views", 1));
  }

  @Test
  void assign_beyondTheClustersQuantile_isAnOutlierAndSaysWhy() {
    Segmenter limited = TestModels.reaching(new double[] {1, 2}, new double[] {0.5, 1.5}, 0.99);
    Segment far = limited.assign(new double[] {0, 2.5});
    assertThat(far.outlier()).isTrue();
    assertThat(far.reasons()).containsExactly(new Reason("comments", 2.5));
    assertThat(limited.assign(new double[] {0, 2}).outlier()).isFalse();
    assertThat(limited.assign(new double[] {10, 1.75}).outlier()).isTrue();
  }

  @Test
  void assign_takesTheQuantileOfTheSetting() {
    Segmenter half = TestModels.reaching(new double[] {1, 2}, new double[] {0.5, 1.5}, 0.5);
    assertThat(half.assign(new double[] {0, 1.5}).outlier()).isTrue();
  }

  @Test
  void assign_clusterOfUnknownReach_isSilent() {
    assertThat(model.assign(new double[] {0, 99}).outlier()).isNull();
    Segmenter limited = TestModels.reaching(new double[] {}, new double[] {0.5, 1.5}, 0.99);
    assertThat(limited.assign(new double[] {0, 99}).outlier()).isNull();
    assertThat(limited.assign(new double[] {10, 99}).outlier()).isTrue();
    Segmenter unknownLevel = TestModels.reaching(new double[] {1, 2}, new double[] {1, 2}, 0.95);
    assertThat(unknownLevel.assign(new double[] {0, 99}).outlier()).isNull();
  }
}
