package dev.scurry.job.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PartGathererTest {

  @Test
  void prepareSnapshot_makesOneBatchOfBothSidesOfAnAbortedCheckpoint() throws Exception {
    try (var harness = harness()) {
      harness.open();
      write(harness, 0, 5, "of-5"); // this writer saw the barrier of checkpoint 5
      write(harness, 1, 6, "of-6"); // this one only that of 6
      assertThat(harness.extractOutputValues()).isEmpty();

      harness.prepareSnapshotPreBarrier(6);

      assertThat(told(harness)).containsExactly("6: 2 to come", "6: of-5", "6: of-6");
      harness.getOutput().clear();
      harness.prepareSnapshotPreBarrier(7);
      assertThat(told(harness)).containsExactly("7: 0 to come");
    }
  }

  @Test
  void endInput_handsOnTheRestOnce() throws Exception {
    try (var harness = harness()) {
      harness.open();
      write(harness, 0, CommittableMessage.EOI, "last");

      harness.endInput();
      harness.prepareSnapshotPreBarrier(8);

      assertThat(told(harness))
          .containsExactly(
              CommittableMessage.EOI + ": 1 to come", CommittableMessage.EOI + ": last");
    }
  }

  private static OneInputStreamOperatorTestHarness<
          CommittableMessage<FileSinkCommittable>, CommittableMessage<FileSinkCommittable>>
      harness() throws Exception {
    return new OneInputStreamOperatorTestHarness<>(new PartGatherer());
  }

  private static void write(
      OneInputStreamOperatorTestHarness<CommittableMessage<FileSinkCommittable>, ?> harness,
      int writer,
      long checkpoint,
      String file)
      throws Exception {
    harness.processElement(
        new StreamRecord<>(new CommittableSummary<>(writer, 2, checkpoint, 1, 1, 0)));
    harness.processElement(
        new StreamRecord<>(
            new CommittableWithLineage<>(
                new FileSinkCommittable("day=2026-01-01", new Path(file)), checkpoint, writer)));
  }

  private static List<String> told(
      OneInputStreamOperatorTestHarness<?, CommittableMessage<FileSinkCommittable>> harness) {
    return harness.extractOutputValues().stream()
        .map(message -> message.getCheckpointIdOrEOI() + ": " + told(message))
        .toList();
  }

  private static String told(CommittableMessage<FileSinkCommittable> message) {
    return message instanceof CommittableSummary<FileSinkCommittable> summary
        ? summary.getNumberOfCommittables() + " to come"
        : ((CommittableWithLineage<FileSinkCommittable>) message)
            .getCommittable()
            .getCompactedFileToCleanup()
            .getName();
  }
}
