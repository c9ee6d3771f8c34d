package dev.scurry.job.page;

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

/** The profile of each group as a table: a feature a line, a group a column. */
public final class ProfileTable {

  private static final int MOST_FEATURES = 40;

  private final ClusterProfile profile;
  private final List<String> names;
  private final List<Group> groups;
  private final String noun;
  private final String things;
  private final List<Integer> clusters;

  /**
   * @param names of the features
   * @param groups the clusters of the profile
   * @param noun what a group is called
   * @param things what a group holds
   */
  public ProfileTable(
      ClusterProfile profile, List<String> names, List<Group> groups, String noun, String things) {
    this.profile = profile;
    this.names = names;
    this.groups = groups;
    this.noun = noun;
    this.things = things;
    this.clusters = IntStream.range(0, profile.k()).boxed().toList();
  }

  /** How many features are left out: those in which the clusters differ least. */
  public int left() {
    return Math.max(0, profile.dimensions() - MOST_FEATURES);
  }

  public DomContent html() {
    return div(table(thead(head(), sizes(), shares()), tbody(each(features(), this::line)))
            .withClass("profile"))
        .withClass("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Profile of the " + noun + "s");
  }

  private DomContent head() {
    return tr(
        th("feature").attr("scope", "col"),
        th("all " + things).attr("scope", "col"),
        each(
            clusters,
            c ->
                th(
                        span().withClass("swatch " + groups.get(c).swatch()),
                        span(noun + " " + groups.get(c).name()))
                    .attr("scope", "col")));
  }

  private DomContent sizes() {
    return tr(
        th(things).attr("scope", "row"),
        td(Figures.count(Math.round(profile.total()))),
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
                        .withClass("share " + groups.get(c).swatch())
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
        th(names.get(feature)).attr("scope", "row"),
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
