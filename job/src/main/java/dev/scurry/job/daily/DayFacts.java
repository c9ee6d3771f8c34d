package dev.scurry.job.daily;

import dev.scurry.schema.DailyManifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of the day's input, for the manifest.
 *
 * @param rows without headers and empty lines
 * @param inputs objects of distances; those of features are known before
 * @param headers lines of column names
 * @param pairs lines that are pairs
 * @param within those that are near enough to count
 */
record DayFacts(
    long rows,
    List<DailyManifest.Feature> features,
    Map<String, Long> rejected,
    List<DailyManifest.RejectedRow> rejectedSample,
    List<DailyManifest.Input> inputs,
    long headers,
    long pairs,
    long within) {

  /** Of features. */
  static DayFacts ofFeatures(
      long rows,
      List<DailyManifest.Feature> features,
      Map<String, Long> rejected,
      List<DailyManifest.RejectedRow> rejectedSample) {
    return new DayFacts(rows, features, rejected, rejectedSample, List.of(), 0, 0, 0);
  }

  /** Of distances: all objects of the day, in any order. */
  static DayFacts ofDistances(Collection<ObjectFacts> objects) {
    List<ObjectFacts> inOrder =
        objects.stream().sorted(Comparator.comparingInt(ObjectFacts::place)).toList();
    Map<String, Long> rejected = new TreeMap<>();
    List<DailyManifest.RejectedRow> sample = new ArrayList<>();
    long pairs = 0;
    long headers = 0;
    long within = 0;
    for (ObjectFacts object : inOrder) {
      object.rejected().forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
      sample.addAll(object.sample());
      pairs += object.pairs();
      headers += object.headers();
      within += object.within();
    }
    return new DayFacts(
        pairs + sum(rejected),
        List.of(),
        rejected,
        List.copyOf(sample.subList(0, Math.min(RejectedRows.SAMPLE, sample.size()))),
        inOrder.stream().map(ObjectFacts::input).toList(),
        headers,
        pairs,
        within);
  }

  long rejectedRows() {
    return sum(rejected);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
