package dev.scurry.job.training;

import dev.scurry.job.StateFormat;
import dev.scurry.job.config.HalfLife;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.WireFormat;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How training goes on, where commands have changed what the settings say.
 *
 * @param frozen whether windows go by unlearned
 * @param k a number, or {@code auto}; null: as in the settings
 * @param halfLife as in {@code training.half-life}, in the same unit; null: as in the settings
 */
public record Course(boolean frozen, String k, String halfLife) {

  /** As the settings say. */
  public static final Course OF_SETTINGS = new Course(false, null, null);

  static final String AUTO = "auto";

  private static final int FORMAT = 1;
  private static final int HEAD = Integer.BYTES + Long.BYTES;

  /** The k that holds: a number or {@link #AUTO}. */
  String k(Settings settings) {
    Settings.Training training = settings.training();
    String configured = training.kSearch().auto() ? AUTO : Integer.toString(training.k());
    return k == null ? configured : k;
  }

  /** The half-life that holds. */
  HalfLife halfLife(Settings settings) {
    return halfLife == null ? settings.training().halfLife() : HalfLife.parse(halfLife);
  }

  Course withFrozen(boolean now) {
    return new Course(now, k, halfLife);
  }

  Course withK(String now) {
    return new Course(frozen, now, halfLife);
  }

  Course withHalfLife(String now) {
    return new Course(frozen, k, now);
  }

  /**
   * Format, fingerprint, then JSON.
   *
   * @param trainedWith {@link TrainedWith#fingerprint} of the settings
   */
  byte[] encode(long trainedWith) {
    byte[] json = WireFormat.encode(this);
    return ByteBuffer.allocate(HEAD + json.length)
        .putInt(FORMAT)
        .putLong(trainedWith)
        .put(json)
        .array();
  }

  /** As it was written; as the settings say where that was under other settings, or never. */
  static Course decode(byte[] stored, long trainedWith) {
    if (stored == null) {
      return OF_SETTINGS;
    }
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    StateFormat.require(FORMAT, buffer.getInt(), "the course");
    return buffer.getLong() == trainedWith
        ? WireFormat.decode(Arrays.copyOfRange(stored, HEAD, stored.length), Course.class)
        : OF_SETTINGS;
  }
}
