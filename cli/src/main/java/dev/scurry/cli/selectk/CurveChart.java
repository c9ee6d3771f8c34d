package dev.scurry.cli.selectk;

import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.tag;

import dev.scurry.job.page.Axis;
import dev.scurry.job.page.Figures;
import dev.scurry.job.page.Grid;
import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A curve over k as an SVG: points with their values, error bars where there are any, the k that
 * this curve names and the k that is taken.
 *
 * @param name what the y axis shows
 * @param summary what the picture says, for who can't see it
 * @param kMin the k of the first value
 * @param values NaN where there is none; infinite ones are left out as well
 * @param errors half the length of each error bar, or empty
 * @param named the k that this curve names
 * @param word for that
 * @param wordAbove whether the word stands above the curve or below it, where there is room
 * @param taken the k that is taken in the end
 */
@SuppressWarnings("ArrayRecordComponent")
record CurveChart(
    String name,
    String summary,
    int kMin,
    double[] values,
    double[] errors,
    OptionalInt named,
    String word,
    boolean wordAbove,
    int taken) {

  private static final int WIDTH = 420;
  private static final int HEIGHT = 270;
  private static final int LEFT = 58;
  private static final int RIGHT = 14;
  private static final int TOP = 26;
  private static final int BOTTOM = 42;

  ContainerTag<?> svg() {
    Axis x = Axis.around(kMin, kMin + values.length - 1, LEFT, WIDTH - RIGHT);
    Axis y = Axis.around(least(), greatest(), HEIGHT - BOTTOM, TOP);
    return tag("svg")
        .attr("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
        .attr("role", "img")
        .attr("aria-label", summary)
        .with(taken(x))
        .with(Grid.horizontal(y, LEFT, WIDTH - RIGHT))
        .with(Grid.below(x, x.wholeTicks(), HEIGHT - BOTTOM, HEIGHT - BOTTOM))
        .with(Grid.label("number of clusters k", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8))
        .with(Grid.label(name, LEFT, 14).attr("text-anchor", "start"))
        .with(bars(x, y))
        .with(path(x, y))
        .with(named(x, y))
        .with(points(x, y));
  }

  private DomContent taken(Axis x) {
    double half = Math.min(14, Math.abs(x.at(1) - x.at(0)) * 0.38);
    return tag("rect")
        .withClass("taken")
        .attr("x", Figures.coordinate(x.at(taken) - half))
        .attr("y", TOP)
        .attr("width", Figures.coordinate(2 * half))
        .attr("height", HEIGHT - BOTTOM - TOP)
        .attr("rx", 3)
        .with(tag("title").withText("taken: k = " + taken));
  }

  private List<DomContent> bars(Axis x, Axis y) {
    List<DomContent> bars = new ArrayList<>();
    for (int i = 0; i < errors.length; i++) {
      if (Double.isFinite(values[i])) {
        String at = Figures.coordinate(x.at(kMin + i));
        String low = Figures.coordinate(y.at(values[i] - errors[i]));
        String high = Figures.coordinate(y.at(values[i] + errors[i]));
        String cap = "m-4,0h8";
        bars.add(
            tag("path")
                .withClass("bar")
                .attr("d", "M" + at + "," + low + "V" + high + cap + "M" + at + "," + low + cap));
      }
    }
    return bars;
  }

  private DomContent path(Axis x, Axis y) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < values.length; i++) {
      boolean there = Double.isFinite(values[i]);
      if (there) {
        path.append(pen ? 'L' : 'M').append(Figures.coordinate(x.at(kMin + i)));
        path.append(',').append(Figures.coordinate(y.at(values[i])));
      }
      pen = there;
    }
    return tag("path").withClass("curve").attr("d", path.toString());
  }

  private List<DomContent> named(Axis x, Axis y) {
    double height = wordAbove ? TOP + 12 : HEIGHT - BOTTOM - 8;
    if (named.isEmpty()) {
      ContainerTag<?> none = Grid.label(word + ": none", WIDTH - RIGHT - 6, height);
      return List.of(none.withClass("word").attr("text-anchor", "end"));
    }
    int k = named.getAsInt();
    double value = values[k - kMin];
    double at = x.at(k);
    boolean right = at < (LEFT + WIDTH) / 2.0;
    ContainerTag<?> text =
        Grid.label(word + ": k = " + k, at + (right ? 7 : -7), height)
            .withClass("word")
            .attr("text-anchor", right ? "start" : "end");
    DomContent line =
        tag("path")
            .withClass("named")
            .attr("d", "M" + Figures.coordinate(at) + "," + TOP + "V" + (HEIGHT - BOTTOM));
    if (!Double.isFinite(value)) {
      return List.of(line, text);
    }
    return List.of(line, text, dot(at, y.at(value), 8).withClass("ring"));
  }

  private List<DomContent> points(Axis x, Axis y) {
    List<DomContent> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        int k = kMin + i;
        String error = errors.length == 0 ? "" : " ± " + Figures.of(errors[i]);
        points.add(
            dot(x.at(k), y.at(values[i]), 3.5)
                .withClass("dot")
                .with(tag("title").withText("k = " + k + ": " + Figures.of(values[i]) + error)));
      }
    }
    return points.isEmpty() ? List.of(rawHtml("")) : points;
  }

  private static ContainerTag<?> dot(double x, double y, double radius) {
    return tag("circle")
        .attr("cx", Figures.coordinate(x))
        .attr("cy", Figures.coordinate(y))
        .attr("r", radius);
  }

  private double least() {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        least = Math.min(least, values[i] - (errors.length == 0 ? 0 : errors[i]));
      }
    }
    return Double.isFinite(least) ? least : 0;
  }

  private double greatest() {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        greatest = Math.max(greatest, values[i] + (errors.length == 0 ? 0 : errors[i]));
      }
    }
    return Double.isFinite(greatest) ? greatest : 1;
  }
}
