package dev.scurry.job.page;

import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.tag;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows on their first two principal components, coloured by group, as an SVG.
 *
 * @param x first coordinate of each row
 * @param y second coordinate of each row
 * @param labels group of each row, or {@link #REST}
 * @param noun what a group is called
 * @param centroids x and y of each group's centroid, in turn
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScatterChart(
    double[] x,
    double[] y,
    int[] labels,
    String noun,
    List<Group> groups,
    double[] centroids,
    String xName,
    String yName) {

  /** The label of a row in none of the groups. */
  public static final int REST = -1;

  private static final int WIDTH = 560;
  private static final int HEIGHT = 440;
  private static final int LEFT = 52;
  private static final int RIGHT = 12;
  private static final int TOP = 26;
  private static final int BOTTOM = 44;

  public ContainerTag<?> svg() {
    Axis across = axis(x, 0, LEFT, WIDTH - RIGHT);
    Axis up = axis(y, 1, HEIGHT - BOTTOM, TOP);
    int k = groups.size();
    ContainerTag<?> svg =
        tag("svg")
            .attr("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
            .attr("role", "img")
            .attr(
                "aria-label",
                x.length + " points in " + k + " " + noun + "s over " + xName + " and " + yName)
            .with(Grid.horizontal(up, LEFT, WIDTH - RIGHT))
            .with(Grid.below(across, across.ticks(), TOP, HEIGHT - BOTTOM))
            .with(Grid.label(xName, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8))
            .with(Grid.label(yName, LEFT, 14).attr("text-anchor", "start"));
    svg.with(points(REST, across, up));
    for (int group = 0; group < k; group++) {
      svg.with(points(group, across, up));
    }
    for (int group = 0; group < k; group++) {
      svg.with(centroid(group, across, up));
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

  /** One path for all points of a group: each is a line of no length with a round end. */
  private DomContent points(int group, Axis across, Axis up) {
    StringBuilder path = new StringBuilder();
    int count = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == group) {
        path.append('M').append(Figures.coordinate(across.at(x[i])));
        path.append(',').append(Figures.coordinate(up.at(y[i]))).append("h0");
        count++;
      }
    }
    if (count == 0) {
      return rawHtml("");
    }
    String what = group == REST ? "in none of them" : noun + " " + groups.get(group).name();
    return tag("path")
        .withClass("points " + (group == REST ? "rest" : groups.get(group).swatch()))
        .attr("d", path.toString())
        .with(tag("title").withText(what + ": " + count + " of the points shown"));
  }

  private DomContent centroid(int group, Axis across, Axis up) {
    double atX = across.at(centroids[2 * group]);
    double atY = up.at(centroids[2 * group + 1]);
    List<DomContent> parts = new ArrayList<>();
    parts.add(
        tag("circle")
            .withClass("centroid")
            .attr("cx", Figures.coordinate(atX))
            .attr("cy", Figures.coordinate(atY))
            .attr("r", 9.5));
    parts.add(Grid.label(groups.get(group).name(), atX, atY + 4.3).withClass("name"));
    return tag("g")
        .with(tag("title").withText("centroid of " + noun + " " + groups.get(group).name()))
        .with(parts);
  }
}
