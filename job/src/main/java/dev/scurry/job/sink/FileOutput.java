package dev.scurry.job.sink;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.scurry.job.Operators;
import dev.scurry.schema.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy;

/**
 * The output of a bounded run as one file of JSON lines for each channel, sorted, so that two runs
 * give the same bytes at any parallelism. While the job runs its records lie in parts in a work
 * folder; {@link #finish} sorts them.
 *
 * <p>Models are no lines: they have a folder of their own. Nor are tombstones, which take something
 * back from a compacted topic: a file says what was assigned when, and is the user's to delete.
 */
public final class FileOutput {
  private static final String WORK = ".work";
  private static final Duration NEVER = Duration.ofDays(36_500);

  private FileOutput() {}

  /**
   * @param records all output; records of {@link Channel#MODELS} are dropped at the end
   * @param directory made if it is not there; what an unfinished run left in it is removed
   */
  public static void attach(DataStream<OutputRecord> records, Path directory) {
    Path work = directory.resolve(WORK);
    try {
      deleteTree(work);
      Files.createDirectories(work);
    } catch (IOException e) {
      throw new UncheckedIOException("can't write to " + directory, e);
    }
    records.sinkTo(sink(work)).uid(Operators.SINK).name(Operators.SINK);
  }

  /**
   * Makes the files, after the job has ended. A file is there whole or not at all; a channel
   * without a record has an empty one.
   */
  public static void finish(Path directory) throws IOException {
    Path work = directory.resolve(WORK);
    List<Channel> channels =
        Channel.all().stream().filter(channel -> channel != Channel.MODELS).toList();
    for (Channel channel : channels) {
      SortedLines.merge(parts(work.resolve(channel.topic())), work.resolve(file(channel)), work);
    }
    for (Channel channel : channels) {
      Files.move(
          work.resolve(file(channel)),
          directory.resolve(file(channel)),
          ATOMIC_MOVE,
          REPLACE_EXISTING);
    }
    deleteTree(work);
  }

  private static String file(Channel channel) {
    return channel.topic() + ".jsonl";
  }

  private static FileSink<OutputRecord> sink(Path work) {
    return FileSink.<OutputRecord>forRowFormat(
            new org.apache.flink.core.fs.Path(work.toUri()),
            (record, stream) -> {
              if (!record.isTombstone()) {
                stream.write(record.value);
                stream.write('\n');
              }
            })
        .withBucketAssigner(new ByChannel())
        .withRollingPolicy(
            DefaultRollingPolicy.builder()
                .withMaxPartSize(MemorySize.ofMebiBytes(1024))
                .withRolloverInterval(NEVER)
                .withInactivityInterval(NEVER)
                .build())
        .build();
  }

  /** The finished parts; what begins with a dot was never committed. */
  private static List<Path> parts(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(root)) {
      deepestFirst = new ArrayList<>(tree.sorted(Comparator.reverseOrder()).toList());
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  /** A folder for each channel. */
  private static final class ByChannel implements BucketAssigner<OutputRecord, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String getBucketId(OutputRecord record, Context context) {
      return Channel.valueOf(record.channel).topic();
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }
}
