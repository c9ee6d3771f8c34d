package dev.scurry.job.training;

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
