package dev.scurry.job.daily;

/**
 * Where a key stands in the day's objects, as one number: first the place of the object, then the
 * line, then the side. No two keys have the same.
 */
final class KeyPlace {

  private static final int LINE_BITS = 39;
  private static final int MOST_OBJECTS = 1 << (Long.SIZE - 2 - LINE_BITS);

  private KeyPlace() {}

  /**
   * @param line from 1
   */
  static long of(int object, long line, boolean right) {
    if (object >= MOST_OBJECTS || line >>> LINE_BITS != 0) {
      throw new UnusableDayException(
          "line %,d of object %,d of the day: there are too many".formatted(line, object + 1));
    }
    return (((long) object << LINE_BITS) | line) << 1 | (right ? 1 : 0);
  }
}
