package dev.scurry.job.daily;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** The day's clusters by the textbook: all distances, then a walk from core to core. */
final class NaiveDay {

  private final String[] keys;
  private final double[][] points;
  private final int[][] neighbours;
  private final int minSamples;
  private final int[] labels;

  /**
   * @param keys in the order of their ranks
   */
  NaiveDay(String[] keys, double[][] values, double eps, int minSamples) {
    this.keys = keys;
    this.minSamples = minSamples;
    this.points = standardised(values);
    this.neighbours = neighbours(eps);
    this.labels = new int[keys.length];
    Arrays.fill(labels, -1);
    int label = 0;
    for (int start = 0; start < keys.length; start++) {
      if (labels[start] < 0 && neighbours[start].length >= minSamples) {
        walk(start, label++);
      }
    }
  }

  /** The text of clusters.csv. */
  String clusters() {
    StringBuilder text = new StringBuilder("cluster,key\r\n");
    for (int label : IntStream.of(labels).filter(label -> label >= 0).distinct().toArray()) {
      for (int rank = 0; rank < keys.length; rank++) {
        if (labels[rank] == label) {
          text.append(label).append(',').append(keys[rank]).append("\r\n");
        }
      }
    }
    return text.toString();
  }

  /** Lines of the distance files, sorted. */
  List<String> distanceLines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < keys.length; i++) {
      for (int j : neighbours[i]) {
        if (i < j) {
          lines.add(keys[i] + "," + keys[j] + "," + NumberOutput.toString(distance(i, j), true));
        }
      }
      if (neighbours[i].length == 1) {
        lines.add(keys[i] + "," + keys[i] + ",0");
      }
    }
    return lines.stream().sorted().toList();
  }

  int count() {
    return Arrays.stream(labels).max().orElse(-1) + 1;
  }

  long noise() {
    return Arrays.stream(labels).filter(label -> label < 0).count();
  }

  private void walk(int start, int label) {
    Deque<Integer> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      int rank = open.pop();
      boolean first = labels[rank] < 0;
      labels[rank] = first ? label : labels[rank];
      if (first && neighbours[rank].length >= minSamples) {
        Arrays.stream(neighbours[rank]).forEach(open::add);
      }
    }
  }

  /** Of every user, himself included. */
  private int[][] neighbours(double eps) {
    int[][] all = new int[keys.length][];
    for (int rank = 0; rank < keys.length; rank++) {
      int i = rank;
      all[i] = IntStream.range(0, keys.length).filter(j -> distance(i, j) <= eps).toArray();
    }
    return all;
  }

  private double distance(int i, int j) {
    double sum = 0;
    for (int f = 0; f < points[i].length; f++) {
      sum += Math.pow(points[i][f] - points[j][f], 2);
    }
    return Math.sqrt(sum);
  }

  private static double[][] standardised(double[][] values) {
    double[][] points = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      points[i] = values[i].clone();
      for (int f = 0; f < points[i].length; f++) {
        int feature = f;
        double mean =
            Arrays.stream(values).mapToDouble(row -> row[feature]).reduce(0, Double::sum)
                / values.length;
        double variance =
            Arrays.stream(values)
                    .mapToDouble(row -> Math.pow(row[feature] - mean, 2))
                    .reduce(0, Double::sum)
                / values.length;
        points[i][f] = variance == 0 ? 0 : (values[i][f] - mean) / Math.sqrt(variance);
      }
    }
    return points;
  }
}
