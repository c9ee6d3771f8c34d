package dev.scurry.cli.selectk;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import dev.scurry.clustering.Scaling;
import dev.scurry.clustering.judging.KSelection;
import dev.scurry.job.page.Figures;
import dev.scurry.job.page.Group;
import dev.scurry.job.page.PrincipalComponents;
import dev.scurry.job.page.ProfileTable;
import dev.scurry.job.page.ReportPage;
import dev.scurry.job.page.ScatterChart;
import dev.scurry.job.page.Swatch;
import j2html.tags.DomContent;
import java.util.List;
import java.util.stream.IntStream;

/** A study as one HTML page: no script, nothing to load, the same bytes for the same study. */
public final class KReport {

  private static final int MOST_POINTS = 2000;

  private final KStudy study;
  private final KSelection selection;
  private final int kMin;
  private final int taken;

  private KReport(KStudy study) {
    this.study = study;
    this.selection = study.selection();
    this.kMin = selection.curve().kMin();
    this.taken = selection.recommended();
  }

  /**
   * The page.
   *
   * @param input what the rows were read from, as its user calls it
   * @param rejected lines that were no rows
   */
  public static String page(KStudy study, String input, long rejected) {
    KReport report = new KReport(study);
    Verdict verdict = Verdict.of(study.selection());
    return new ReportPage(
            "scurry select-k",
            verdict.headline() + " in " + input,
            verdict.headline(),
            report.subject(input, rejected))
        .of(
            report.method(),
            report.reasons(verdict),
            report.curves(),
            report.picture(),
            report.profile(),
            report.numbers());
  }

  private String subject(String input, long rejected) {
    return "in "
        + input
        + ": "
        + Figures.count(study.rows())
        + " rows of "
        + Figures.count(study.dimensions())
        + (study.dimensions() == 1 ? " feature" : " features")
        + (study.options().scaling() == Scaling.STANDARD ? ", each scaled to its deviation" : "")
        + (rejected == 0 ? "" : "; " + Figures.count(rejected) + " lines were no rows");
  }

  private DomContent reasons(Verdict verdict) {
    return section(
            h2("Why"),
            p(strong(verdict.reasons().get(0))),
            ul(each(verdict.reasons().subList(1, verdict.reasons().size()), s -> li(s))))
        .withClass("reasons");
  }

  private DomContent curves() {
    return section(
        h2("The three curves"),
        div(
                card(
                    "Elbow",
                    "Cost, the sum of squared distances to the nearest centroid. It always falls;"
                        + " where it bends, more clusters are no longer worth it.",
                    new CurveChart(
                        "cost",
                        "Cost over k. " + Verdict.elbow(selection),
                        kMin,
                        selection.curve().ssd(),
                        new double[0],
                        selection.elbowK(),
                        "elbow",
                        true,
                        taken)),
                card(
                    "Silhouette",
                    "How much nearer rows lie to their own cluster than to the next, from −1 to 1."
                        + " The highest point counts.",
                    new CurveChart(
                        "mean silhouette",
                        "Silhouette over k. " + Verdict.silhouette(selection),
                        kMin,
                        selection.silhouettes(),
                        new double[0],
                        selection.silhouetteK(),
                        "greatest",
                        false,
                        taken)),
                card(
                    "Gap",
                    "How much more the clusters explain here than in rows without any, with its"
                        + " standard error. The first k that the next one does not clearly beat counts.",
                    new CurveChart(
                        "gap",
                        "Gap statistic over k. " + Verdict.gap(selection),
                        kMin,
                        selection.gap().gaps(),
                        selection.gap().errors(),
                        selection.gapK(),
                        "gap",
                        false,
                        taken)))
            .withClass("cards"),
        p("The shaded k is the one taken; the dashed line is what the curve itself names.")
            .withClass("note"));
  }

  private static DomContent card(String name, String text, CurveChart chart) {
    return figure(h3(name), chart.svg(), figcaption(text)).withClass("card");
  }

  private DomContent picture() {
    PrincipalComponents components = study.components().orElse(null);
    if (components == null || components.count() < 2) {
      return section(
          h2("The rows in two dimensions"),
          p(study.dimensions() == 1
                  ? "There is one feature only: nothing to flatten."
                  : "There are too many features for a picture of this kind.")
              .withClass("note"));
    }
    int shown = Math.min(MOST_POINTS, study.sampleSize());
    return section(
        h2("The rows in two dimensions"),
        figure(
                scatter(components, shown).svg(),
                figcaption(
                    (shown == study.rows()
                            ? "All rows"
                            : Figures.count(shown) + " rows, drawn at random,")
                        + " on the two directions in which they vary most. Clusters that overlap here"
                        + " may be apart in the "
                        + Figures.percent(
                            Math.max(0, 1 - components.share(0) - components.share(1)))
                        + " of the variance that is not shown."))
            .withClass("card scatter"));
  }

  private ScatterChart scatter(PrincipalComponents components, int shown) {
    double[] rows = study.sample();
    int[] labels = new int[shown];
    int[] all = study.sampleLabels();
    double[] x = new double[shown];
    double[] y = new double[shown];
    for (int i = 0; i < shown; i++) {
      int row = (int) ((long) i * study.sampleSize() / shown);
      labels[i] = all[row];
      x[i] = components.project(rows, row * study.dimensions(), 0);
      y[i] = components.project(rows, row * study.dimensions(), 1);
    }
    double[] centroids = study.model().centroids();
    double[] centres = new double[2 * study.model().k()];
    for (int c = 0; c < study.model().k(); c++) {
      centres[2 * c] = components.project(centroids, c * study.dimensions(), 0);
      centres[2 * c + 1] = components.project(centroids, c * study.dimensions(), 1);
    }
    return new ScatterChart(
        x, y, labels, "cluster", groups(), centres, axis(components, 0), axis(components, 1));
  }

  private static String axis(PrincipalComponents components, int component) {
    return "component "
        + (component + 1)
        + ": "
        + Figures.percent(components.share(component))
        + " of the variance";
  }

  private List<Group> groups() {
    return IntStream.range(0, study.model().k())
        .mapToObj(c -> new Group(Integer.toString(c), Swatch.of(c)))
        .toList();
  }

  /** By their column, from 1. */
  private List<String> features() {
    return IntStream.rangeClosed(1, study.dimensions()).mapToObj(Integer::toString).toList();
  }

  private DomContent profile() {
    ProfileTable table = new ProfileTable(study.profile(), features(), groups(), "cluster", "rows");
    return section(
        h2("What the clusters are like"),
        p("Mean of each feature in each cluster, and below it how many standard deviations (σ) that is"
                + " from the mean of all rows.")
            .withClass("note"),
        table.html(),
        p((table.left() == 0
                    ? ""
                    : Figures.count(table.left())
                        + " features in which the clusters differ least are left out. ")
                + "Features are numbered by their column. Blue is below the mean of all rows, orange above.")
            .withClass("note"));
  }

  private DomContent numbers() {
    double[] ssd = selection.curve().ssd();
    double[] simplified = selection.curve().silhouettes();
    return section(
        details(
            summary("The numbers behind the curves"),
            div(table(
                        caption("One line for each k."),
                        thead(
                            tr(
                                each(
                                    List.of(
                                        "k",
                                        "cost",
                                        "silhouette",
                                        "simplified silhouette",
                                        "gap",
                                        "standard error"),
                                    name -> th(name).attr("scope", "col")))),
                        tbody(
                            each(
                                IntStream.range(0, ssd.length).boxed().toList(),
                                i ->
                                    tr(
                                            th(Integer.toString(kMin + i)).attr("scope", "row"),
                                            td(Figures.of(ssd[i])),
                                            td(Figures.of(selection.silhouettes()[i])),
                                            td(Figures.of(simplified[i])),
                                            td(Figures.of(selection.gap().gaps()[i])),
                                            td(Figures.of(selection.gap().errors()[i])))
                                        .withCondClass(kMin + i == taken, "chosen"))))
                    .withClass("numbers"))
                .withClass("scroll")));
  }

  private String method() {
    return "Cost and gap were taken from "
        + Figures.count(study.microClusters())
        + " micro-clusters, the silhouette from "
        + (study.sampleSize() == study.rows()
            ? "all rows"
            : Figures.count(study.sampleSize()) + " rows drawn at random")
        + ". The model of "
        + taken
        + (taken == 1 ? " cluster" : " clusters")
        + " costs "
        + Figures.of(study.ssd())
        + " over all rows. Seed "
        + study.options().seed()
        + ": the same rows, options and seed give the same page.";
  }
}
