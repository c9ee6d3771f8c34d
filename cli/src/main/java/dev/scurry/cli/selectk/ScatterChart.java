package dev.scurry.cli.selectk;

import static j2html.TagCreator.tag;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows on their first two principal components, coloured by cluster, as an SVG.
 *
 * @param x first coordinate of each row
 * @param y second coordinate of each row
 * @param labels cluster of each row
 * @param centroids x and y of each cluster's centroid, in turn
 */
@SuppressWarnings("ArrayRecordComponent")
record ScatterChart(
    double[] x, double[] y, int[] labels, double[] centroids, String xName, String yName) {

  private static final int WIDTH = 560;
  private static final int HEIGHT = 440;
  private static final int LEFT = 52;
  private static final int RIGHT = 12;
  private static final int TOP = 26;
  private static final int BOTTOM = 44;

  ContainerTag<?> svg() {
    Axis across = axis(x, 0, LEFT, WIDTH - RIGHT);
    Axis up = axis(y, 1, HEIGHT - BOTTOM, TOP);
    int k = centroids.length / 2;
    ContainerTag<?> svg =
        tag("svg")
            .attr("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
            .attr("role", "img")
            .attr(
                "aria-label",
                x.length + " rows in " + k + " clusters over " + xName + " and " + yName)
            .with(Grid.horizontal(up, LEFT, WIDTH - RIGHT))
            .with(Grid.below(across, across.ticks(), TOP, HEIGHT - BOTTOM))
            .with(Grid.label(xName, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8))
            .with(Grid.label(yName, LEFT, 14).attr("text-anchor", "start"));
    for (int cluster = 0; cluster < k; cluster++) {
      svg.with(points(cluster, across, up));
    }
    for (int cluster = 0; cluster < k; cluster++) {
      svg.with(centroid(cluster, across, up));
    }
    return svg;
  }

  private Axis axis(double[] values, int coordinate, double start, double end) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    for (int i = coordinate; i < centroids.length; i += 2) {
      least = Math.min(least, centroids[i]);
      greatest = Math.max(greatest, centroids[i]);
    }
    return Axis.around(least, greatest, start, end);
  }

  /** One path for all points of a cluster: each is a line of no length with a round end. */
  private DomContent points(int cluster, Axis across, Axis up) {
    StringBuilder path = new StringBuilder();
    int count = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == cluster) {
        path.append('M').append(Figures.coordinate(across.at(x[i])));
        path.append(',').append(Figures.coordinate(up.at(y[i]))).append("h0");
        count++;
      }
    }
    return tag("path")
        .withClass("points " + Swatch.of(cluster))
        .attr("d", path.toString())
        .with(tag("title").withText("cluster " + cluster + ": " + count + " of the rows shown"));
  }

  private DomContent centroid(int cluster, Axis across, Axis up) {
    double atX = across.at(centroids[2 * cluster]);
    double atY = up.at(centroids[2 * cluster + 1]);
    List<DomContent> parts = new ArrayList<>();
    parts.add(
        tag("circle")
            .withClass("centroid")
            .attr("cx", Figures.coordinate(atX))
            .attr("cy", Figures.coordinate(atY))
            .attr("r", 9.5));
    parts.add(Grid.label(Integer.toString(cluster), atX, atY + 4.3).withClass("name"));
    return tag("g").with(tag("title").withText("centroid of cluster " + cluster)).with(parts);
  }
}
