package dev.scurry.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.cli.Scurry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link PairFileBenchmark} measures, against scikit-learn. */
class PairFileTest {

  private static final Path PAIRS = Path.of("target", "pairs2000.csv.gz");

  @TempDir Path folder;

  @Test
  void dbscan_of2000PointsHasScikitLearnsLabels() throws IOException {
    Files.deleteIfExists(PAIRS);
    PairFileRecipe.make(PAIRS, 2_000, 5);
    Path details = folder.resolve("details.csv");

    StringWriter told = new StringWriter();
    PrintWriter writer = new PrintWriter(told, true);
    int exitCode =
        Scurry.run(
            writer,
            writer,
            "dbscan",
            "--input",
            PAIRS.toString(),
            "--eps",
            "0.7",
            "--min-samples",
            "10",
            "--details",
            details.toString());

    assertThat(exitCode).as(told.toString()).isZero();
    assertThat(told.toString()).contains("\"pairs\":1999000,\"rejected\":0");
    assertThat(labels(Files.readAllLines(details), 1))
        .hasSize(2_000)
        .containsExactlyInAnyOrderEntriesOf(labels(golden(), 0));
  }

  /** Label and core of each key. */
  private static Map<String, String> labels(List<String> lines, int key) {
    return lines.stream()
        .skip(1)
        .map(line -> line.split(","))
        .collect(
            Collectors.toMap(fields -> fields[key], fields -> fields[1 - key] + " " + fields[2]));
  }

  private static List<String> golden() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    PairFileTest.class.getResourceAsStream("/pairs/moons2000.labels.csv.gz")),
                UTF_8))) {
      return reader.lines().toList();
    }
  }
}
