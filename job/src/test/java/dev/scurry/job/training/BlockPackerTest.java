package dev.scurry.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.scurry.job.features.UserFeatures;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockPackerTest {

  private static final int BLOCK_ROWS = 3;

  private OneInputStreamOperatorTestHarness<UserFeatures, FeatureBlock> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(new BlockPacker(new ShardLayout(1), 2, BLOCK_ROWS));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void processWatermark_isPrecededByWhatWasPacked() throws Exception {
    add("a", 1000);
    add("b", 2000);
    add("c", 1000);
    assertThat(harness.getOutput()).isEmpty();

    harness.processWatermark(1000);

    assertThat(harness.getOutput()).hasSize(3).last().isEqualTo(new Watermark(1000));
    assertThat(blocks()).extracting(block -> block.windowEnd).containsExactly(1000L, 2000L);
    assertThat(blocks().get(0).users).containsExactly("a", "c");
    assertThat(blocks().get(0).values).containsExactly(1, 2, 1, 2);
    assertThat(blocks().get(0).hashes).containsExactly(UserHash.of("a"), UserHash.of("c"));
  }

  @Test
  void processElement_emitsAFullBlock() throws Exception {
    for (String user : List.of("a", "b", "c", "d")) {
      add(user, 1000);
    }
    assertThat(blocks()).singleElement().satisfies(b -> assertThat(b.users).hasSize(3));

    harness.processWatermark(1000);

    assertThat(blocks()).hasSize(2);
    assertThat(blocks().get(1).users).containsExactly("d");
  }

  @Test
  void prepareSnapshotPreBarrier_leavesNothingBehind() throws Exception {
    add("a", 1000);
    harness.prepareSnapshotPreBarrier(1);
    assertThat(blocks()).hasSize(1);

    harness.processWatermark(1000);
    assertThat(blocks()).hasSize(1);
  }

  @Test
  void finish_leavesNothingBehind() throws Exception {
    add("a", 1000);
    harness.getOperator().finish();
    assertThat(blocks()).hasSize(1);
  }

  @Test
  void processElement_refusesAnotherNumberOfFeatures() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                harness.processElement(
                    new StreamRecord<>(new UserFeatures("a", 1000, new double[3], 1))))
        .withMessage("3 features where 2 are declared");
  }

  @Test
  void processElement_sendsAUserToOneShard() throws Exception {
    try (var sharded =
        new OneInputStreamOperatorTestHarness<>(new BlockPacker(new ShardLayout(16), 2, 100))) {
      sharded.open();
      for (UserFeatures features : ScriptedFeatures.window(200, 1)) {
        sharded.processElement(new StreamRecord<>(features));
      }
      sharded.processWatermark(1000);
      for (FeatureBlock block : blocks(sharded)) {
        for (long hash : block.hashes) {
          assertThat(Long.remainderUnsigned(hash, 16)).isEqualTo(block.shard);
        }
      }
      assertThat(blocks(sharded)).hasSize(16);
    }
  }

  private void add(String user, long windowEnd) throws Exception {
    harness.processElement(
        new StreamRecord<>(new UserFeatures(user, windowEnd, new double[] {1, 2}, 1)));
  }

  private List<FeatureBlock> blocks() {
    return blocks(harness);
  }

  private static List<FeatureBlock> blocks(
      OneInputStreamOperatorTestHarness<UserFeatures, FeatureBlock> harness) {
    return harness.extractOutputValues();
  }
}
