package dev.scurry.job.features;

import dev.scurry.job.source.Event;

/**
 * What an event gives to a count, a sum or an extreme.
 *
 * @param type only events of this type count; null: all
 * @param valueSlot only events that have this value count; -1: all
 */
record Term(Quantity quantity, String type, int valueSlot) {
  private static final long DAY_MS = 86_400_000;

  /** Sines and cosines are whole numbers of 2^-40. */
  static final double WAVE_UNIT = 0x1p40;

  /** What is taken of an event. */
  enum Quantity {
    ONE,
    VALUE,
    TIME,
    SIN,
    COS
  }

  boolean takes(Event event) {
    return (type == null || type.equals(event.type))
        && (valueSlot < 0 || event.hasValue(valueSlot));
  }

  long of(Event event) {
    return switch (quantity) {
      case ONE -> 1;
      case VALUE -> event.values[valueSlot];
      case TIME -> event.time;
      case SIN -> Math.round(StrictMath.sin(timeOfDay(event.time)) * WAVE_UNIT);
      case COS -> Math.round(StrictMath.cos(timeOfDay(event.time)) * WAVE_UNIT);
    };
  }

  /** The time of day (UTC) as an angle, midnight being 0. */
  private static double timeOfDay(long time) {
    return 2 * Math.PI * Math.floorMod(time, DAY_MS) / DAY_MS;
  }
}
