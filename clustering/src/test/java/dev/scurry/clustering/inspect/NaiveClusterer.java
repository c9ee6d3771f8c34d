package dev.scurry.clustering.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The Clusterer as it is defined: the square of all distances, a copy of members and distances at
 * each node, and the cube of distances by level and two clusters.
 */
final class NaiveClusterer {

  /** A cluster on a level. {@code merged} is the id that was merged into it, 0 for none. */
  record Node(
      int merged, List<Integer> samples, float[] distances, double mean, double std, boolean copy) {

    static Node of(int merged, List<Integer> samples, float[] distances) {
      return new Node(
          merged,
          samples,
          distances,
          PairwiseSum.mean(distances),
          distances.length == 1 ? 1e-5 : PairwiseSum.deviation(distances),
          false);
    }

    Node unchanged() {
      return new Node(0, samples, distances, 0, 0, true);
    }

    boolean beyond(int deviations) {
      double limit = mean;
      for (int i = 0; i < deviations; i++) {
        limit += std;
      }
      return !copy && distances[distances.length - 1] > limit;
    }
  }

  record Place(int level, int id) {}

  record Merge(int level, int outer, int inner, boolean mean) {}

  private final int n;
  private final int minimum;
  private final double[][] square;
  private final List<Map<Integer, Node>> levels = new ArrayList<>();
  private int ids;
  private int meetings = 1;
  private final Map<Integer, Integer> lastGood = new LinkedHashMap<>();
  final TreeSet<Integer> outliers = new TreeSet<>();
  final TreeSet<Integer> potential = new TreeSet<>();
  final List<int[]> duplicates;
  final List<int[]> near;

  NaiveClusterer(double[] points, int dimensions) {
    n = points.length / dimensions;
    minimum = Math.min(Math.max(2, (int) (0.05 * n)), 100);
    square = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int f = 0; f < dimensions; f++) {
          sum += Math.pow(points[i * dimensions + f] - points[j * dimensions + f], 2);
        }
        square[i][j] = Math.sqrt(sum);
      }
    }
    buildNodes();
    findLastGood();
    findOutliers();
    double limit = limit();
    duplicates = sets(-1, limit / 100);
    near = sets(limit / 100, limit);
  }

  private void buildNodes() {
    List<double[]> tree = spanningTree();
    Map<Integer, Place> places = new HashMap<>();
    Map<Integer, Integer> nodeOf = new HashMap<>();
    for (int i = 0; i < n; i++) {
      nodeOf.put(i, i);
    }
    for (int k = 0; k < n - 1; k++) {
      int one = nodeOf.get((int) tree.get(k)[0]);
      int other = nodeOf.get((int) tree.get(k)[1]);
      places.put(n + k, join(places, Math.min(one, other), Math.max(one, other), tree.get(k)[2]));
      int joined = n + k;
      nodeOf.replaceAll((point, node) -> node == one || node == other ? joined : node);
    }
  }

  /** (point, point, distance) by distance. */
  private List<double[]> spanningTree() {
    boolean[] done = new boolean[n];
    double[] nearest = new double[n];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    List<double[]> edges = new ArrayList<>();
    int at = 0;
    for (int k = 0; k < n - 1; k++) {
      done[at] = true;
      int best = -1;
      for (int i = 0; i < n; i++) {
        if (!done[i]) {
          nearest[i] = Math.min(nearest[i], square[at][i]);
          best = best < 0 || nearest[i] < nearest[best] ? i : best;
        }
      }
      edges.add(new double[] {at, best, nearest[best]});
      at = best;
    }
    edges.sort((a, b) -> Double.compare(a[2], b[2]));
    return edges;
  }

  private Place join(Map<Integer, Place> places, int left, int right, double distance) {
    Place l = places.get(left);
    Place r = places.get(right);
    float[] own = {(float) distance};
    if (l == null && r == null) {
      return put(new Place(0, ids++), Node.of(0, List.of(left, right), own));
    }
    if (l == null || r == null) {
      Place child = l == null ? r : l;
      Node node = levels.get(child.level).get(child.id);
      return put(
          new Place(child.level + 1, child.id),
          Node.of(
              0,
              together(node.samples, List.of(l == null ? left : right)),
              together(node.distances, own)));
    }
    Node a = levels.get(l.level).get(l.id);
    Node b = levels.get(r.level).get(r.id);
    int high = Math.max(l.level, r.level);
    meetings = Math.max(meetings, high);
    fill(l, high, a);
    fill(r, high, b);
    return put(
        new Place(high + 1, Math.min(l.id, r.id)),
        Node.of(
            Math.max(l.id, r.id),
            a.samples.size() >= b.samples.size()
                ? together(a.samples, b.samples)
                : together(b.samples, a.samples),
            together(together(b.distances, a.distances), own)));
  }

  private void fill(Place place, int to, Node node) {
    for (int level = place.level + 1; level <= to; level++) {
      levels.get(level).put(place.id, node.unchanged());
    }
  }

  private Place put(Place place, Node node) {
    while (levels.size() <= place.level) {
      levels.add(new LinkedHashMap<>());
    }
    levels.get(place.level).put(place.id, node);
    return place;
  }

  private float[][][] cube() {
    float[][][] cube = new float[meetings][ids][ids];
    for (int level = 0; level < meetings; level++) {
      for (float[] row : cube[level]) {
        Arrays.fill(row, -1);
      }
      for (Map.Entry<Integer, Node> one : levels.get(level).entrySet()) {
        for (Map.Entry<Integer, Node> other : levels.get(level).entrySet()) {
          cube[level][one.getKey()][other.getKey()] =
              one.getKey().equals(other.getKey())
                  ? (float) one.getValue().mean
                  : (float) nearest(one.getValue().samples, other.getValue().samples);
        }
      }
    }
    return cube;
  }

  private double nearest(List<Integer> some, List<Integer> others) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int p : some) {
      for (int q : others) {
        nearest = Math.min(nearest, square[p][q]);
      }
    }
    return nearest;
  }

  private List<Merge> merges() {
    List<Merge> merges = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      for (Map.Entry<Integer, Node> entry : levels.get(level).entrySet()) {
        Node node = entry.getValue();
        if (node.merged > 0) {
          boolean mean = node.beyond(2) || (node.beyond(1) && node.samples.size() >= minimum);
          merges.add(new Merge(level, entry.getKey(), node.merged, mean));
        }
      }
    }
    return merges;
  }

  private void findLastGood() {
    if (ids == 1) {
      lastGood.put(0, (int) (n * 0.1));
      return;
    }
    float[][][] cube = cube();
    List<Merge> merges = merges();
    TreeSet<Float> widths = new TreeSet<>();
    float[] values = new float[merges.size()];
    for (int i = 0; i < values.length; i++) {
      Merge merge = merges.get(i);
      float widest = -1;
      float[] column = new float[Math.min(merge.level, meetings)];
      for (int level = 0; level < meetings; level++) {
        widest = Math.max(widest, cube[level][merge.outer][merge.outer]);
        if (level < column.length) {
          column[level] = cube[level][merge.outer][merge.inner];
        }
      }
      widths.add(widest);
      values[i] = log(merge.mean ? PairwiseSum.mean(column) : largest(column));
    }
    settle(merges, good(values, limit(widths)));
  }

  private static float largest(float[] values) {
    float largest = values[0];
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  private static float limit(TreeSet<Float> widths) {
    List<Float> logs = widths.stream().map(NaiveClusterer::log).toList();
    return PairwiseSum.mean(floats(logs)) + 2 * PairwiseSum.deviation(floats(logs));
  }

  private static boolean[] good(float[] values, float limit) {
    List<Float> excesses = new ArrayList<>();
    for (float value : values) {
      if (!(value < limit) && Math.abs((value - limit) / limit) < 1) {
        excesses.add(Math.abs((value - limit) / limit));
      }
    }
    float usual = PairwiseSum.mean(floats(excesses)) + PairwiseSum.deviation(floats(excesses));
    boolean[] good = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      good[i] = values[i] < limit || Math.abs((values[i] - limit) / limit) < usual;
    }
    return good;
  }

  private void settle(List<Merge> merges, boolean[] good) {
    for (int level = levels.size(); level >= 0; level--) {
      for (int i = 0; i < good.length; i++) {
        Merge merge = merges.get(i);
        if (merge.level != level) {
          continue;
        }
        if (good[i]) {
          lastGood.computeIfPresent(merge.outer, (id, last) -> Math.max(last, merge.level));
        } else {
          lastGood.putIfAbsent(merge.outer, 0);
          lastGood.putIfAbsent(merge.inner, 0);
          lastGood.computeIfPresent(
              merge.outer, (id, last) -> last > merge.level ? merge.level - 1 : last);
        }
      }
    }
  }

  private void findOutliers() {
    for (int level = 0; level < levels.size(); level++) {
      for (Map.Entry<Integer, Node> entry : levels.get(level).entrySet()) {
        Node node = entry.getValue();
        Integer last = lastGood.get(entry.getKey());
        if (node.merged > 0 || last == null || level <= last) {
          continue;
        }
        if (node.beyond(2)) {
          outliers.add(node.samples.get(node.samples.size() - 1));
        } else if (node.beyond(1) && node.samples.size() >= minimum) {
          potential.add(node.samples.get(node.samples.size() - 1));
        } else if (node.samples.size() < minimum) {
          outliers.addAll(node.samples);
        }
      }
    }
  }

  private double limit() {
    double[] deviations =
        lastGood.entrySet().stream()
            .map(entry -> levels.get(entry.getValue()).get(entry.getKey()))
            .filter(node -> node.samples.size() >= minimum)
            .mapToDouble(Node::std)
            .toArray();
    return PairwiseSum.mean(deviations);
  }

  /** What pairs with above < distance <= upTo connect. */
  private List<int[]> sets(double above, double upTo) {
    int[] lowest = new int[n];
    Arrays.setAll(lowest, i -> i);
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (i != j && square[i][j] > above && square[i][j] <= upTo && lowest[i] > lowest[j]) {
            lowest[i] = lowest[j];
            changed = true;
          }
        }
      }
    }
    Map<Integer, List<Integer>> sets = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      sets.computeIfAbsent(lowest[i], key -> new ArrayList<>()).add(i);
    }
    return sets.values().stream()
        .filter(set -> set.size() > 1)
        .map(set -> set.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  private static float log(float value) {
    return (float) StrictMath.log(value);
  }

  private static List<Integer> together(List<Integer> some, List<Integer> others) {
    List<Integer> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private static float[] together(float[] some, float[] others) {
    float[] all = Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, all, some.length, others.length);
    return all;
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
