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

  private static final String ARRAYS =
      "000000000000002a000000030000000200000002"
          + "40100000000000003ff0000000000000"
          + "3ff0000000000000400000000000000040080000000000004010000000000000"
          + "0000000000000000000000000000000000000000000000000000000000000000";

  /** Bytes that version 1 of the form once wrote; every later version must read them. */
  private static final String FORMAT_1 = "00000001" + ARRAYS;

  /** And those of version 2. */
  private static final String COMMITTED = "00000002" + ARRAYS + "3fe00000000000003ff0000000000000";

  @Test
  void encode_isTheCommittedForm() {
    assertThat(HexFormat.of().formatHex(new ShardSnapshot(42, MICRO).encode()))
        .isEqualTo(COMMITTED);
  }

  @Test
  void decode_readsTheCommittedForm() {
    ShardSnapshot snapshot = ShardSnapshot.decode(HexFormat.of().parseHex(COMMITTED), 3, 2);

    assertThat(snapshot.position()).isEqualTo(42);
    assertThat(snapshot.micro().weights()).containsExactly(4, 1);
    assertThat(snapshot.micro().means()).containsExactly(1, 2, 3, 4);
    assertThat(snapshot.micro().moments()).containsExactly(0, 0, 0, 0);
    assertThat(snapshot.micro().recent()).containsExactly(0.5, 1);
  }

  @Test
  void decode_readsTheFormBefore() {
    ShardSnapshot snapshot = ShardSnapshot.decode(HexFormat.of().parseHex(FORMAT_1), 3, 2);

    assertThat(snapshot.micro().weights()).containsExactly(4, 1);
    assertThat(snapshot.micro().recent()).containsExactly(0, 0);
  }

  @Test
  void decode_refusesOtherSettings() {
    byte[] stored = new ShardSnapshot(42, MICRO).encode();
    assertThatIllegalStateException()
        .isThrownBy(() -> ShardSnapshot.decode(stored, 4, 2))
        .withMessage("the state was trained with 3 micro-clusters a shard, the settings ask for 4");
    assertThatIllegalStateException()
        .isThrownBy(() -> ShardSnapshot.decode(stored, 3, 7))
        .withMessageContaining("2 features");
  }

  @Test
  void decayedTo_isOneStepFromThePosition() {
    ShardSnapshot snapshot = ShardSnapshot.decode(HexFormat.of().parseHex(COMMITTED), 3, 2);
    MicroClusters decayed = snapshot.decayedTo(52, new HalfLifeDecay(10));
    assertThat(decayed.weights()).containsExactly(2, 0.5);
    assertThat(decayed.recent()).as("32 times as fast").containsExactly(0x1p-33, 0x1p-32);
  }

  @Test
  void decayedTo_whereItIs_keepsWhatCameLast() {
    ShardSnapshot snapshot = ShardSnapshot.decode(HexFormat.of().parseHex(COMMITTED), 3, 2);
    MicroClusters same = snapshot.decayedTo(42, new HalfLifeDecay(10));
    assertThat(same.recent()).containsExactly(0.5, 1);
  }
}
