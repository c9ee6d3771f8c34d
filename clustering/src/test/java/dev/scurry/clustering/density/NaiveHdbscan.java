package dev.scurry.clustering.density;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * HDBSCAN as the paper words it, over a full matrix of distances (infinite where there is none): a
 * cluster falls into the components that are left when all distances at or above a threshold go.
 */
final class NaiveHdbscan {

  private final double[][] reachability;
  private final HdbscanOptions options;
  private final int n;

  /** One cluster of the hierarchy, with the distance at which each of its members left it. */
  private static final class Cluster {
    final List<Integer> members;
    final Cluster parent;
    final double birth;
    final List<Cluster> children = new ArrayList<>();
    final double[] left;

    Cluster(List<Integer> members, Cluster parent, double birth, int n) {
      this.members = members;
      this.parent = parent;
      this.birth = birth;
      left = new double[n];
    }

    double stability() {
      double sum = 0;
      for (int member : members) {
        sum += 1 / left[member] - 1 / birth;
      }
      return sum;
    }

    double densest() {
      return members.stream().mapToDouble(member -> left[member]).min().orElseThrow();
    }

    double densestBelow() {
      double least = densest();
      for (Cluster child : children) {
        least = Math.min(least, child.densestBelow());
      }
      return least;
    }

    boolean isBelow(Cluster other) {
      return parent != null && (parent == other || parent.isBelow(other));
    }
  }

  private NaiveHdbscan(double[][] distances, HdbscanOptions options) {
    this.n = distances.length;
    this.options = options;
    this.reachability = new double[n][n];
    double[] cores = cores(distances, options.minSamples());
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        reachability[i][j] = Math.max(distances[i][j], Math.max(cores[i], cores[j]));
      }
    }
  }

  static HdbscanResult of(double[][] distances, HdbscanOptions options) {
    return new NaiveHdbscan(distances, options).result();
  }

  static double[][] euclidean(double[] points, int dimensions) {
    int n = points.length / dimensions;
    double[][] distances = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int f = 0; f < dimensions; f++) {
          double difference = points[i * dimensions + f] - points[j * dimensions + f];
          sum += difference * difference;
        }
        distances[i][j] = Math.sqrt(sum);
      }
    }
    return distances;
  }

  static double[] cores(double[][] distances, int minSamples) {
    double[] cores = new double[distances.length];
    for (int i = 0; i < distances.length; i++) {
      double[] row = distances[i].clone();
      row[i] = 0;
      Arrays.sort(row);
      cores[i] = minSamples > row.length ? Double.POSITIVE_INFINITY : row[minSamples - 1];
    }
    return cores;
  }

  private HdbscanResult result() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      all.add(i);
    }
    Cluster root = new Cluster(all, null, Double.POSITIVE_INFINITY, n);
    fall(root, all);
    List<Cluster> taken = new ArrayList<>();
    if (options.selection() == ClusterSelection.LEAF) {
      takeLeaves(root, taken);
    } else {
      takeHeaviest(root, taken);
    }
    return describe(root, outermost(taken.stream().map(this::raised).distinct().toList()));
  }

  /** The members at a moment, which may have lost some already. */
  private void fall(Cluster cluster, List<Integer> members) {
    double distance = connectingDistance(members);
    List<List<Integer>> parts = components(members, distance);
    List<List<Integer>> large =
        parts.stream().filter(part -> part.size() >= options.minClusterSize()).toList();
    for (List<Integer> part : parts) {
      if (large.size() != 1 || part != large.get(0)) {
        part.forEach(point -> cluster.left[point] = distance);
      }
    }
    if (large.size() == 1) {
      fall(cluster, large.get(0));
    } else {
      for (List<Integer> part : large) {
        Cluster child = new Cluster(part, cluster, distance, n);
        cluster.children.add(child);
        fall(child, part);
      }
    }
  }

  /** The least distance up to which the members are connected. */
  private double connectingDistance(List<Integer> members) {
    TreeSet<Double> distances = new TreeSet<>();
    for (int i : members) {
      for (int j : members) {
        if (i < j) {
          distances.add(reachability[i][j]);
        }
      }
    }
    double connecting = Double.POSITIVE_INFINITY;
    for (double distance : distances.descendingSet()) {
      if (components(members, Math.nextUp(distance)).size() > 1) {
        break;
      }
      connecting = distance;
    }
    return connecting;
  }

  private List<List<Integer>> components(List<Integer> members, double below) {
    List<List<Integer>> components = new ArrayList<>();
    TreeSet<Integer> left = new TreeSet<>(members);
    while (!left.isEmpty()) {
      List<Integer> component = new ArrayList<>(List.of(left.pollFirst()));
      for (int at = 0; at < component.size(); at++) {
        int i = component.get(at);
        for (int j : new ArrayList<>(left)) {
          if (reachability[i][j] < below) {
            left.remove(j);
            component.add(j);
          }
        }
      }
      components.add(component);
    }
    return components;
  }

  private void takeLeaves(Cluster cluster, List<Cluster> taken) {
    cluster.children.forEach(child -> takeLeaves(child, taken));
    if (cluster.children.isEmpty() && mayBeTaken(cluster)) {
      taken.add(cluster);
    }
  }

  private double takeHeaviest(Cluster cluster, List<Cluster> taken) {
    List<Cluster> below = new ArrayList<>();
    double mass = 0;
    for (Cluster child : cluster.children) {
      mass += takeHeaviest(child, below);
    }
    if (mayBeTaken(cluster) && cluster.stability() >= mass) {
      taken.add(cluster);
      return cluster.stability();
    }
    taken.addAll(below);
    return mass;
  }

  private boolean mayBeTaken(Cluster cluster) {
    return cluster.parent != null || options.allowSingleCluster();
  }

  private Cluster raised(Cluster cluster) {
    Cluster at = cluster;
    if (at.birth < options.selectionEpsilon()) {
      at = mayBeTaken(at.parent) ? at.parent : at;
      while (at != cluster && at.birth <= options.selectionEpsilon() && mayBeTaken(at.parent)) {
        at = at.parent;
      }
    }
    return at;
  }

  private static List<Cluster> outermost(List<Cluster> taken) {
    return taken.stream().filter(c -> taken.stream().noneMatch(c::isBelow)).toList();
  }

  private HdbscanResult describe(Cluster root, List<Cluster> taken) {
    int[] labels = new int[n];
    double[] probabilities = new double[n];
    double[] outlierScores = new double[n];
    List<Cluster> numbered = new ArrayList<>();
    for (int point = 0; point < n; point++) {
      Cluster last = last(root, point);
      double left = last.left[point];
      Cluster holder = last;
      while (holder != null && !taken.contains(holder)) {
        holder = holder.parent;
      }
      labels[point] = -1;
      if (holder != null && (holder.parent != null || staysInRoot(root, left))) {
        if (!numbered.contains(holder)) {
          numbered.add(holder);
        }
        labels[point] = numbered.indexOf(holder);
        probabilities[point] = left <= holder.densest() ? 1 : holder.densest() / left;
      }
      double densest = last.densestBelow();
      outlierScores[point] =
          left == 0 || densest == Double.POSITIVE_INFINITY ? 0 : 1 - densest / left;
    }
    return new HdbscanResult(labels, probabilities, outlierScores, numbered.size());
  }

  private boolean staysInRoot(Cluster root, double left) {
    double limit = options.selectionEpsilon() > 0 ? options.selectionEpsilon() : root.densest();
    return left <= limit && left < Double.POSITIVE_INFINITY;
  }

  private static Cluster last(Cluster cluster, int point) {
    for (Cluster child : cluster.children) {
      if (child.members.contains(point)) {
        return last(child, point);
      }
    }
    return cluster;
  }
}
