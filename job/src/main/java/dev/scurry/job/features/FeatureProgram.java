package dev.scurry.job.features;

import dev.scurry.job.config.FeatureDefinition;
import dev.scurry.job.config.FeatureDefinition.Transform;
import dev.scurry.job.config.Settings;
import dev.scurry.job.features.Term.Quantity;
import dev.scurry.job.source.Event;
import dev.scurry.job.source.EventLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The declared features, made ready to be computed. */
final class FeatureProgram {
  /*
   * Floating-point sums depend on the order of what is summed, and events of one user come from
   * several partitions in any order. So nothing is a double before the window closes. A definition
   * is compiled into a few cells, shared where two definitions need the same:
   *
   *   count                      n = events of the type (that have the value)
   *   sum, mean                  s = sum of the values in millionths, 128 bit; s / 1e6, s / (n * 1e6)
   *   min, max                   smallest and largest value in millionths
   *   mean-gap                   (last time - first time) / (n - 1), in seconds: the mean of the gaps
   *                              between neighbours, whatever their order of arrival
   *   hour-of-day                means of sin and cos of the time of day (UTC), each event's rounded
   *                              to 2^-40 and summed up in 128 bit
   *   active-hours               different clock hours (UTC), as bits
   *   distinct                   different hashes; a slice beyond a limit is a HyperLogLog sketch
   *
   * Counts and sums of a window are kept by adding the slice that comes and subtracting the one that
   * goes, which is exact for whole numbers. Hashes leave with the last slice they were in. The others
   * are merged anew from the window's slices.
   *
   * At the end each column is one division of two whole numbers, so it is the same double however
   * the events came. A column over no events is 0. log1p of a negative number v is -log1p(-v).
   */

  private static final double MILLIONTHS = 1e6;
  private static final double MILLIS = 1e3;

  /** A column's value before its transform. */
  private interface Column {
    double of(RunningWindow window);
  }

  private final EventLayout layout;
  private final int distinctLimit;
  private final List<Term> counts = new ArrayList<>();
  private final List<Term> sums = new ArrayList<>();
  private final List<Term> mins = new ArrayList<>();
  private final List<Term> maxs = new ArrayList<>();
  private final List<Term> hours = new ArrayList<>();
  private final List<Distinct> distinct = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private final List<Transform> transforms = new ArrayList<>();

  /** Different keys of a slot among the events of a type. */
  private record Distinct(String type, int keySlot) {}

  FeatureProgram(Settings.Features features, EventLayout layout) {
    this.layout = layout;
    this.distinctLimit = features.distinctExactLimit();
    slot(counts, new Term(Quantity.ONE, null, -1));
    Map<String, Column> byName = new HashMap<>();
    for (FeatureDefinition definition : features.definitions()) {
      for (Column column : compile(definition, byName)) {
        columns.add(column);
        transforms.add(definition.transform());
      }
    }
  }

  Totals newTotals() {
    return new Totals(counts.size(), sums.size());
  }

  Extremes newExtremes() {
    return new Extremes(mins.size(), maxs.size(), hours.size(), distinct.size(), distinctLimit);
  }

  SliceAccumulator newSlice() {
    return new SliceAccumulator(newTotals(), newExtremes());
  }

  void add(Event event, SliceAccumulator slice) {
    addTotals(event, slice.totals());
    addExtremes(event, slice.extremes());
  }

  /** The vector of a window with at least one event: finite, one value a column. */
  double[] values(RunningWindow window) {
    double[] values = new double[columns.size()];
    for (int i = 0; i < values.length; i++) {
      double raw = columns.get(i).of(window);
      values[i] = transforms.get(i) == Transform.LOG1P ? log1p(raw) : raw;
    }
    return values;
  }

  private void addTotals(Event event, Totals totals) {
    for (int i = 0; i < counts.size(); i++) {
      if (counts.get(i).takes(event)) {
        totals.counts[i]++;
      }
    }
    for (int i = 0; i < sums.size(); i++) {
      if (sums.get(i).takes(event)) {
        Sums.add(totals.sums, i, sums.get(i).of(event));
      }
    }
  }

  private void addExtremes(Event event, Extremes extremes) {
    for (int i = 0; i < mins.size(); i++) {
      if (mins.get(i).takes(event)) {
        extremes.mins[i] = Math.min(extremes.mins[i], mins.get(i).of(event));
      }
    }
    for (int i = 0; i < maxs.size(); i++) {
      if (maxs.get(i).takes(event)) {
        extremes.maxs[i] = Math.max(extremes.maxs[i], maxs.get(i).of(event));
      }
    }
    addSets(event, extremes);
  }

  private void addSets(Event event, Extremes extremes) {
    for (int i = 0; i < hours.size(); i++) {
      if (hours.get(i).takes(event)) {
        extremes.hours[i].addHourOf(event.time);
      }
    }
    for (int i = 0; i < distinct.size(); i++) {
      Distinct cell = distinct.get(i);
      boolean counts = cell.type == null || cell.type.equals(event.type);
      if (counts && event.hasKey(cell.keySlot)) {
        extremes.distinct[i].add(event.keys[cell.keySlot]);
      }
    }
  }

  private List<Column> compile(FeatureDefinition definition, Map<String, Column> byName) {
    List<Column> made =
        switch (definition.aggregate()) {
          case COUNT -> List.of(count(definition));
          case DISTINCT -> List.of(distinct(definition));
          case SUM -> List.of(sum(definition));
          case MEAN -> List.of(mean(definition));
          case MIN -> List.of(min(definition));
          case MAX -> List.of(max(definition));
          case ACTIVE_HOURS -> List.of(activeHours(definition));
          case MEAN_GAP -> List.of(meanGap(definition));
          case HOUR_OF_DAY ->
              List.of(wave(definition, Quantity.SIN), wave(definition, Quantity.COS));
          case RATIO -> List.of(ratio(definition, byName));
        };
    byName.put(definition.name(), made.get(0));
    return made;
  }

  private Column count(FeatureDefinition definition) {
    int n = slot(counts, new Term(Quantity.ONE, definition.type(), -1));
    return window -> window.totals().counts[n];
  }

  private Column distinct(FeatureDefinition definition) {
    int set =
        slot(distinct, new Distinct(definition.type(), layout.distinctSlot(definition.field())));
    return window -> window.distinct(set);
  }

  private Column sum(FeatureDefinition definition) {
    int sum = slot(sums, value(definition));
    return window -> Sums.toDouble(window.totals().sums, sum) / MILLIONTHS;
  }

  private Column mean(FeatureDefinition definition) {
    int sum = slot(sums, value(definition));
    int n = countOfValues(definition);
    return window ->
        over(Sums.toDouble(window.totals().sums, sum), window.totals().counts[n] * MILLIONTHS);
  }

  private Column min(FeatureDefinition definition) {
    int min = slot(mins, value(definition));
    int n = countOfValues(definition);
    return window -> window.totals().counts[n] == 0 ? 0 : window.extremes().mins[min] / MILLIONTHS;
  }

  private Column max(FeatureDefinition definition) {
    int max = slot(maxs, value(definition));
    int n = countOfValues(definition);
    return window -> window.totals().counts[n] == 0 ? 0 : window.extremes().maxs[max] / MILLIONTHS;
  }

  private Column activeHours(FeatureDefinition definition) {
    int set = slot(hours, new Term(Quantity.TIME, definition.type(), -1));
    return window -> window.extremes().hours[set].size();
  }

  private Column meanGap(FeatureDefinition definition) {
    Term time = new Term(Quantity.TIME, definition.type(), -1);
    int first = slot(mins, time);
    int last = slot(maxs, time);
    int n = slot(counts, new Term(Quantity.ONE, definition.type(), -1));
    return window ->
        window.totals().counts[n] < 2
            ? 0
            : (window.extremes().maxs[last] - window.extremes().mins[first])
                / ((window.totals().counts[n] - 1) * MILLIS);
  }

  private Column wave(FeatureDefinition definition, Quantity quantity) {
    int sum = slot(sums, new Term(quantity, definition.type(), -1));
    int n = slot(counts, new Term(Quantity.ONE, definition.type(), -1));
    return window ->
        over(Sums.toDouble(window.totals().sums, sum), window.totals().counts[n] * Term.WAVE_UNIT);
  }

  /**
   * Of two features that are declared before or after it; the settings have checked that they are.
   */
  private Column ratio(FeatureDefinition definition, Map<String, Column> byName) {
    String above = definition.of().get(0);
    String below = definition.of().get(1);
    return window -> over(byName.get(above).of(window), byName.get(below).of(window));
  }

  private Term value(FeatureDefinition definition) {
    return new Term(Quantity.VALUE, definition.type(), layout.numericSlot(definition.field()));
  }

  private int countOfValues(FeatureDefinition definition) {
    return slot(
        counts, new Term(Quantity.ONE, definition.type(), layout.numericSlot(definition.field())));
  }

  private static <T> int slot(List<T> cells, T cell) {
    if (!cells.contains(cell)) {
      cells.add(cell);
    }
    return cells.indexOf(cell);
  }

  private static double over(double above, double below) {
    return below == 0 ? 0 : above / below;
  }

  private static double log1p(double value) {
    return value < 0 ? -StrictMath.log1p(-value) : StrictMath.log1p(value);
  }
}
