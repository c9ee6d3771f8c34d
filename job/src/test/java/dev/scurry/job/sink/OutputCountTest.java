package dev.scurry.job.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.scurry.schema.Channel;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class OutputCountTest {

  @Test
  void decode_readsWhatWasWritten() {
    OutputCount count = new OutputCount(Channel.SEGMENT_CHANGES, 1L << 40);

    assertThat(OutputCount.decode(count.encode())).isEqualTo(count);
  }

  @Test
  void decode_refusesANewerForm() {
    byte[] stored = new OutputCount(Channel.LATE, 1).encode();
    ByteBuffer.wrap(stored).putInt(0, 2);

    assertThatIllegalStateException()
        .isThrownBy(() -> OutputCount.decode(stored))
        .withMessage(
            "the state holds a count of what was written in format 2; this version reads 1");
  }
}
