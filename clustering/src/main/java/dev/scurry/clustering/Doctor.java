package dev.scurry.clustering;

import java.util.SplittableRandom;

/** Moves micro-clusters to where a batch is badly served. */
final class Doctor {

  /*
   * Once all places are taken, a new group of points would be absorbed by whatever micro-cluster is
   * least far away, and blur it. So before a batch is absorbed, places are moved, by a local search
   * over swaps [1]: a point x of the batch that is far from every micro-cluster is a candidate for a
   * new one, with
   *
   *   gain = sum over the batch's other points of  max(0, d²(y, nearest) - d²(y, x)),
   *
   * and the place is taken from the twins, the two micro-clusters a, b whose union costs least,
   *
   *   loss = Wa Wb / (Wa + Wb) d²(a, b)          (Ward's criterion [2]);
   *
   * one that starves is light and so soon among them. They are united, no mass is lost, where
   *
   *   gain / points of the batch  >  2 loss / weight of all.
   *
   * The candidate's own distance does not count, so that an outlier alone never gains anything.
   *
   * Candidates are points with d² > 4 r², r² being the typical squared radius of a micro-cluster;
   * where a batch is like the ones before there is next to none, and no cost. They are drawn in turn
   * from those up to 16 r², in proportion to the excess, and from those beyond: a small group nearby
   * would not be met among many far outliers, nor a new group far away among the edges of the old.
   * A candidate costs points x features.
   *
   * [1] Kanungo et al., A local search approximation algorithm for k-means clustering, SoCG 2002
   * [2] Ward, Hierarchical grouping to optimize an objective function, JASA 58, 1963
   */

  private static final double FAR = 4;
  private static final double FARTHEST = 16;
  private static final double WORTH = 2;
  private static final int PATIENCE = 8;

  /** No more than this part of the places moves in a batch; few places never do. */
  private static final int MOST_MOVED = 8;

  private final MicroClusters micro;
  private final Batch batch;
  private final SplittableRandom random;
  private final double typical;
  private final double[] excess;
  private final double[] distances;
  private final boolean[] refusedRows;
  private boolean farthestNext;
  private Twins twins;

  Doctor(MicroClusters micro, Batch batch, SplittableRandom random) {
    this.micro = micro;
    this.batch = batch;
    this.random = random;
    this.typical = micro.typicalSquaredRadius(batch.metric);
    this.excess = new double[batch.rows];
    this.distances = new double[batch.rows];
    this.refusedRows = new boolean[batch.rows];
  }

  /** Returns how many were moved. */
  int treat() {
    if (typical == 0) {
      return 0; // Nothing says yet what is far.
    }
    int moved = 0;
    int refused = 0;
    while (refused < PATIENCE && moved < micro.capacity() / MOST_MOVED) {
      int candidate = candidate();
      if (candidate < 0) {
        return moved;
      }
      if (isWorthIt(candidate)) {
        move(candidate);
        moved++;
      } else {
        refusedRows[candidate] = true;
        refused++;
      }
    }
    return moved;
  }

  /** Far and farthest points take turns. */
  private int candidate() {
    farthestNext = !farthestNext;
    int candidate = candidate(farthestNext);
    return candidate < 0 ? candidate(!farthestNext) : candidate;
  }

  private int candidate(boolean farthest) {
    for (int i = 0; i < excess.length; i++) {
      double beyond = batch.squared[i] - FAR * typical;
      boolean eligible = beyond > 0 && !refusedRows[i];
      boolean isFarthest = batch.squared[i] > FARTHEST * typical;
      excess[i] = eligible && farthest == isFarthest ? farthest ? 1 : beyond : 0;
    }
    return DistanceSampling.pick(excess, random);
  }

  private boolean isWorthIt(int candidate) {
    double gain = gain(candidate);
    if (gain == 0) {
      return false;
    }
    if (twins == null) {
      twins = new Twins(micro, batch.metric);
    }
    double weight = micro.totalWeight() + batch.rows;
    return gain / batch.rows > WORTH * twins.loss() / weight;
  }

  /** Leaves the distances to the candidate behind. */
  private double gain(int candidate) {
    int d = micro.dimensions();
    double gain = 0;
    for (int i = 0; i < batch.rows; i++) {
      distances[i] = batch.metric.squared(batch.points, i * d, batch.points, candidate * d);
      if (i != candidate && distances[i] < batch.squared[i]) {
        gain += batch.squared[i] - distances[i];
      }
    }
    return gain;
  }

  private void move(int candidate) {
    int into = twins.first();
    int from = twins.second();
    micro.fuse(into, from);
    micro.begin(from, batch.points, candidate);
    for (int i = 0; i < batch.rows; i++) {
      if (batch.nearest[i] == into || batch.nearest[i] == from) {
        batch.assign(i, micro);
      } else if (distances[i] < batch.squared[i]) {
        batch.nearest[i] = from;
        batch.squared[i] = distances[i];
      }
    }
    twins.changed(into, from);
  }
}
