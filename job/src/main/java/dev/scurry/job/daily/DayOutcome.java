package dev.scurry.job.daily;

import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.WireFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the findings of all workers together, in whatever order they come. Holds O(users x
 * minSamples).
 */
final class DayOutcome {

  private final List<DailyManifest.Output> outputs = new ArrayList<>();
  private final BitSet named = new BitSet();
  private String[] keys = new String[0];
  private final DayLabels labels;
  private DayFacts facts;
  private long compared;
  private long within;

  DayOutcome(DensityParameters parameters) {
    this.labels = new DayLabels(parameters);
  }

  void add(Finding finding) {
    if (finding.points > 0 && keys.length == 0) {
      keys = new String[finding.points];
    }
    labels.add(finding);
    if (finding.keys != null) {
      System.arraycopy(finding.keys, 0, keys, finding.firstRank, finding.keys.length);
    }
    if (finding.named != null) {
      named.or(BitSet.valueOf(finding.named));
    }
    if (finding.output != null) {
      outputs.add(WireFormat.decode(finding.output, DailyManifest.Output.class));
    }
    if (finding.facts != null) {
      facts = WireFormat.decode(finding.facts, DayFacts.class);
    }
    compared += finding.pairsCompared;
    within += finding.pairsWithinEps;
  }

  /** User ids by rank. */
  String[] keys() {
    return keys;
  }

  /** Labels by rank. */
  int[] labels() {
    return labels.byRank();
  }

  DayFacts facts() {
    return facts;
  }

  /** Whether the distance files have a line of the user. */
  boolean isNamed(int rank) {
    return named.get(rank);
  }

  void add(DailyManifest.Output output) {
    outputs.add(output);
  }

  /** What was written so far, by path. */
  List<DailyManifest.Output> outputs() {
    return outputs.stream().sorted(Comparator.comparing(o -> o.path(), KeyOrder.BY_UTF8)).toList();
  }

  DailyManifest.Counts counts(DayClusters clusters) {
    return new DailyManifest.Counts(
        facts.rows(),
        facts.rejectedRows(),
        facts.headers(),
        keys.length,
        clusters.count(),
        clusters.clusteredKeys(),
        keys.length - clusters.clusteredKeys(),
        compared + facts.pairs(),
        within + facts.within(),
        unnameable());
  }

  private long unnameable() {
    return Arrays.stream(keys).filter(key -> !DistanceLines.canName(key)).count();
  }
}
