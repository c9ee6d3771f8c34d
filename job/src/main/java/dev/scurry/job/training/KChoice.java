package dev.scurry.job.training;

import dev.scurry.clustering.judging.AutoK;
import dev.scurry.schema.KAdvice;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * How many clusters, and what was said about it last.
 *
 * @param k to be used now
 * @param auto what the advice led to so far
 * @param advice the last one
 * @param advisedAt end of the window at which it was given
 */
record KChoice(int k, AutoK auto, KAdvice advice, long advisedAt) {

  static final int BYTES = 4 * Integer.BYTES + Long.BYTES;

  private static final int NONE = -1;

  /** k, the state of the hysteresis, the time of the advice; the advice is in the model. */
  void encode(ByteBuffer buffer) {
    buffer.putInt(k).putInt(auto.k().orElse(NONE)).putInt(auto.candidate()).putInt(auto.times());
    buffer.putLong(advisedAt);
  }

  static KChoice decode(ByteBuffer buffer, KAdvice advice) {
    int k = buffer.getInt();
    int taken = buffer.getInt();
    OptionalInt auto = taken == NONE ? OptionalInt.empty() : OptionalInt.of(taken);
    return new KChoice(
        k, new AutoK(auto, buffer.getInt(), buffer.getInt()), advice, buffer.getLong());
  }
}
