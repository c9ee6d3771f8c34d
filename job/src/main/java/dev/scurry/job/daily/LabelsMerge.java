package dev.scurry.job.daily;

import java.util.Arrays;
import java.util.function.Consumer;

/** Of one reader, which gave the labels itself. */
final class LabelsMerge implements PairMerge {

  private int[] labels = new int[0];

  @Override
  public void add(Finding finding, KeyRanking ranking) {
    labels = Arrays.copyOf(labels, ranking.size());
    for (int at = 0; at < finding.labels.length; at++) {
      labels[ranking.number(finding.task, finding.firstRank + at)] = finding.labels[at];
    }
  }

  @Override
  public void handOver(int[] ranks, Consumer<Finding> taker) {
    int[] byRank = new int[ranks.length];
    for (int number = 0; number < ranks.length; number++) {
      byRank[ranks[number]] = labels[number];
    }
    if (byRank.length > 0) {
      taker.accept(Finding.ofLabels(byRank.length, 0, byRank));
    }
  }
}
