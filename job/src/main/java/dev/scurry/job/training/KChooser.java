package dev.scurry.job.training;

import dev.scurry.clustering.Metric;
import dev.scurry.clustering.MicroClusters;
import dev.scurry.clustering.Seeds;
import dev.scurry.clustering.judging.AutoK;
import dev.scurry.clustering.judging.KSelection;
import dev.scurry.clustering.judging.KSelectionOptions;
import dev.scurry.job.config.Settings;
import dev.scurry.schema.KAdvice;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How many clusters a model has: the number that was set, or the one that the data ask for. The
 * data are asked either way, every now and then.
 */
final class KChooser implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The curve is read off so many unions of micro-clusters for each k, at most. */
  private static final int CENTRES_FOR_EACH = 10;

  private final Settings settings;

  KChooser(Settings settings) {
    this.settings = settings;
  }

  /**
   * The choice that follows.
   *
   * @param before null for the first model
   */
  KChoice next(
      MicroClusters current, Metric metric, long windowEnd, KChoice before, Course course) {
    KChoice advised = isDue(windowEnd, before) ? ask(current, metric, windowEnd, before) : before;
    return new KChoice(k(advised, course), advised.auto(), advised.advice(), advised.advisedAt());
  }

  private boolean isDue(long windowEnd, KChoice before) {
    long interval = settings.training().kSearch().interval().toMillis();
    return before == null || windowEnd - before.advisedAt() >= interval;
  }

  private KChoice ask(MicroClusters current, Metric metric, long windowEnd, KChoice before) {
    Settings.KSearch search = settings.training().kSearch();
    long seed = Seeds.of(settings.training().seed(), windowEnd, search.max());
    KSelection selection =
        KSelection.of(
            current.condensed(CENTRES_FOR_EACH * search.max(), metric, seed),
            metric,
            KSelectionOptions.quick(search.min(), search.max(), seed));
    AutoK auto = (before == null ? AutoK.start() : before.auto()).advised(selection.recommended());
    return new KChoice(auto.k().orElseThrow(), auto, advice(selection), windowEnd);
  }

  private int k(KChoice advised, Course course) {
    String k = course.k(settings);
    return k.equals(Course.AUTO) ? advised.auto().k().orElseThrow() : Integer.parseInt(k);
  }

  private static KAdvice advice(KSelection selection) {
    double[] ssd = selection.curve().ssd();
    double[] silhouettes = selection.silhouettes();
    double[] gaps = selection.gap().gaps();
    List<KAdvice.Point> curve = new ArrayList<>();
    for (int i = 0; i < ssd.length; i++) {
      int k = selection.curve().kMin() + i;
      curve.add(new KAdvice.Point(k, ssd[i], finite(silhouettes[i]), finite(gaps[i])));
    }
    return new KAdvice(
        selection.recommended(),
        boxed(selection.elbowK()),
        boxed(selection.silhouetteK()),
        boxed(selection.gapK()),
        selection.agree(),
        curve);
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static Integer boxed(OptionalInt k) {
    return k.isPresent() ? k.getAsInt() : null;
  }
}
