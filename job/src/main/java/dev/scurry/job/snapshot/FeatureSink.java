package dev.scurry.job.snapshot;

import dev.scurry.job.features.UserFeatures;
import dev.scurry.schema.StoragePaths;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.writer.FileWriter;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketState;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * Flink's file sink, one folder a day, whose parts all go to one subtask of the committer, batch by
 * batch, so that it can write each day's manifest.
 *
 * <p>A step behind the committers, as Flink's global committer is, would not do: it loses the last
 * checkpoint of bounded input (FLINK-38614) and, once the parallelism was raised, waits for ever
 * (FLINK-37747).
 */
final class FeatureSink
    implements Sink<UserFeatures>,
        SupportsWriterState<UserFeatures, FileWriterBucketState>,
        SupportsCommitter<FileSinkCommittable>,
        SupportsPreCommitTopology<FileSinkCommittable, FileSinkCommittable> {
  private static final long serialVersionUID = 1L;
  private static final String DAY_FOLDER = "day=";

  /** Flink puts the sink's uid before it. */
  private static final String GATHERER = "gather";

  private final String root;
  private final List<String> features;
  private final FileSink<UserFeatures> files;

  /**
   * @param features the names of the values, in order
   */
  FeatureSink(String root, List<String> features) {
    this.root = root;
    this.features = List.copyOf(features);
    this.files =
        FileSink.forBulkFormat(new Path(StoragePaths.features(root)), new FeatureCsv(features))
            .withBucketAssigner(new ByDay())
            .withOutputFileConfig(OutputFileConfig.builder().withPartSuffix(".csv.gz").build())
            .build();
  }

  static String dayOf(String bucket) {
    return bucket.substring(DAY_FOLDER.length());
  }

  @Override
  @Deprecated
  public FileWriter<UserFeatures> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Flink calls the method with WriterInitContext");
  }

  @Override
  public FileWriter<UserFeatures> createWriter(WriterInitContext context) throws IOException {
    return files.createWriter(context);
  }

  @Override
  public StatefulSinkWriter<UserFeatures, FileWriterBucketState> restoreWriter(
      WriterInitContext context, Collection<FileWriterBucketState> state) throws IOException {
    return files.restoreWriter(context, state);
  }

  @Override
  public SimpleVersionedSerializer<FileWriterBucketState> getWriterStateSerializer() {
    return files.getWriterStateSerializer();
  }

  @Override
  public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context)
      throws IOException {
    return new FeatureCommitter(files.createCommitter(context), root, FeatureCsv.header(features));
  }

  @Override
  public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
    return files.getCommittableSerializer();
  }

  @Override
  public SimpleVersionedSerializer<FileSinkCommittable> getWriteResultSerializer() {
    return files.getWriteResultSerializer();
  }

  @Override
  public DataStream<CommittableMessage<FileSinkCommittable>> addPreCommitTopology(
      DataStream<CommittableMessage<FileSinkCommittable>> written) {
    return written
        .global()
        .transform(GATHERER, written.getType(), new PartGatherer())
        .uid(GATHERER)
        .setParallelism(1)
        .global();
  }

  /** A folder for each day. */
  private static final class ByDay implements BucketAssigner<UserFeatures, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String getBucketId(UserFeatures features, Context context) {
      return DAY_FOLDER + Day.nameOf(features.windowEnd);
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }
}
