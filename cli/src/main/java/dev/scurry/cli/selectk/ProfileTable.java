package dev.scurry.cli.selectk;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The profile of each cluster as a table: a feature a line, a cluster a column. */
final class ProfileTable {

  private static final int MOST_FEATURES = 40;

  private final ClusterProfile profile;
  private final List<Integer> clusters;

  ProfileTable(ClusterProfile profile) {
    this.profile = profile;
    this.clusters = IntStream.range(0, profile.k()).boxed().toList();
  }

  /** How many features are left out: those in which the clusters differ least. */
  int left() {
    return Math.max(0, profile.dimensions() - MOST_FEATURES);
  }

  DomContent html() {
    return div(table(thead(head(), sizes(), shares()), tbody(each(features(), this::line)))
            .withClass("profile"))
        .withClass("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Profile of the clusters");
  }

  private DomContent head() {
    return tr(
        th("feature").attr("scope", "col"),
        th("all rows").attr("scope", "col"),
        each(
            clusters,
            c ->
                th(span().withClass("swatch " + Swatch.of(c)), span("cluster " + c))
                    .attr("scope", "col")));
  }

  private DomContent sizes() {
    double total = 0;
    for (double size : profile.sizes()) {
      total += size;
    }
    return tr(
        th("rows").attr("scope", "row"),
        td(Figures.count(Math.round(total))),
        each(clusters, c -> td(Figures.count(Math.round(profile.sizes()[c])))));
  }

  private DomContent shares() {
    return tr(
        th("share").attr("scope", "row"),
        td("100 %"),
        each(
            clusters,
            c ->
                td(
                    span(Figures.percent(profile.share(c))),
                    span()
                        .withClass("share " + Swatch.of(c))
                        .withStyle(
                            String.format(Locale.ROOT, "width:%.1f%%", 100 * profile.share(c))))));
  }

  private List<Integer> features() {
    return IntStream.range(0, profile.dimensions())
        .boxed()
        .sorted(Comparator.comparingDouble(f -> -profile.spread(f)))
        .limit(MOST_FEATURES)
        .sorted()
        .toList();
  }

  private DomContent line(int feature) {
    return tr(
        th(Integer.toString(feature + 1)).attr("scope", "row"),
        td(Figures.of(profile.overall()[feature])),
        each(clusters, c -> cell(c, feature)));
  }

  private DomContent cell(int cluster, int feature) {
    double score = profile.score(cluster, feature);
    String strength = String.format(Locale.ROOT, "--z:%.2f", Math.min(1, Math.abs(score) / 2));
    return td(
            span(Figures.of(profile.mean(cluster, feature))),
            span(deviations(score)).withClass("score"))
        .withClass(score < 0 ? "below" : "above")
        .withStyle(strength);
  }

  private static String deviations(double score) {
    String text = String.format(Locale.ROOT, "%+.1f", score).replace('-', '−');
    return (text.endsWith("0.0") ? "0" : text) + " σ";
  }
}
