package dev.scurry.generator;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How the users of a persona act.
 *
 * @param eventsPerDay mean events of a user on a day, > 0, relative to the other personas (the
 *     stream scales all of them to its total)
 * @param mix weight of each event type, >= 0; what is missing is 0
 * @param hours 24 weights >= 0, one for each hour of the day (UTC)
 * @param novelty probability in [0, 1] that an act is on another post than the user's last one
 * @param dwellSeconds median time spent on an act, > 0
 */
public record Behaviour(
    double eventsPerDay,
    Map<EventType, Double> mix,
    List<Double> hours,
    double novelty,
    double dwellSeconds) {

  public Behaviour {
    mix = Map.copyOf(mix);
    hours = List.copyOf(hours);
    require(eventsPerDay > 0 && Double.isFinite(eventsPerDay), "eventsPerDay", eventsPerDay);
    require(dwellSeconds > 0 && Double.isFinite(dwellSeconds), "dwellSeconds", dwellSeconds);
    require(novelty >= 0 && novelty <= 1, "novelty", novelty);
    require(hours.size() == 24 && areWeights(hours), "hours", hours);
    require(areWeights(List.copyOf(mix.values())), "mix", mix);
  }

  /** This behaviour, {@code share} (0 to 1) of the way to another one. */
  public Behaviour towards(Behaviour other, double share) {
    if (share <= 0) {
      return this;
    }
    Map<EventType, Double> blended = new EnumMap<>(EventType.class);
    for (EventType type : EventType.values()) {
      blended.put(type, blend(weight(type), other.weight(type), share));
    }
    return new Behaviour(
        blend(eventsPerDay, other.eventsPerDay, share),
        blended,
        IntStream.range(0, 24)
            .mapToObj(h -> blend(hours.get(h), other.hours.get(h), share))
            .toList(),
        blend(novelty, other.novelty, share),
        blend(dwellSeconds, other.dwellSeconds, share));
  }

  /** Weight of a type in the mix. */
  public double weight(EventType type) {
    return mix.getOrDefault(type, 0.0);
  }

  /** 24 weights in the form of a bell round an hour of the day; 0 beyond two and a half widths. */
  public static List<Double> around(double peakHour, double width) {
    double[] weights = new double[24];
    for (int hour = 0; hour < 24; hour++) {
      double z = (hour + 0.5 - peakHour) / width;
      weights[hour] = Math.abs(z) > 2.5 ? 0 : StrictMath.exp(-z * z / 2);
    }
    return Arrays.stream(weights).boxed().toList();
  }

  private static double blend(double from, double to, double share) {
    return from + (to - from) * Math.min(share, 1);
  }

  private static boolean areWeights(List<Double> weights) {
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    return sum > 0 && Double.isFinite(sum) && weights.stream().allMatch(w -> w >= 0);
  }

  private static void require(boolean holds, String what, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(what + " can't be " + value);
    }
  }
}
