package dev.scurry.job.daily;

import dev.scurry.clustering.density.PairCoreDistances;
import java.util.Arrays;
import java.util.function.Consumer;

/** That of HDBSCAN's core distances. */
final class CoresMerge implements PairMerge {

  private static final int CORES_OF_A_FINDING = 1 << 13;

  private final PairCoreDistances cores;

  CoresMerge(int minSamples) {
    this.cores = new PairCoreDistances(0, minSamples);
  }

  @Override
  public void add(Finding finding, KeyRanking ranking) {
    cores.growTo(ranking.size());
    WeightChunks.replay(
        finding,
        (i, j, distance) ->
            cores.add(ranking.number(finding.task, i), ranking.number(finding.task, j), distance));
  }

  @Override
  public void handOver(int[] ranks, Consumer<Finding> taker) {
    cores.growTo(ranks.length);
    double[] byNumber = cores.coreDistances();
    double[] byRank = new double[ranks.length];
    for (int number = 0; number < ranks.length; number++) {
      byRank[ranks[number]] = byNumber[number];
    }
    tell(byRank, taker);
  }

  static void tell(double[] byRank, Consumer<Finding> taker) {
    for (int first = 0; first < byRank.length; first += CORES_OF_A_FINDING) {
      int end = Math.min(byRank.length, first + CORES_OF_A_FINDING);
      taker.accept(Finding.ofCores(byRank.length, first, Arrays.copyOfRange(byRank, first, end)));
    }
  }
}
