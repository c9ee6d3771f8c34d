package dev.scurry.generator;

import java.util.List;

/** A behaviour made ready for drawing: cumulative weights instead of weights. */
final class Habits {

  private static final EventType[] TYPES = EventType.values();

  final double eventsPerDay;
  final double novelty;
  final double dwellMillis;
  private final double[] mix = new double[TYPES.length + 1];
  private final double[] hours = new double[25];

  Habits(Behaviour behaviour) {
    this.eventsPerDay = behaviour.eventsPerDay();
    this.novelty = behaviour.novelty();
    this.dwellMillis = behaviour.dwellSeconds() * 1000;
    for (int i = 0; i < TYPES.length; i++) {
      mix[i + 1] = mix[i] + behaviour.weight(TYPES[i]);
    }
    List<Double> weights = behaviour.hours();
    for (int i = 0; i < 24; i++) {
      hours[i + 1] = hours[i] + weights.get(i);
    }
  }

  EventType type(double uniform) {
    return TYPES[piece(mix, uniform * mix[TYPES.length])];
  }

  /** Hour of the day in [0, 24) up to which {@code share} of the day's activity lies. */
  double hourAt(double share) {
    double mass = share * hours[24];
    int hour = piece(hours, mass);
    return hour + (mass - hours[hour]) / (hours[hour + 1] - hours[hour]);
  }

  /** Share of the day's activity that lies before an hour of the day. */
  double shareBefore(double hour) {
    int whole = (int) hour;
    return (hours[whole] + (hour - whole) * (hours[whole + 1] - hours[whole])) / hours[24];
  }

  /** The piece of non-zero weight that holds a mass. */
  private static int piece(double[] cumulative, double mass) {
    int last = 0;
    for (int i = 0; i + 1 < cumulative.length; i++) {
      if (cumulative[i + 1] > cumulative[i]) {
        last = i;
        if (mass < cumulative[i + 1]) {
          return i;
        }
      }
    }
    return last;
  }
}
