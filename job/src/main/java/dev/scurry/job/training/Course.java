package dev.scurry.job.training;

import dev.scurry.job.config.HalfLife;
import dev.scurry.job.config.Settings;

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
}
