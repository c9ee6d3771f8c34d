package dev.scurry.job.daily;

import dev.scurry.clustering.density.Hdbscan;
import dev.scurry.clustering.density.PairDbscan;
import dev.scurry.clustering.density.PairForest;
import dev.scurry.clustering.density.PairOptics;
import java.util.ArrayList;
import java.util.List;

/**
 * The labels of the day's points by rank, of what the workers found, in whatever order it comes.
 * Holds O(points x minSamples), for HDBSCAN O(points x workers), for OPTICS of features all pairs
 * within max_eps.
 */
final class DayLabels {

  private final DensityParameters parameters;
  private final List<Finding> edges = new ArrayList<>();
  private PairDbscan dbscan;
  private double[] cores;
  private PairOptics optics;
  private int[] given;
  private boolean areGiven;

  DayLabels(DensityParameters parameters) {
    this.parameters = parameters;
    growTo(0);
  }

  private void growTo(int points) {
    dbscan = new PairDbscan(points, parameters.minSamples());
    cores = new double[points];
    given = new int[points];
    optics = new PairOptics(points, parameters.minSamples(), parameters.maxEps());
  }

  /** Takes a finding of points, links, cores or labels. */
  void add(Finding finding) {
    if (finding.points > given.length) {
      growTo(finding.points);
    }
    if (finding.weights != null && parameters.algorithm() == DensityAlgorithm.OPTICS) {
      WeightChunks.replay(finding, optics::add);
    } else if (finding.weights != null) {
      edges.add(finding);
    } else if (finding.links != null) {
      LinkChunks.replay(finding.links, dbscan);
    }
    if (finding.cores != null) {
      System.arraycopy(finding.cores, 0, cores, finding.firstRank, finding.cores.length);
    }
    if (finding.labels != null) {
      areGiven = true;
      System.arraycopy(finding.labels, 0, given, finding.firstRank, finding.labels.length);
    }
  }

  int[] byRank() {
    return switch (parameters.algorithm()) {
      case DBSCAN -> dbscan.labels();
      case HDBSCAN -> given.length == 0 ? given : hdbscan();
      case OPTICS ->
          areGiven || given.length == 0 ? given : OpticsLearner.labels(optics, parameters);
    };
  }

  private int[] hdbscan() {
    PairForest forest = new PairForest(cores);
    edges.forEach(finding -> WeightChunks.replay(finding, forest::add));
    return Hdbscan.ofForest(forest, parameters.hdbscanOptions()).labels();
  }
}
