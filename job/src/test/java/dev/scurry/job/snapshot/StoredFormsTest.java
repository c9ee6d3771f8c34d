package dev.scurry.job.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.scurry.job.training.ModelUpdate;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class StoredFormsTest {

  @Test
  void dayRow_isReadAsItWasWritten() {
    DayRow read = DayRow.decode(new DayRow(7_000, new double[] {1.5, Double.MIN_VALUE}).encode());

    assertThat(read.windowEnd()).isEqualTo(7_000);
    assertThat(read.values()).containsExactly(1.5, Double.MIN_VALUE);
  }

  @Test
  void dayRow_refusesANewerForm() {
    byte[] newer = newer(new DayRow(7_000, new double[] {1}).encode());

    assertThatIllegalStateException()
        .isThrownBy(() -> DayRow.decode(newer))
        .withMessage("the state holds a day's features in format 2; this version reads 1");
  }

  @Test
  void snapshotProgress_isReadAsItWasWritten() {
    ModelUpdate held = Models.update(4, 4);

    SnapshotProgress read = SnapshotProgress.decode(new SnapshotProgress(3, held).encode());
    assertThat(read.lastInterval()).isEqualTo(3);
    assertThat(read.held().version).isEqualTo(held.version);
    assertThat(read.held().trainedThrough).isEqualTo(held.trainedThrough);
    assertThat(read.held().json).isEqualTo(held.json);
    assertThat(SnapshotProgress.decode(new SnapshotProgress(3, null).encode()).held()).isNull();
  }

  @Test
  void snapshotProgress_refusesANewerForm() {
    byte[] newer = newer(new SnapshotProgress(3, null).encode());

    assertThatIllegalStateException()
        .isThrownBy(() -> SnapshotProgress.decode(newer))
        .withMessage("the state holds the snapshots' progress in format 2; this version reads 1");
  }

  private static byte[] newer(byte[] stored) {
    ByteBuffer.wrap(stored).putInt(0, 2);
    return stored;
  }
}
