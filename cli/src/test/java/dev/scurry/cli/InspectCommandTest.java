package dev.scurry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectCommandTest {

  /**
   * Eight points a step apart, one that lies on another, and one far away: the original's result.
   */
  private static final String POINTS =
      "0,0\n1,0\n2.1,0\n3.3,0\n\n4.2,0\n5.2,0\n6.3,0\n7.4,0\n7.4,0\n40,0";

  private static final String FOUND =
      "{\"points\":10,\"dimensions\":2,\"outliers\":[9],\"potential_outliers\":[2,6],"
          + "\"duplicates\":[[7,8]],\"near_duplicates\":[]}";

  @TempDir private Path folder;

  @Test
  void inspect_printsRowsFromZero() throws IOException {
    CommandRun run = CommandRun.of("inspect", "--input", write("points.csv", POINTS).toString());

    assertThat(run.errors()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip()).isEqualTo(FOUND);
  }

  @Test
  void inspect_readsGzip() throws IOException {
    Path file = folder.resolve("points.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(POINTS.getBytes(StandardCharsets.UTF_8));
    }

    JsonNode result = CommandRun.of("inspect", "--input", file.toString()).result();

    assertThat(result.get("outliers").toString()).isEqualTo("[9]");
  }

  @Test
  void inspect_takesTheLayoutOfTheLines() throws IOException {
    StringBuilder lines = new StringBuilder("3;4;5\n");
    POINTS
        .lines()
        .forEach(
            line ->
                lines.append(line.isEmpty() ? line : "a;" + line.replace(',', ';')).append('\n'));
    Path file = write("points.csv", lines.toString());

    CommandRun run =
        CommandRun.of(
            "inspect",
            "--input",
            file.toString(),
            "--label-size=1",
            "--delimiter=;",
            "--skip-header");

    assertThat(run.errors()).isEmpty();
    assertThat(run.out().strip()).isEqualTo(FOUND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,y;1,2;3,4 | line 1: column 1 is no number: 'x' (if it is a header, --skip-header passes over it)",
        "1,2;3,nan;5,6 | line 2: column 2 is not finite: 'nan'",
        "1,2;3,4;5 | line 3: 1 columns instead of 2",
        "1,2 | there must be at least 2 points, not 1",
        "1,2;3,2e15 | points must be finite and within 1e15, not 2.0E15 in row 1",
        "'' | is empty"
      })
  void inspect_refusesWhatIsNoFileOfVectors(String lines, String problem) throws IOException {
    Path file = write("points.csv", lines.replace(';', '\n'));

    CommandRun run = CommandRun.of("inspect", "--input", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.errors()).containsExactly("scurry: " + file + ": " + problem);
  }

  @Test
  void inspect_saysThatThereIsNoSuchFile() {
    Path file = folder.resolve("missing.csv");

    CommandRun run = CommandRun.of("inspect", "--input", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).containsExactly("scurry: " + file + ": no such file");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
