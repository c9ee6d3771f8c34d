package dev.scurry.cli.selectk;

import dev.scurry.clustering.judging.KSelection;
import dev.scurry.job.page.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is said of the number of clusters, in words.
 *
 * @param headline the answer
 * @param reasons why, and what the three do not agree on; a sentence each
 */
record Verdict(String headline, List<String> reasons) {

  static Verdict of(KSelection selection) {
    int k = selection.recommended();
    List<String> reasons = new ArrayList<>();
    reasons.add(why(selection, k));
    reasons.add(elbow(selection));
    reasons.add(silhouette(selection));
    reasons.add(gap(selection));
    if (selection.curve().kMin() == selection.curve().kMax()) {
      reasons.add("Only one k was looked at, so there was nothing to choose.");
    }
    return new Verdict(k == 1 ? "1 cluster" : k + " clusters", List.copyOf(reasons));
  }

  private static String why(KSelection selection, int k) {
    if (selection.structureless()) {
      return "No number of clusters describes these rows better than one: by the gap statistic they"
          + " look like rows spread evenly over the ranges of the features.";
    }
    if (selection.agree()) {
      return "The elbow, the silhouette and the gap statistic agree.";
    }
    List<String> names = new ArrayList<>();
    addIfNamed(names, "the elbow", selection.elbowK(), k);
    addIfNamed(names, "the silhouette", selection.silhouetteK(), k);
    addIfNamed(names, "the gap statistic", selection.gapK(), k);
    if (names.size() == 2) {
      return capital(names.get(0)) + " and " + names.get(1) + " agree" + third(selection, names);
    }
    if (selection.elbowK().isEmpty() || selection.silhouetteK().isEmpty()) {
      return names.isEmpty()
          ? "None of the three has an answer, so the least k is shown."
          : capital(names.get(0)) + " is followed, for not all of the three have an answer.";
    }
    return "The three do not agree. The middle one of their answers is taken, that of "
        + names.get(0)
        + "; look at the pictures before relying on it.";
  }

  private static String third(KSelection selection, List<String> names) {
    if (!names.contains("the elbow")) {
      return "; the elbow names " + word(selection.elbowK());
    }
    return names.contains("the silhouette")
        ? "; the gap statistic names " + word(selection.gapK())
        : "; the silhouette names " + word(selection.silhouetteK());
  }

  private static String word(OptionalInt named) {
    return named.isPresent() ? named.getAsInt() + "." : "none.";
  }

  static String elbow(KSelection selection) {
    return selection.elbowK().isPresent()
        ? "Elbow: from k = "
            + selection.elbowK().getAsInt()
            + " on, further clusters lower the cost by little."
        : "Elbow: none. The cost falls without a bend, or too few k were looked at.";
  }

  static String silhouette(KSelection selection) {
    OptionalInt named = selection.silhouetteK();
    if (named.isEmpty()) {
      return "Silhouette: none. It compares a cluster with the next one and needs two.";
    }
    double value = selection.silhouettes()[named.getAsInt() - selection.curve().kMin()];
    return "Silhouette: greatest at k = "
        + named.getAsInt()
        + ", with "
        + Figures.of(value)
        + ": "
        + strength(value)
        + " It never names one cluster.";
  }

  /** Kaufman and Rousseeuw's reading (Finding groups in data, 1990, table 4 of chapter 2). */
  private static String strength(double value) {
    if (value > 0.7) {
      return "a strong structure.";
    }
    if (value > 0.5) {
      return "a reasonable structure.";
    }
    return value > 0.25 ? "a weak structure, perhaps none." : "no substantial structure.";
  }

  static String gap(KSelection selection) {
    OptionalInt named = selection.gapK();
    return named.isPresent()
        ? "Gap: k = "
            + named.getAsInt()
            + " is the smallest whose gap is within one standard error of the next."
        : "Gap: none. It rises to the last k, so it asks for more clusters than were looked at.";
  }

  private static void addIfNamed(List<String> names, String name, OptionalInt named, int k) {
    if (named.isPresent() && named.getAsInt() == k) {
      names.add(name);
    }
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
