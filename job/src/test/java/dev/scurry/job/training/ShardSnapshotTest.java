package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.scurry.clustering.HalfLifeDecay;
import dev.scurry.clustering.MicroClusters;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ShardSnapshotTest {

  private static final MicroClusters MICRO =
      MicroClusters.of(
          3,
          2,
          new double[] {4, 1},
          new double[] {1, 2, 3, 4},
          new double[4],
          new double[] {0.5, 1});

  /** Bytes that this form once wrote; every later version must read them. */
  private static final String COMMITTED =
      "000000030000000000000007000000000000002a000000030000000200000002"
          + "40100000000000003ff0000000000000"
          + "3ff0000000000000400000000000000040080000000000004010000000000000"
          + "0000000000000000000000000000000000000000000000000000000000000000"
          + "3fe00000000000003ff0000000000000";

  @Test
  void encode_isTheCommittedForm() {
    assertThat(HexFormat.of().formatHex(new ShardSnapshot(7, 42, MICRO).encode()))
        .isEqualTo(COMMITTED);
  }

  @Test
  void decode_readsTheCommittedForm() {
    ShardSnapshot snapshot = ShardSnapshot.decode(HexFormat.of().parseHex(COMMITTED));

    assertThat(snapshot.trainedWith()).isEqualTo(7);
    assertThat(snapshot.position()).isEqualTo(42);
    assertThat(snapshot.micro().capacity()).isEqualTo(3);
    assertThat(snapshot.micro().weights()).containsExactly(4, 1);
    assertThat(snapshot.micro().means()).containsExactly(1, 2, 3, 4);
    assertThat(snapshot.micro().moments()).containsExactly(0, 0, 0, 0);
    assertThat(snapshot.micro().recent()).containsExactly(0.5, 1);
  }

  @Test
  void decode_refusesAnotherFormat() {
    byte[] stored = new ShardSnapshot(7, 42, MICRO).encode();
    stored[3] = 2;
    assertThatIllegalStateException()
        .isThrownBy(() -> ShardSnapshot.decode(stored))
        .withMessage("the state holds a shard in format 2; this version reads 3");
  }

  @Test
  void decayedTo_isOneStepFromThePosition() {
    ShardSnapshot snapshot = ShardSnapshot.decode(HexFormat.of().parseHex(COMMITTED));
    MicroClusters decayed = snapshot.decayedTo(52, new HalfLifeDecay(10));
    assertThat(decayed.weights()).containsExactly(2, 0.5);
    assertThat(decayed.recent()).as("32 times as fast").containsExactly(0x1p-33, 0x1p-32);
  }

  @Test
  void decayedTo_whereItIs_keepsWhatCameLast() {
    ShardSnapshot snapshot = ShardSnapshot.decode(HexFormat.of().parseHex(COMMITTED));
    MicroClusters same = snapshot.decayedTo(42, new HalfLifeDecay(10));
    assertThat(same.recent()).containsExactly(0.5, 1);
  }
}
