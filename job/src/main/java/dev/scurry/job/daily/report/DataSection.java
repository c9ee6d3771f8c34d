package dev.scurry.job.daily.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.section;
import static j2html.TagCreator.ul;

import dev.scurry.job.page.Figures;
import dev.scurry.schema.DailyQuality;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** How good the segments and the data are, in sentences. */
final class DataSection {

  private static final int MOST_IDS = 5;

  private final DailyQuality quality;

  DataSection(DailyQuality quality) {
    this.quality = quality;
  }

  DomContent html() {
    List<String> sentences = new ArrayList<>();
    addSegments(sentences);
    addInspection(sentences);
    addRejected(sentences);
    addLineage(sentences);
    return section(h2("Quality"), ul(each(sentences, sentence -> li(sentence))))
        .withClass("reasons");
  }

  private void addSegments(List<String> sentences) {
    DailyQuality.Features features = quality.features();
    if (features == null) {
      sentences.add(
          "There are no features to judge by: " + quality.missing().get("features") + ".");
      return;
    }
    if (features.silhouette() != null) {
      sentences.add(
          "Silhouette "
              + Figures.of(features.silhouette())
              + " (from −1 to 1): "
              + strength(features.silhouette())
              + (features.silhouetteUsers() < quality.clusteredUsers()
                  ? " Taken of " + Figures.count(features.silhouetteUsers()) + " users."
                  : "")
              + " Segments of odd shapes have low ones, however clear they are.");
    }
    if (features.daviesBouldin() != null) {
      sentences.add(
          "Davies-Bouldin index " + Figures.of(features.daviesBouldin()) + ": lower is better.");
    }
    long without = quality.users() - features.users();
    if (without > 0) {
      sentences.add(Figures.count(without) + " users have no features.");
    }
    if (features.judged() < features.users()) {
      sentences.add(
          "Judged by a sample of " + Figures.count(features.judged()) + " users with features.");
    }
  }

  private static String strength(double silhouette) {
    if (silhouette > 0.5) {
      return "users lie clearly nearer to their own segment than to the next.";
    }
    return silhouette > 0.2
        ? "users lie somewhat nearer to their own segment than to the next."
        : "many users lie as near to another segment as to their own.";
  }

  private void addInspection(List<String> sentences) {
    DailyQuality.Inspection found = quality.inspection();
    if (found == null) {
      return;
    }
    sentences.add(identical(found.identical()));
    String of = " of " + Figures.count(found.users()) + " users looked at";
    sentences.add(
        Figures.count(found.outliers().size())
            + of
            + " are outliers, far from everyone else"
            + examples(found.outliers())
            + "; "
            + Figures.count(found.potentialOutliers().size())
            + " more are potential ones.");
    sentences.add(sets(found.duplicates(), of + " have all but the same features as another one"));
    sentences.add(sets(found.nearDuplicates(), of + " have nearly the same features"));
  }

  private static String identical(DailyQuality.Identical found) {
    return Figures.count(found.usersInSets())
        + " of all "
        + Figures.count(found.users())
        + " users with features have exactly the same ones as another"
        + (found.sets() == 0
            ? ""
            : ", in "
                + Figures.count(found.sets())
                + " sets"
                + examples(found.largest().get(0).ids()))
        + ".";
  }

  private static String sets(List<List<String>> sets, String what) {
    long users = sets.stream().mapToLong(List::size).sum();
    return Figures.count(users)
        + what
        + (sets.isEmpty() ? "" : ", in " + Figures.count(sets.size()) + " sets")
        + (sets.isEmpty() ? "" : examples(sets.get(0)))
        + ".";
  }

  private static String examples(List<String> ids) {
    if (ids.isEmpty()) {
      return "";
    }
    return " ("
        + String.join(", ", ids.subList(0, Math.min(MOST_IDS, ids.size())))
        + (ids.size() > MOST_IDS ? ", …" : "")
        + ")";
  }

  private void addLineage(List<String> sentences) {
    String missing = quality.missing().get("lineage");
    if (missing != null) {
      sentences.add("Segments are " + missing + ".");
    }
  }

  private void addRejected(List<String> sentences) {
    new TreeMap<>(quality.rejected())
        .forEach(
            (reason, rows) ->
                sentences.add(
                    Figures.count(rows)
                        + (rows == 1 ? " row was" : " rows were")
                        + " not used: "
                        + reason
                        + "."));
    if (quality.rejected().isEmpty()) {
      sentences.add("Every row of the input was used.");
    }
  }
}
