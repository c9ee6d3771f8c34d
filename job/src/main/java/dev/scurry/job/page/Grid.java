package dev.scurry.job.page;

import static j2html.TagCreator.tag;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** Lines, ticks and labels behind the points of a picture. */
public final class Grid {

  private Grid() {}

  /** A line at each round value of y, and its value to the left. */
  public static List<DomContent> horizontal(Axis y, double left, double right) {
    List<DomContent> grid = new ArrayList<>();
    for (double value : y.ticks()) {
      String at = Figures.coordinate(y.at(value));
      grid.add(
          tag("path")
              .withClass("grid")
              .attr(
                  "d",
                  "M" + Figures.coordinate(left) + "," + at + "H" + Figures.coordinate(right)));
      grid.add(
          label(tick(value), left - 7, y.at(value) + 4)
              .withClass("tick")
              .attr("text-anchor", "end"));
    }
    return grid;
  }

  /** The values below the picture, and a line up from each where top is above bottom. */
  public static List<DomContent> below(Axis x, List<Double> ticks, double top, double bottom) {
    List<DomContent> grid = new ArrayList<>();
    for (double value : ticks) {
      if (top != bottom) {
        String line = "M" + Figures.coordinate(x.at(value)) + "," + Figures.coordinate(top);
        grid.add(tag("path").withClass("grid").attr("d", line + "V" + Figures.coordinate(bottom)));
      }
      grid.add(label(tick(value), x.at(value), bottom + 17).withClass("tick"));
    }
    return grid;
  }

  public static ContainerTag<?> label(String text, double x, double y) {
    return tag("text")
        .attr("x", Figures.coordinate(x))
        .attr("y", Figures.coordinate(y))
        .attr("text-anchor", "middle")
        .withText(text);
  }

  /** Short: 15 M rather than 1.5e7. */
  private static String tick(double value) {
    double magnitude = Math.abs(value);
    if (magnitude >= 1e9 && magnitude < 1e12) {
      return Figures.of(value / 1e9) + " G";
    }
    if (magnitude >= 1e6 && magnitude < 1e9) {
      return Figures.of(value / 1e6) + " M";
    }
    if (magnitude >= 1e4 && magnitude < 1e6) {
      return Figures.of(value / 1e3) + " k";
    }
    return Figures.of(value);
  }
}
