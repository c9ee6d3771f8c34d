package dev.scurry.job.daily.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.scurry.job.page.Figures;
import dev.scurry.job.page.Group;
import dev.scurry.schema.DailyQuality;
import j2html.tags.DomContent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The day's segments against the clusters of the stream's model. */
final class AgreementSection {

  private static final int MOST_SEGMENTS = 20;
  private static final int MOST_CLUSTERS = 16;

  private final DailyQuality quality;

  AgreementSection(DailyQuality quality) {
    this.quality = quality;
  }

  DomContent html() {
    DailyQuality.Agreement agreement = quality.agreement();
    return agreement == null
        ? section(
            h2("Agreement with the live segments"),
            p("Not compared: " + quality.missing().get("agreement") + ".").withClass("note"))
        : section(
            h2("Agreement with the live segments"),
            p(words(agreement)),
            crossTable(agreement),
            p("Each row shares its users out over the clusters of the live model "
                    + agreement.model()
                    + ", version "
                    + agreement.version()
                    + ", trained through "
                    + agreement.trainedThrough()
                    + ".")
                .withClass("note"));
  }

  private static String words(DailyQuality.Agreement agreement) {
    double index = agreement.adjustedRand();
    String words =
        index > 0.9
            ? "The two are all but the same"
            : index > 0.6
                ? "The two are much alike"
                : index > 0.2 ? "The two agree in part" : "The two tell users apart differently";
    return words
        + ": adjusted Rand index "
        + Figures.of(index)
        + " (1 is the same, 0 is chance), mutual information "
        + Figures.of(agreement.normalizedMutualInformation())
        + " (of 1), over "
        + Figures.count(agreement.users())
        + " users in a segment.";
  }

  private static DomContent crossTable(DailyQuality.Agreement agreement) {
    List<Long> clusters = largest(agreement, DailyQuality.Cell::modelCluster, MOST_CLUSTERS);
    List<Long> segments =
        largest(agreement, cell -> cell.segment() == null ? -1 : cell.segment(), MOST_SEGMENTS);
    Map<List<Long>, Long> users = new HashMap<>();
    Map<Long, Long> all = new HashMap<>();
    for (DailyQuality.Cell cell : agreement.table()) {
      long segment = cell.segment() == null ? -1 : cell.segment();
      users.put(List.of(segment, cell.modelCluster()), cell.users());
      all.merge(segment, cell.users(), Long::sum);
    }
    return div(table(
            thead(
                tr(
                    th("segment").attr("scope", "col"),
                    each(clusters, c -> th("live " + c).attr("scope", "col")))),
            tbody(
                each(
                    segments,
                    s ->
                        tr(
                            name(s),
                            each(
                                clusters,
                                c -> cell(users.getOrDefault(List.of(s, c), 0L), all.get(s))))))))
        .withClass("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Segments and live clusters");
  }

  private static DomContent name(long segment) {
    Group group = segment < 0 ? new Group("none", "rest") : ShownSegments.group(segment);
    return th(span().withClass("swatch " + group.swatch()), span(group.name()))
        .attr("scope", "row");
  }

  private static DomContent cell(long users, long all) {
    return td(users == 0 ? "" : Figures.count(users))
        .withClass("above")
        .withStyle(String.format(Locale.ROOT, "--z:%.2f", (double) users / all));
  }

  /** The ones with most users, ascending; noise, which is -1, last. */
  private static List<Long> largest(
      DailyQuality.Agreement agreement, Function<DailyQuality.Cell, Long> part, int most) {
    Map<Long, Long> sizes = new HashMap<>();
    agreement.table().forEach(cell -> sizes.merge(part.apply(cell), cell.users(), Long::sum));
    return sizes.keySet().stream()
        .sorted(Comparator.<Long>comparingLong(id -> -sizes.get(id)).thenComparing(id -> id))
        .limit(most)
        .sorted(Comparator.comparing((Long id) -> id < 0).thenComparing(id -> id))
        .toList();
  }
}
