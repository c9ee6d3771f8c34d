package dev.scurry.job.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.job.LocalCluster;
import dev.scurry.schema.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FileOutputTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(3);

  @TempDir Path folder;

  @Test
  void finish_givesSameSortedFilesAtAnyParallelism() throws Exception {
    Path one = run(1, folder.resolve("one"));
    Path three = run(3, folder.resolve("three"));

    List<String> names =
        List.of(
            "assignments.jsonl",
            "audit.jsonl",
            "dead-letter.jsonl",
            "late.jsonl",
            "segment-changes.jsonl",
            "tallies.jsonl");
    assertThat(namesIn(one)).isEqualTo(names);
    assertThat(namesIn(three)).isEqualTo(names);
    for (String name : names) {
      assertThat(three.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
    }
    List<String> assignments = Files.readAllLines(one.resolve("assignments.jsonl"));
    assertThat(assignments).hasSize(1000).isSorted();
    assertThat(one.resolve("late.jsonl")).hasContent("{\"late\":1}\n");
    assertThat(one.resolve("tallies.jsonl")).isEmptyFile();
  }

  @Test
  void attach_removesWhatAnUnfinishedRunLeft() throws Exception {
    Path stale = folder.resolve(".work/assignments/part-0");
    Files.createDirectories(stale.getParent());
    Files.writeString(stale, "{\"stale\":true}\n");

    run(1, folder);

    assertThat(folder.resolve("assignments.jsonl")).content().doesNotContain("stale");
  }

  private static Path run(int parallelism, Path directory) throws Exception {
    StreamExecutionEnvironment env = LocalCluster.environment(parallelism);
    DataStream<OutputRecord> assignments =
        env.fromSequence(1, 1000)
            .map(n -> record(Channel.ASSIGNMENTS, "{\"window_end\":\"" + (n * 7919) % 1000 + "\"}"))
            .returns(TypeInformation.of(OutputRecord.class));
    DataStream<OutputRecord> others =
        env.fromData(
            record(Channel.LATE, "{\"late\":1}"),
            record(Channel.MODELS, "{\"version\":1}"),
            OutputRecord.tombstone(Channel.ASSIGNMENTS, "u"));
    FileOutput.attach(OutputStreams.union(assignments, others), directory);
    env.execute();
    FileOutput.finish(directory);
    return directory;
  }

  private static OutputRecord record(Channel channel, String json) {
    return new OutputRecord(channel.name(), null, json.getBytes(UTF_8));
  }

  private static List<String> namesIn(Path directory) throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
