package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockScheduleTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 8, 9, 98})
  void partners_letEachTwoBlocksMeetOnce(int blocks) {
    BlockSchedule schedule = new BlockSchedule(blocks);
    Set<Set<Integer>> met = new HashSet<>();
    int meetings = 0;
    for (int block = 0; block < blocks; block++) {
      int[] partners = schedule.partners(block);
      meetings += partners.length;
      for (int other : partners) {
        met.add(block == other ? Set.of(block) : Set.of(block, other));
      }
      assertThat(partners.length).isBetween((blocks + 1) / 2, blocks / 2 + 1);
    }

    assertThat(meetings).isEqualTo(blocks * (blocks + 1) / 2);
    assertThat(met).hasSize(meetings);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "1024,1", "1025,2", "2147483647,2097152"})
  void ofPoints_roundsUp(int points, int blocks) {
    assertThat(BlockSchedule.ofPoints(points).blocks()).isEqualTo(blocks);
  }

  @Test
  void partners_beginWithTheBlockItself() {
    assertThat(new BlockSchedule(4).partners(3)).containsExactly(3, 0);
    assertThat(new BlockSchedule(4).partners(1)).containsExactly(1, 2, 3);
  }
}
