package dev.scurry.clustering.inspect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The 100 points of the Clusterer's tutorial. */
final class Tutorial {

  private Tutorial() {}

  static double[] points() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Tutorial.class.getResourceAsStream("/inspect/tutorial.csv"),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .flatMap(line -> Arrays.stream(line.split(",")))
          .mapToDouble(Double::parseDouble)
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
