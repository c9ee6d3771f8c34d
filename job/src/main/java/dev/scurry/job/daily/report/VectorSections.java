package dev.scurry.job.daily.report;

import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;

import dev.scurry.job.page.ClusterProfile;
import dev.scurry.job.page.Covariance;
import dev.scurry.job.page.Figures;
import dev.scurry.job.page.PrincipalComponents;
import dev.scurry.job.page.ProfileTable;
import dev.scurry.job.page.ScatterChart;
import j2html.tags.DomContent;
import java.util.Arrays;

/** What a page shows of the users' features: a picture, and what the segments are like. */
final class VectorSections {

  private static final int MOST_POINTS = 2000;
  private static final int MOST_IN_PICTURE = 14;
  private static final int MOST_IN_PROFILE = 10;

  /** Features that a picture is made of: its time is their square. */
  private static final int MOST_FEATURES = 200;

  private final DayToReport day;
  private final UserVectors vectors;
  private final int[] labels;

  VectorSections(DayToReport day) {
    this.day = day;
    this.vectors = day.vectors();
    this.labels = day.vectorLabels();
  }

  DomContent picture() {
    int d = vectors.dimensions();
    if (d < 2 || d > MOST_FEATURES) {
      return section(
          h2("The users in two dimensions"),
          p("There is no picture of " + Figures.count(d) + (d == 1 ? " feature." : " features."))
              .withClass("note"));
    }
    PrincipalComponents components = components();
    ShownSegments shown = new ShownSegments(day, MOST_IN_PICTURE);
    double left = Math.max(0, 1 - components.share(0) - components.share(1));
    int points = Math.min(MOST_POINTS, vectors.size());
    return section(
        h2("The users in two dimensions"),
        figure(
                scatter(components, shown, points).svg(),
                figcaption(
                    (points == vectors.users()
                            ? "All users with features"
                            : Figures.count(points) + " of the users")
                        + ", on the two directions in which they vary most; the small grey ones are"
                        + " in no segment"
                        + (shown.left() > 0 ? " or in one of the smaller ones" : "")
                        + ". Segments that overlap here may be apart in the "
                        + Figures.percent(left)
                        + " of the variance that is not shown."))
            .withClass("card scatter"));
  }

  private PrincipalComponents components() {
    int d = vectors.dimensions();
    double[] ones = new double[d];
    Arrays.fill(ones, 1);
    Covariance covariance = new Covariance(new double[d], ones);
    covariance.add(vectors.inDeviations());
    return PrincipalComponents.of(new double[d], ones, covariance.matrix(), 2);
  }

  private ScatterChart scatter(PrincipalComponents components, ShownSegments shown, int points) {
    double[] rows = vectors.inDeviations();
    int d = vectors.dimensions();
    int[] places = shown.places(labels);
    int[] groups = new int[points];
    double[] x = new double[points];
    double[] y = new double[points];
    for (int i = 0; i < points; i++) {
      int row = (int) ((long) i * vectors.size() / points);
      groups[i] = places[row];
      x[i] = components.project(rows, row * d, 0);
      y[i] = components.project(rows, row * d, 1);
    }
    double[] means = ClusterMeans.of(rows, d, places, shown.count());
    double[] centres = new double[2 * shown.count()];
    for (int c = 0; c < shown.count(); c++) {
      centres[2 * c] = components.project(means, c * d, 0);
      centres[2 * c + 1] = components.project(means, c * d, 1);
    }
    return new ScatterChart(
        x, y, groups, "segment", shown.groups(), centres, axis(components, 0), axis(components, 1));
  }

  private static String axis(PrincipalComponents components, int component) {
    return "component "
        + (component + 1)
        + ": "
        + Figures.percent(components.share(component))
        + " of the variance";
  }

  DomContent profile() {
    ShownSegments shown = new ShownSegments(day, MOST_IN_PROFILE);
    ProfileTable table =
        new ProfileTable(profile(shown), vectors.names(), shown.groups(), "segment", "users");
    return section(
        h2("What the segments are like"),
        p("Mean of each feature, and below it how many standard deviations (σ) that is from the mean"
                + " of all users: blue is below it, orange above.")
            .withClass("note"),
        table.html(),
        p((shown.left() == 0
                    ? ""
                    : "The " + Figures.count(shown.count()) + " largest segments are shown. ")
                + (table.left() == 0
                    ? ""
                    : Figures.count(table.left())
                        + " features in which they differ least are left out."))
            .withClass("note"));
  }

  /** Means of the users who are here, sizes of all. */
  private ClusterProfile profile(ShownSegments shown) {
    int[] places = shown.places(labels);
    double[] sizes = new double[shown.count()];
    Arrays.setAll(sizes, place -> day.size(shown.cluster(place)));
    return new ClusterProfile(
        sizes,
        day.keys().length,
        ClusterMeans.of(vectors.rows(), vectors.dimensions(), places, shown.count()),
        vectors.means(),
        vectors.deviations());
  }
}
