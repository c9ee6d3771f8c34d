package dev.scurry.job.snapshot;

import dev.scurry.job.training.ModelUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes models when the checkpoint that covers them is complete: what is to be committed is the
 * model's JSON itself, so a commit that is repeated after a failure writes the same files again.
 */
final class ModelSink implements Sink<ModelUpdate>, SupportsCommitter<byte[]> {
  private static final long serialVersionUID = 1L;

  private final String root;
  private final int retain;

  ModelSink(String root, int retain) {
    this.root = root;
    this.retain = retain;
  }

  @Override
  @Deprecated
  public Writer createWriter(InitContext context) {
    return new Writer();
  }

  @Override
  public Writer createWriter(WriterInitContext context) {
    return new Writer();
  }

  @Override
  public Committer<byte[]> createCommitter(CommitterInitContext context) {
    return new StoreCommitter(new ModelStore(root, retain));
  }

  @Override
  public SimpleVersionedSerializer<byte[]> getCommittableSerializer() {
    return new JsonSerializer();
  }

  /** Holds the models of one checkpoint. */
  static final class Writer implements CommittingSinkWriter<ModelUpdate, byte[]> {
    private final List<byte[]> models = new ArrayList<>();

    @Override
    public void write(ModelUpdate model, Context context) {
      models.add(model.json);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<byte[]> prepareCommit() {
      List<byte[]> taken = List.copyOf(models);
      models.clear();
      return taken;
    }

    @Override
    public void close() {}
  }

  /** Writes each model, in the order of their making. */
  record StoreCommitter(ModelStore store) implements Committer<byte[]> {
    @Override
    public void commit(Collection<CommitRequest<byte[]>> requests) throws IOException {
      for (CommitRequest<byte[]> request : requests) {
        store.publish(request.getCommittable());
      }
    }

    @Override
    public void close() {}
  }

  /** The JSON as it is. */
  static final class JsonSerializer implements SimpleVersionedSerializer<byte[]> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(byte[] json) {
      return json;
    }

    @Override
    public byte[] deserialize(int version, byte[] json) throws IOException {
      if (version != getVersion()) {
        throw new IOException("a model to commit has the unknown format " + version);
      }
      return json;
    }
  }
}
