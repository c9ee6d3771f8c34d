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

  /** Whether no k of the curve describes the data better than one cluster, by their gap. */
  public boolean structureless() {
    double[] gaps = gap.gaps();
    double[] errors = gap.errors();
    boolean none = curve.kMin() == 1;
    for (int i = 1; i < gaps.length; i++) {
      none &= gaps[0] >= gaps[i] - errors[i];
    }
    return none;
  }

  /**
   * The k to take: 1 where the data are {@link #structureless}, which the elbow and the silhouette
   * cannot say; else the k that two of the three name; else the gap's unless that is 1, else the
   * silhouette's, else the elbow's, else the least.
   */
  public int recommended() {
    if (structureless()) {
      return 1;
    }
    OptionalInt elbow = elbowK();
    OptionalInt silhouette = silhouetteK();
    OptionalInt gapped = gapK();
    if (elbow.isPresent() && (elbow.equals(silhouette) || elbow.equals(gapped))) {
      return elbow.getAsInt();
    }
    if (gapped.isPresent() && gapped.getAsInt() > 1) {
      return gapped.getAsInt();
    }
    return silhouette.orElse(elbow.orElse(curve.kMin()));
  }
}
