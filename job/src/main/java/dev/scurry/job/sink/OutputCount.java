package dev.scurry.job.sink;

import dev.scurry.job.StateFormat;
import dev.scurry.schema.Channel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How many records one task has sent to a channel. */
record OutputCount(Channel channel, long count) {

  private static final int FORMAT = 1;
  private static final int HEAD = Integer.BYTES + Long.BYTES;

  /** Format, count, the channel's name. */
  byte[] encode() {
    byte[] name = channel.name().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(HEAD + name.length).putInt(FORMAT).putLong(count).put(name).array();
  }

  static OutputCount decode(byte[] stored) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    StateFormat.require(FORMAT, buffer.getInt(), "a count of what was written");
    long count = buffer.getLong();
    return new OutputCount(
        Channel.valueOf(StandardCharsets.UTF_8.decode(buffer).toString()), count);
  }
}
