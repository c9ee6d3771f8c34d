package dev.scurry.job.features;

import java.nio.ByteBuffer;

/**
 * That a user is to be forgotten.
 *
 * @param windowEnd end of the first window that he is not in any more
 * @param sequence place of the command among all commands
 * @param command JSON of the {@link dev.scurry.schema.ControlCommand}
 */
@SuppressWarnings("ArrayRecordComponent")
record Forget(long windowEnd, long sequence, byte[] command) {
  private static final byte FORMAT = 1;

  byte[] encode() {
    return ByteBuffer.allocate(1 + 2 * Long.BYTES + command.length)
        .put(FORMAT)
        .putLong(windowEnd)
        .putLong(sequence)
        .put(command)
        .array();
  }

  static Forget decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Formats.check(in.get(), FORMAT, "user to forget");
    long windowEnd = in.getLong();
    long sequence = in.getLong();
    byte[] command = new byte[in.remaining()];
    in.get(command);
    return new Forget(windowEnd, sequence, command);
  }
}
