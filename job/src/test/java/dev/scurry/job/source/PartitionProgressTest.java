package dev.scurry.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.job.config.Settings;
import dev.scurry.schema.DeadLetterReason;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {
  private static final SliceClock CLOCK = new SliceClock(new Settings.Window(1000, 1000), 0);

  /** Written by format 1: three events, of them one late, and one dead letter. */
  private static final String GOLDEN =
      "AQAKYWN0aXZpdHktMAAAAAAAABOIAAAAAAAAAAQAAAAAAAAAAgAAAAAAAAABAAAAAQALdW5kZWNvZGFibGUAAAAAAAAAAQ==";

  @Test
  void decode_ofFormat1_goesOn() {
    PartitionProgress progress = PartitionProgress.decode(Base64.getDecoder().decode(GOLDEN));

    assertThat(progress.reached(CLOCK)).isEqualTo(5000);
    assertThat(progress.offer(4999, CLOCK)).isFalse();
    PartitionTally tally = progress.tally(5000);
    assertThat(tally.partition).isEqualTo("activity-0");
    assertThat(tally.in).isEqualTo(5);
    assertThat(tally.accepted).isEqualTo(2);
    assertThat(tally.late).isEqualTo(2);
    assertThat(tally.deadReasons).containsExactly("undecodable");
  }

  @Test
  void encode_isFormat1() {
    PartitionProgress progress = new PartitionProgress("activity-0");
    progress.offer(5000, CLOCK);
    progress.offer(5000, CLOCK);
    progress.offer(0, CLOCK);
    progress.reject(DeadLetterReason.UNDECODABLE);

    assertThat(Base64.getEncoder().encodeToString(progress.encode())).isEqualTo(GOLDEN);
  }

  @Test
  void decode_ofAnotherFormat_isRefused() {
    assertThatThrownBy(() -> PartitionProgress.decode(new byte[] {2}))
        .hasMessageContaining("format 2");
  }
}
