package dev.scurry.job.daily.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.ul;

import dev.scurry.job.page.Figures;
import dev.scurry.job.page.ReportPage;
import dev.scurry.schema.DailyQuality;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A day as one HTML page for whoever works with its segments. */
public final class DayPage {

  private static final int MOST_SENTENCES = 20;

  private final DayToReport day;
  private final DailyQuality quality;

  private DayPage(DayToReport day, DailyQuality quality) {
    this.day = day;
    this.quality = quality;
  }

  public static String of(DayToReport day, DailyQuality quality) {
    return new DayPage(day, quality).page();
  }

  private String page() {
    String headline =
        Figures.count(quality.clusters()) + (quality.clusters() == 1 ? " segment" : " segments");
    List<DomContent> sections = new ArrayList<>();
    sections.add(tiles());
    sections.add(lineage());
    sections.add(new SegmentTable(day, quality).html());
    if (day.vectors() != null) {
      VectorSections vectors = new VectorSections(day);
      sections.add(vectors.profile());
      sections.add(vectors.picture());
    }
    sections.add(new AgreementSection(quality).html());
    sections.add(new DataSection(quality).html());
    return new ReportPage(
            "scurry daily", headline + " on " + day.day(), headline, "of users on " + day.day())
        .of(method(), sections.toArray(DomContent[]::new));
  }

  private DomContent tiles() {
    double users = Math.max(1, quality.users());
    long rejected = quality.rejected().values().stream().mapToLong(Long::longValue).sum();
    return div(
            tile(Figures.count(quality.users()), "users"),
            tile(Figures.percent(quality.clusteredUsers() / users), "of them in a segment"),
            tile(Figures.percent(quality.noise() / users), "like no others (noise)"),
            tile(Figures.count(rejected), rejected == 1 ? "bad row" : "bad rows"))
        .withClass("tiles");
  }

  private static DomContent tile(String figure, String text) {
    return div(strong(figure), span(text)).withClass("tile");
  }

  private DomContent lineage() {
    LineageWords words = new LineageWords(day.lineage());
    List<String> sentences = words.sentences();
    List<String> shown = sentences.subList(0, Math.min(MOST_SENTENCES, sentences.size()));
    int left = sentences.size() - shown.size();
    return section(
            h2("Who came and went"),
            p(strong(words.summary())),
            ul(each(shown, sentence -> li(sentence))),
            p(left == 0 ? "" : "And " + Figures.count(left) + " more, in the lineage file."),
            p(day.lineage().since() == null ? "" : "Shares are of the users that both days know.")
                .withClass("note"))
        .withClass("reasons");
  }

  private String method() {
    return "Made by scurry "
        + day.version()
        + " with "
        + day.parameters().entrySet().stream()
            .map((Map.Entry<String, String> entry) -> entry.getKey() + " = " + entry.getValue())
            .collect(Collectors.joining(", "))
        + ". The same day gives the same page. Every user's segment is in the segments file beside"
        + " it, the figures are in the quality file.";
  }
}
