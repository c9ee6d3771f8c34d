package dev.scurry.clustering.judging;

import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import java.util.OptionalInt;

/**
 * Which k the elbow, the silhouette and the gap statistic name, and which to take.
 *
 * @param curve a model for each k
 * @param silhouettes one for each k of the curve; NaN where there is none, as for k = 1
 * @param gap of the same curve
 */
@SuppressWarnings("ArrayRecordComponent")
public record KSelection(KCurve curve, double[] silhouettes, GapStatistic gap) {

  public KSelection {
    int length = curve.kMax() - curve.kMin() + 1;
    Gate.require(
        silhouettes.length == length, "%d silhouettes for %d ks", silhouettes.length, length);
    Gate.require(gap.gaps().length == length, "%d gaps for %d ks", gap.gaps().length, length);
    for (double silhouette : silhouettes) {
      Gate.require(
          Double.isNaN(silhouette) || Math.abs(silhouette) <= 1,
          "a silhouette must be from -1 to 1, not %s",
          silhouette);
    }
    silhouettes = silhouettes.clone();
  }

  /** Judges every k by the micro-clusters alone, with simplified silhouettes. */
  public static KSelection of(MicroClusters micro, Metric metric, KSelectionOptions options) {
    KCurve curve =
        KCurve.of(micro, metric, options.lloyd(), options.kMin(), options.kMax(), options.seed());
    GapStatistic gap =
        GapStatistic.of(
            curve, micro, metric, options.lloyd(), options.references(), options.seed());
    return new KSelection(curve, curve.silhouettes(), gap);
  }

  /** The same with silhouettes that were measured otherwise. */
  public KSelection withSilhouettes(double[] measured) {
    return new KSelection(curve, measured, gap);
  }

  /** A copy of the silhouettes. */
  @Override
  public double[] silhouettes() {
    return silhouettes.clone();
  }

  public OptionalInt elbowK() {
    return curve.elbow();
  }

  /** The first k with the greatest silhouette; empty where there is none. */
  public OptionalInt silhouetteK() {
    int best = -1;
    for (int i = 0; i < silhouettes.length; i++) {
      if (!Double.isNaN(silhouettes[i]) && (best < 0 || silhouettes[i] > silhouettes[best])) {
        best = i;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(curve.kMin() + best);
  }

  public OptionalInt gapK() {
    return gap.chosen();
  }

  /** Whether all three name the same k. */
  public boolean agree() {
    return elbowK().isPresent() && elbowK().equals(silhouetteK()) && elbowK().equals(gapK());
  }

  /**
   * Whether no k of the curve has a gap that is more than two standard errors above that of one
   * cluster: two, for the greatest of many gaps is looked at.
   */
  public boolean structureless() {
    double[] gaps = gap.gaps();
    double[] errors = gap.errors();
    boolean none = curve.kMin() == 1;
    for (int i = 1; i < gaps.length; i++) {
      none &= gaps[0] >= gaps[i] - 2 * errors[i];
    }
    return none;
  }

  /**
   * The k to take: 1 where the data are {@link #structureless}, which the elbow and the silhouette
   * cannot say; else the middle one of the three answers, which is the answer of two where two
   * agree. A gap that rises to the end counts as more than the greatest k. Where the elbow or the
   * silhouette has no answer the other one is taken, else the gap's, else the least k.
   */
  public int recommended() {
    if (structureless()) {
      return 1;
    }
    OptionalInt elbow = elbowK();
    OptionalInt silhouette = silhouetteK();
    OptionalInt gapped = gapK();
    if (elbow.isEmpty() || silhouette.isEmpty()) {
      return silhouette.orElse(elbow.orElse(gapped.orElse(curve.kMin())));
    }
    return middle(elbow.getAsInt(), silhouette.getAsInt(), gapped.orElse(Integer.MAX_VALUE));
  }

  private static int middle(int a, int b, int c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
