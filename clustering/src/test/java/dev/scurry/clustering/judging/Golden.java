package dev.scurry.clustering.judging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What lies in the test resources: lines of comma-separated values, comments left out. */
final class Golden {

  private Golden() {}

  static List<List<String>> lines(String resource) {
    try (InputStream in = Golden.class.getResourceAsStream(resource)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .skip(1)
          .map(line -> List.of(line.split(",")))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The labellings of the iris rows that the golden files speak of. */
  record Iris(double[] rows, int[] classes) {

    static Iris read() {
      List<List<String>> lines = lines("/clustering/iris.csv");
      double[] rows = new double[lines.size() * 4];
      int[] classes = new int[lines.size()];
      for (int i = 0; i < classes.length; i++) {
        for (int f = 0; f < 4; f++) {
          rows[i * 4 + f] = Double.parseDouble(lines.get(i).get(f));
        }
        classes[i] = Integer.parseInt(lines.get(i).get(4));
      }
      return new Iris(rows, classes);
    }

    int[] labels(String name) {
      int[] labels = new int[classes.length];
      for (int i = 0; i < labels.length; i++) {
        labels[i] =
            switch (name) {
              case "class" -> classes[i];
              case "petal" -> (int) Math.floor(rows[i * 4 + 2]);
              case "singletons" -> i < 3 ? i + 10 : classes[i];
              case "modulo" -> i % 7 - 3;
              default -> throw new AssertionError(name);
            };
      }
      return labels;
    }
  }
}
