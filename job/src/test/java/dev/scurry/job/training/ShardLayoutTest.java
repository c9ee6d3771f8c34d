package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scurry.job.Operators;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardLayoutTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16})
  void keyOf_spreadsSixteenShardsEvenly(int parallelism) {
    ShardLayout layout = new ShardLayout(16);
    int[] shardsOfTask = new int[parallelism];

    for (int shard = 0; shard < 16; shard++) {
      shardsOfTask[
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              layout.keyOf(shard), Operators.MAX_PARALLELISM, parallelism)]++;
    }

    assertThat(shardsOfTask).containsOnly(16 / parallelism);
  }

  @ParameterizedTest
  @CsvSource({"16,45", "1,720", "720,1", "12,60"})
  void keyOf_fallsIntoItsKeyGroup(int shards, int distance) {
    ShardLayout layout = new ShardLayout(shards);
    for (int shard = 0; shard < shards; shard++) {
      int key = layout.keyOf(shard);
      assertThat(KeyGroupRangeAssignment.assignToKeyGroup(key, Operators.MAX_PARALLELISM))
          .isEqualTo(shard * distance);
      assertThat(layout.shardOfKey(key)).isEqualTo(shard);
    }
  }

  @Test
  void shardOf_spreadsUsers() {
    ShardLayout layout = new ShardLayout(16);
    int[] users = new int[16];
    IntStream.range(0, 16_000).forEach(u -> users[layout.shardOf(UserHash.of("user-" + u))]++);
    for (int count : users) {
      assertThat(count).isBetween(850, 1150);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 7, 721})
  void constructor_refusesWhatDoesNotDivideTheKeyGroups(int shards) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ShardLayout(shards));
  }
}
