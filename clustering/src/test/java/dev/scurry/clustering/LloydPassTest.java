package dev.scurry.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LloydPassTest {

  private final KMeansModel model =
      new KMeansModel(
          Metric.of(new double[] {1, 2}), new double[] {0, 0, 10, 0, 99, 99}, new double[3], 0);

  @Test
  void moved_byHand() {
    LloydPass pass = new LloydPass(model);
    pass.add(new double[] {1, 4, 3, 0});
    pass.add(new double[] {9, 2});

    assertThat(pass.count()).isEqualTo(3);
    assertThat(pass.ssd()).isEqualTo((1 + 4) + 9 + (1 + 1));
    assertThat(pass.moved().centroids()).containsExactly(2, 2, 9, 2, 99, 99);
    assertThat(pass.moved().weights()).containsExactly(2, 1, 0);
    assertThat(pass.scored().centroids()).as("without the empty one").containsExactly(0, 0, 10, 0);
    assertThat(pass.scored().weights()).containsExactly(2, 1);
    assertThat(pass.scored().ssd()).isEqualTo(16);
  }

  @Test
  void add_inPiecesOrWhole_givesTheSameBits() {
    int n = 10_000;
    double[] rows = new Blobs(3, 7).rows(n, 5, 50);
    LloydPass whole = new LloydPass(model);
    whole.add(rows);
    LloydPass pieces = new LloydPass(model);
    for (int i = 0; i < n; i++) {
      pieces.add(Blobs.row(rows, i, 2));
    }

    assertThat(whole.ssd()).isEqualTo(pieces.ssd());
    assertThat(whole.moved().centroids()).containsExactly(pieces.moved().centroids());
    assertThat(whole.moved().weights()).containsExactly(pieces.moved().weights());
  }

  @Test
  void add_refusesWhatIsNoMatrix() {
    LloydPass pass = new LloydPass(model);
    assertThatIllegalArgumentException().isThrownBy(() -> pass.add(new double[3]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.add(new double[] {0, Double.POSITIVE_INFINITY}))
        .withMessageContaining("Infinity");
  }
}
