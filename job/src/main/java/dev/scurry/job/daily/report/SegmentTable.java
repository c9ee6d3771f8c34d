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
import dev.scurry.schema.DailyLineage;
import dev.scurry.schema.DailyQuality;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The segments, how large they are and who came and went. */
final class SegmentTable {

  private static final int MOST = 30;

  private final DayToReport day;
  private final DailyQuality quality;
  private final ShownSegments shown;
  private final boolean compared;
  private final double largest;

  SegmentTable(DayToReport day, DailyQuality quality) {
    this.day = day;
    this.quality = quality;
    this.shown = new ShownSegments(day, MOST);
    this.compared = day.lineage().since() != null;
    this.largest =
        Math.max(
            (double) quality.noise() / Math.max(1, quality.users()),
            shown.count() == 0 ? 0 : quality.segments().get(shown.cluster(0)).share());
  }

  DomContent html() {
    return section(
        h2("Segments"),
        div(table(
                thead(tr(each(columns(), name -> th(name).attr("scope", "col")))),
                tbody(
                    each(IntStream.range(0, shown.count()).boxed().toList(), this::line), noise())))
            .withClass("scroll")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", "Segments"),
        p((shown.left() == 0
                    ? ""
                    : Figures.count(shown.left()) + " smaller segments are not shown. ")
                + "A segment keeps its number from day to day; cluster is its number in the day's"
                + " clusters.csv.gz.")
            .withClass("note"));
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("segment", "size", "users", "share", "cluster"));
    if (compared) {
      columns.addAll(List.of("before", "stayed", "came", "left"));
    }
    return columns;
  }

  private DomContent line(int place) {
    int cluster = shown.cluster(place);
    DailyLineage.Segment segment = day.lineage().segments().get(cluster);
    Group group = ShownSegments.group(segment.segment());
    return tr(
        th(span().withClass("swatch " + group.swatch()), span(group.name())).attr("scope", "row"),
        bar(quality.segments().get(cluster).share(), group.swatch()),
        td(Figures.count(segment.users())),
        td(Figures.percent(quality.segments().get(cluster).share())),
        td(Integer.toString(cluster)),
        each(flows(segment), text -> td(text)));
  }

  private List<String> flows(DailyLineage.Segment segment) {
    if (!compared) {
      return List.of();
    }
    return segment.usersBefore() == 0
        ? List.of("new", "–", Figures.count(segment.entered().all()), "–")
        : List.of(
            Figures.count(segment.usersBefore()),
            Figures.count(segment.kept()),
            Figures.count(segment.entered().all()),
            Figures.count(segment.left().all()));
  }

  private DomContent noise() {
    double share = (double) quality.noise() / Math.max(1, quality.users());
    return tr(
        th(span().withClass("swatch rest"), span("none")).attr("scope", "row"),
        bar(share, "rest"),
        td(Figures.count(quality.noise())),
        td(Figures.percent(share)),
        td("–"),
        each(compared ? List.of("", "", "", "") : List.<String>of(), text -> td(text)));
  }

  private DomContent bar(double share, String swatch) {
    double width = largest == 0 ? 0 : 100 * share / largest;
    return td(span()
            .withClass("bar-of " + swatch)
            .withStyle(String.format(Locale.ROOT, "width:%.1f%%", width)))
        .withClass("bars");
  }
}
