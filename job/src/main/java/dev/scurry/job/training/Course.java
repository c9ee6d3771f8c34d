package dev.scurry.job.training;

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

  /** Format, then JSON. */
  byte[] encode() {
    byte[] json = WireFormat.encode(this);
    return ByteBuffer.allocate(Integer.BYTES + json.length).putInt(FORMAT).put(json).array();
  }

  static Course decode(byte[] stored) {
    if (stored == null) {
      return OF_SETTINGS;
    }
    StateFormat.require(FORMAT, ByteBuffer.wrap(stored).getInt(), "the course");
    return WireFormat.decode(
        Arrays.copyOfRange(stored, Integer.BYTES, stored.length), Course.class);
  }
}
