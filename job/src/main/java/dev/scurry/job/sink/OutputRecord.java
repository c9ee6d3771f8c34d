package dev.scurry.job.sink;

import dev.scurry.schema.Channel;
import dev.scurry.schema.WireFormat;
import java.nio.charset.StandardCharsets;

/**
 * The one record type of all output: where it goes, its key, its value. A Flink POJO, so its fields
 * are public and it has an empty constructor; nobody changes one after it was made.
 */
public class OutputRecord {
  /** Name of the {@link Channel}. */
  public String channel;

  /** UTF-8, or null. */
  public byte[] key;

  /** JSON, UTF-8; null: a tombstone, what was said under this key before no longer holds. */
  public byte[] value;

  public OutputRecord() {}

  public OutputRecord(String channel, byte[] key, byte[] value) {
    this.channel = channel;
    this.key = key;
    this.value = value;
  }

  public static OutputRecord of(Channel channel, String key, Object wireRecord) {
    return new OutputRecord(
        channel.name(),
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        WireFormat.encode(wireRecord));
  }

  /** Takes back what a compacted channel holds under a key. */
  public static OutputRecord tombstone(Channel channel, String key) {
    return new OutputRecord(channel.name(), key.getBytes(StandardCharsets.UTF_8), null);
  }

  public boolean isTombstone() {
    return value == null;
  }
}
