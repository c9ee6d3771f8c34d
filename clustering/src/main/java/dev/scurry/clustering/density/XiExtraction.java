package dev.scurry.clustering.density;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Reads clusters off a reachability plot: they lie between a steep fall and a steep rise. */
final class XiExtraction {

  /*
   * The plot is the reachability in the order of visits, with an infinite value at its end. A place
   * is steep downward where the next value is at most 1 - xi of it, steep upward where it is at most
   * 1 - xi of the next. A steep area runs from a steep place to the last one that follows without a
   * step the other way and without more than minSamples places in a row that are not steep [1,
   * definition 10]. Every upward area is matched with the downward areas before it that are still
   * open: those from whose start on the plot has stayed low enough [1, definition 11, figure 19],
   * which is what "between", the highest value since an area's end, tells.
   *
   * Two conditions of the paper are printed the wrong way round; they are read here as scikit-learn
   * reads them: a downward place needs r(p) (1 - xi) >= r(p + 1), and the end of a cluster is taken
   * back over values above that of its start.
   *
   * The places at the end of a cluster whose predecessor is not in the cluster are taken off [2].
   *
   * [1] Ankerst, Breunig, Kriegel, Sander: OPTICS: ordering points to identify the clustering
   *     structure. SIGMOD 1999.
   * [2] Schubert, Gertz: Improving the cluster structure extracted from OPTICS plots. LWDA 2018.
   */

  private final int[] ordering;
  private final int[] predecessor;
  private final int[] places;
  private final double[] plot;
  private final int minSamples;
  private final OpticsXi xi;
  private final double remaining;
  private final List<Span> clusters = new ArrayList<>();
  private List<Fall> falls = new ArrayList<>();

  /** Places from the first to the last. */
  private record Span(int first, int last) {}

  /** A steep area downward, and the highest value between its end and here. */
  private static final class Fall {
    private final int start;
    private final int end;
    private double between;

    Fall(int start, int end) {
      this.start = start;
      this.end = end;
    }
  }

  XiExtraction(OpticsOrdering optics, OpticsXi xi) {
    this.ordering = optics.ordering();
    this.predecessor = optics.predecessor();
    this.minSamples = optics.minSamples();
    this.xi = xi;
    this.remaining = 1 - xi.xi();
    plot = new double[ordering.length + 1];
    places = new int[ordering.length];
    for (int place = 0; place < ordering.length; place++) {
      plot[place] = optics.reachability()[ordering[place]];
      places[ordering[place]] = place;
    }
    plot[ordering.length] = Double.POSITIVE_INFINITY;
    scan();
  }

  int[] labels() {
    int[] labels = new int[ordering.length];
    Arrays.fill(labels, PairDbscan.NOISE);
    int label = 0;
    for (Span cluster : clusters) {
      if (isFree(cluster, labels)) {
        for (int place = cluster.first; place <= cluster.last; place++) {
          labels[ordering[place]] = label;
        }
        label++;
      }
    }
    return labels;
  }

  private boolean isFree(Span cluster, int[] labels) {
    for (int place = cluster.first; place <= cluster.last; place++) {
      if (labels[ordering[place]] != PairDbscan.NOISE) {
        return false;
      }
    }
    return true;
  }

  private void scan() {
    double between = 0;
    int place = 0;
    while (place < ordering.length) {
      between = Math.max(between, plot[place]);
      boolean down = isSteep(place, false);
      if (!down && !isSteep(place, true)) {
        place++;
        continue;
      }
      closeFalls(between);
      int end = endOfArea(place, !down);
      if (down) {
        falls.add(new Fall(place, end));
      } else {
        matchFalls(place, end);
      }
      place = end + 1;
      between = plot[place];
    }
  }

  private double ratio(int place) {
    return plot[place] / plot[place + 1];
  }

  private boolean isSteep(int place, boolean upward) {
    return upward ? ratio(place) <= remaining : ratio(place) >= 1 / remaining;
  }

  private boolean isAgainst(int place, boolean upward) {
    return upward ? ratio(place) > 1 : ratio(place) < 1;
  }

  private int endOfArea(int start, boolean upward) {
    int end = start;
    int flat = 0;
    for (int place = start; place < ordering.length && flat <= minSamples; place++) {
      if (isSteep(place, upward)) {
        flat = 0;
        end = place;
      } else if (isAgainst(place, upward)) {
        return end;
      } else {
        flat++;
      }
    }
    return end;
  }

  private void closeFalls(double between) {
    List<Fall> stillOpen = new ArrayList<>();
    for (Fall fall : falls) {
      if (between < Double.POSITIVE_INFINITY && between <= plot[fall.start] * remaining) {
        fall.between = Math.max(fall.between, between);
        stillOpen.add(fall);
      }
    }
    falls = stillOpen;
  }

  /** Inner clusters, whose fall is the later one, come first. */
  private void matchFalls(int riseStart, int riseEnd) {
    List<Span> found = new ArrayList<>();
    for (Fall fall : falls) {
      if (plot[riseEnd + 1] * remaining >= fall.between) {
        Span cluster = corrected(levelled(fall, riseStart, riseEnd));
        if (cluster != null
            && cluster.last - cluster.first + 1 >= xi.minClusterSize()
            && cluster.first <= fall.end
            && cluster.last >= riseStart) {
          found.add(cluster);
        }
      }
    }
    Collections.reverse(found);
    clusters.addAll(found);
  }

  /** Both ends are brought to about the same level. */
  private Span levelled(Fall fall, int riseStart, int riseEnd) {
    int first = fall.start;
    int last = riseEnd;
    double startLevel = plot[fall.start];
    double endLevel = plot[riseEnd + 1];
    if (startLevel * remaining >= endLevel) {
      while (first < fall.end && plot[first + 1] > endLevel) {
        first++;
      }
    } else if (endLevel * remaining >= startLevel) {
      while (last > riseStart && plot[last - 1] > startLevel) {
        last--;
      }
    }
    return new Span(first, last);
  }

  /** A predecessor was visited before, so it is in the cluster if it is not before its start. */
  private Span corrected(Span cluster) {
    if (!xi.predecessorCorrection()) {
      return cluster;
    }
    for (int last = cluster.last; last > cluster.first; last--) {
      int from = predecessor[ordering[last]];
      boolean within = from >= 0 && places[from] >= cluster.first;
      if (within || plot[cluster.first] > plot[last]) {
        return new Span(cluster.first, last);
      }
    }
    return null;
  }
}
