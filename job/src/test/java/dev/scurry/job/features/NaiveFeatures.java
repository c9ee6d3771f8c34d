package dev.scurry.job.features;

import dev.scurry.job.config.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Every aggregate, computed for every window from all its events at once. */
final class NaiveFeatures {

  static final String DEFINITIONS =
      """
      [{"name": "events", "aggregate": "count"},
       {"name": "views", "aggregate": "count", "type": "view", "transform": "log1p"},
       {"name": "comments", "aggregate": "count", "type": "comment"},
       {"name": "ratio", "aggregate": "ratio", "of": ["comments", "views"]},
       {"name": "items", "aggregate": "distinct", "field": "item"},
       {"name": "viewed", "aggregate": "distinct", "field": "item", "type": "view"},
       {"name": "spent", "aggregate": "sum", "field": "amount", "transform": "log1p"},
       {"name": "least", "aggregate": "min", "field": "amount"},
       {"name": "most", "aggregate": "max", "field": "amount", "type": "like"},
       {"name": "mean", "aggregate": "mean", "field": "amount"},
       {"name": "hours", "aggregate": "active-hours"},
       {"name": "gap", "aggregate": "mean-gap"},
       {"name": "day", "aggregate": "hour-of-day"}]""";

  private NaiveFeatures() {}

  /** A row a user and window, by {@code user@windowEnd}, and its number of new events. */
  record Row(double[] values, long newEvents) {}

  static Map<String, Row> of(List<Sample> samples, Settings.Window window) {
    TreeMap<String, TreeMap<Long, List<Sample>>> windows = new TreeMap<>();
    for (Sample sample : samples) {
      for (int i = 0; i < window.slices(); i++) {
        windows
            .computeIfAbsent(sample.user(), user -> new TreeMap<>())
            .computeIfAbsent(
                window.sliceEnd(sample.time()) + i * window.slideMs(), end -> new ArrayList<>())
            .add(sample);
      }
    }
    TreeMap<String, Row> rows = new TreeMap<>();
    windows.forEach(
        (user, ends) ->
            ends.forEach((end, in) -> rows.put(user + "@" + end, row(in, end, window.slideMs()))));
    return rows;
  }

  private static Row row(List<Sample> in, long end, long slide) {
    double views = of(in, "view").count();
    double comments = of(in, "comment").count();
    double[] values = {
      in.size(),
      Math.log1p(views),
      comments,
      views == 0 ? 0 : comments / views,
      items(in.stream()),
      items(of(in, "view")),
      log1p(sum(in)),
      amounts(in.stream()).min().orElse(0),
      amounts(of(in, "like")).max().orElse(0),
      amounts(in.stream()).count() == 0 ? 0 : sum(in) / amounts(in.stream()).count(),
      in.stream().map(s -> s.time() / 3_600_000).distinct().count(),
      gap(in),
      in.stream().mapToDouble(s -> Math.sin(angle(s))).average().orElse(0),
      in.stream().mapToDouble(s -> Math.cos(angle(s))).average().orElse(0)
    };
    return new Row(values, in.stream().filter(s -> s.time() >= end - slide).count());
  }

  private static Stream<Sample> of(List<Sample> in, String type) {
    return in.stream().filter(s -> s.type().equals(type));
  }

  private static double items(Stream<Sample> in) {
    return in.map(Sample::item).filter((Predicate<String>) Objects::nonNull).distinct().count();
  }

  private static DoubleStream amounts(Stream<Sample> in) {
    return in.filter(s -> s.amount() != null).mapToDouble(s -> s.amount().doubleValue());
  }

  private static double sum(List<Sample> in) {
    return in.stream()
        .map(Sample::amount)
        .filter(Objects::nonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .doubleValue();
  }

  private static double gap(List<Sample> in) {
    long[] times = in.stream().mapToLong(Sample::time).sorted().toArray();
    double gaps = 0;
    for (int i = 1; i < times.length; i++) {
      gaps += (times[i] - times[i - 1]) / 1000.0;
    }
    return times.length < 2 ? 0 : gaps / (times.length - 1);
  }

  private static double log1p(double value) {
    return Math.signum(value) * Math.log1p(Math.abs(value));
  }

  private static double angle(Sample sample) {
    return 2 * Math.PI * (sample.time() % 86_400_000) / 86_400_000;
  }
}
