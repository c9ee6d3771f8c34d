package dev.scurry.job.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis.
 *
 * @param from least value, at the coordinate {@code start}
 * @param to greatest value, at the coordinate {@code end}; > from
 */
public record Axis(double from, double to, double start, double end) {

  /** An axis that shows the values with a margin on either side, however they lie. */
  public static Axis around(double least, double greatest, double start, double end) {
    double width = greatest - least;
    double margin = width > 0 ? 0.06 * width : Math.max(1e-9, Math.abs(least) * 0.1);
    return new Axis(least - margin, greatest + margin, start, end);
  }

  public double at(double value) {
    return start + (value - from) / (to - from) * (end - start);
  }

  /** About five round values on the axis: 1, 2 or 5 times a power of ten apart. */
  public List<Double> ticks() {
    double rough = (to - from) / 5;
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
    double step =
        power * (rough < 1.5 * power ? 1 : rough < 3.5 * power ? 2 : rough < 7.5 * power ? 5 : 10);
    List<Double> ticks = new ArrayList<>();
    for (double i = Math.ceil(from / step); i * step <= to; i++) {
      ticks.add(i == 0 ? 0.0 : i * step);
    }
    return ticks;
  }

  /** Whole numbers on the axis, about ten at the most. */
  public List<Double> wholeTicks() {
    int step = (int) Math.max(1, Math.ceil((to - from) / 11));
    List<Double> ticks = new ArrayList<>();
    for (double value = Math.ceil(from); value <= to; value++) {
      if (value % step == 0 || step == 1) {
        ticks.add(value);
      }
    }
    return ticks;
  }
}
