package dev.scurry.job.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A partition in Kafka's own form, then its progress where it has any. */
final class TrackedSplitSerializer implements SimpleVersionedSerializer<KafkaPartitionSplit> {
  private static final int FORMAT = 1;
  private static final int NO_PROGRESS = -1;

  private final SimpleVersionedSerializer<KafkaPartitionSplit> kafka;

  TrackedSplitSerializer(SimpleVersionedSerializer<KafkaPartitionSplit> kafka) {
    this.kafka = kafka;
  }

  @Override
  public int getVersion() {
    return FORMAT;
  }

  @Override
  public byte[] serialize(KafkaPartitionSplit split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    byte[] plain = kafka.serialize(split);
    out.writeInt(kafka.getVersion());
    out.writeInt(plain.length);
    out.write(plain);
    if (split instanceof TrackedSplit tracked) {
      out.writeInt(tracked.progress().length);
      out.write(tracked.progress());
    } else {
      out.writeInt(NO_PROGRESS);
    }
    return bytes.toByteArray();
  }

  @Override
  public KafkaPartitionSplit deserialize(int version, byte[] bytes) throws IOException {
    if (version != FORMAT) {
      throw new IOException("a partition in unknown format " + version);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int kafkaVersion = in.readInt();
    KafkaPartitionSplit split = kafka.deserialize(kafkaVersion, in.readNBytes(in.readInt()));
    int length = in.readInt();
    return length == NO_PROGRESS ? split : new TrackedSplit(split, in.readNBytes(length));
  }
}
