package dev.scurry.job.training;

import dev.scurry.job.StateFormat;
import dev.scurry.schema.DoctorActs;
import java.nio.ByteBuffer;

/**
 * What a shard hands over after a window.
 *
 * @param windowEnd of that window
 * @param acts what was done to its micro-clusters in it
 * @param sample some of the window's points, row-major
 */
record ShardReport(ShardSnapshot snapshot, long windowEnd, DoctorActs acts, double[] sample) {

  private static final int FORMAT = 1;

  /** Format, window end, acts, sample, snapshot. */
  byte[] encode() {
    byte[] micro = snapshot.encode();
    ByteBuffer buffer =
        ByteBuffer.allocate(
            2 * Integer.BYTES + 4 * Long.BYTES + sample.length * Double.BYTES + micro.length);
    buffer.putInt(FORMAT).putLong(windowEnd);
    buffer.putLong(acts.begun()).putLong(acts.relocated()).putLong(acts.forgotten());
    buffer.putInt(sample.length);
    buffer.asDoubleBuffer().put(sample);
    buffer.position(buffer.position() + sample.length * Double.BYTES);
    return buffer.put(micro).array();
  }

  /** Reads what {@link #encode} wrote. */
  static ShardReport decode(byte[] stored) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    StateFormat.require(FORMAT, buffer.getInt(), "a shard's report");
    long windowEnd = buffer.getLong();
    DoctorActs acts = new DoctorActs(buffer.getLong(), buffer.getLong(), buffer.getLong());
    double[] sample = new double[buffer.getInt()];
    buffer.asDoubleBuffer().get(sample);
    buffer.position(buffer.position() + sample.length * Double.BYTES);
    byte[] micro = new byte[buffer.remaining()];
    buffer.get(micro);
    return new ShardReport(ShardSnapshot.decode(micro), windowEnd, acts, sample);
  }
}
