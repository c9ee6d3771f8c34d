package dev.scurry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scurry.schema.ClusterModel;
import dev.scurry.schema.LatestModel;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssignCommandTest {

  @TempDir Path folder;

  @Test
  void assign_givesTheNearestClusterAndItsDistance() throws IOException {
    double[][] rows = new double[5000][3];
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder text = new StringBuilder();
    for (double[] row : rows) {
      for (int f = 0; f < 3; f++) {
        row[f] = random.nextGaussian() * 10;
        text.append(row[f]).append(f == 2 ? '\n' : ',');
      }
    }
    Path input = write("rows.csv", text.toString());
    CommandRun trained =
        CommandRun.of(
            "train", "--input", input.toString(), "--k=7", "--output", path("model").toString());

    CommandRun run = assign(path("model"), input, path("out.csv"));

    ClusterModel model = TrainCommandTest.wire(path("model"));
    NaiveAssignment expected = NaiveAssignment.of(model, rows);
    List<String> lines = Files.readAllLines(path("out.csv"));
    assertThat(lines).hasSize(5000);
    for (int i = 0; i < rows.length; i++) {
      String[] columns = lines.get(i).split(",");
      assertThat(Long.parseLong(columns[0])).isEqualTo(expected.ids()[i]);
      assertThat(Double.parseDouble(columns[1])).isEqualTo(expected.distances()[i]);
    }
    assertThat(run.result().get("points").longValue()).isEqualTo(5000);
    assertThat(run.result().get("msd").doubleValue())
        .isCloseTo(
            trained.result().get("train:msd").doubleValue(),
            org.assertj.core.data.Percentage.withPercentage(1e-9));
  }

  @Test
  void assign_keepsLineNOfTheOutputForLineNOfTheInput() throws IOException {
    Path input = write("rows.csv", "x,y\n1,1\n\n1,nan\r\n10,1");

    CommandRun run = assign(snapshot(), input, path("out.csv"));

    assertThat(run.exitCode()).isZero();
    assertThat(path("out.csv")).hasContent(",\n3,1.0\n,\n,\n8,0.5\n");
    assertThat(run.result().get("points").longValue()).isEqualTo(2);
    assertThat(run.result().get("rejected").longValue()).isEqualTo(2);
    assertThat(run.result().get("ssd").doubleValue()).isEqualTo(1.25);
    assertThat(run.errors())
        .containsExactly(
            "Assigning " + input + " to 2 clusters",
            "rejected: " + input + ": line 1: column 1 is no number: 'x'",
            "rejected: " + input + ": line 4: column 2 is not finite: 'nan'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models/seg",
        "models/seg/",
        "models/seg/latest.json",
        "models/seg/v0000000012",
        "models/seg/v0000000012/model.json"
      })
  void assign_findsAStreamsSnapshot(String place) throws IOException {
    snapshot();
    Path input = write("rows.csv", "9,5\n");

    for (String model : List.of(folder + "/" + place, "file://" + folder + "/" + place)) {
      assertThat(assign(model, input, path("out.csv")).errors())
          .containsExactly("Assigning " + input + " to 2 clusters");
      assertThat(path("out.csv")).hasContent("8,0.0\n");
    }
  }

  @Test
  void assign_zipsByName() throws IOException {
    Path input = write("rows.csv", "9,5\n");

    assign(snapshot(), input, path("out.csv.gz"));

    try (InputStream in = new GZIPInputStream(Files.newInputStream(path("out.csv.gz")))) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("8,0.0\n");
    }
  }

  @Test
  void assign_skipsLabels() throws IOException {
    Path input = write("rows.csv", "a;9;5\n");

    CommandRun run = assign(snapshot(), input, path("out.csv"), "--label-size=1", "--delimiter=;");

    assertThat(run.exitCode()).isZero();
    assertThat(path("out.csv")).hasContent("8,0.0\n");
  }

  @Test
  void assign_aHeaderThatIsSkippedGetsALoneCommaAndIsNotRejected() throws IOException {
    Path input = write("rows.csv", "1,2\n9,5\n");

    CommandRun run = assign(snapshot(), input, path("out.csv"), "--skip-header");

    assertThat(run.exitCode()).isZero();
    assertThat(path("out.csv")).hasContent(",\n8,0.0\n");
    assertThat(run.result().get("rejected").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~          | is empty",
        "~\n\n~      | is empty",
        "~1,2,3\n~   | no line is a row of 2 numbers, as the model has them; line 1: 3 columns instead of 2"
      })
  void assign_ofNoRows_failsAndLeavesWhatIsThere(String text, String problem) throws IOException {
    Path input = write("rows.csv", text);
    Path output = write("out.csv", "before");

    CommandRun run = assign(snapshot(), input, output);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).last().isEqualTo("scurry: " + input + ": " + problem);
    assertThat(output).hasContent("before");
    try (Stream<Path> there = Files.list(folder)) {
      assertThat(there.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("models", "rows.csv", "out.csv");
    }
  }

  @Test
  void assign_ontoItsInput_isWrongUsage() throws IOException {
    Path input = write("rows.csv", "9,5\n");
    Path other = folder.resolve("x/../rows.csv");

    for (CommandRun run :
        List.of(
            assign(snapshot(), input, other),
            assign(snapshot(), input, path("out.csv"), "--rejected", other.toString()))) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.errors().get(0)).endsWith(" is the input: " + other);
    }
    assertThat(input).hasContent("9,5\n");
  }

  @Test
  void assign_pathsOfAStorage_areWrongUsage() throws IOException {
    CommandRun run =
        CommandRun.of("assign", "--model=m", "--input=s3://bucket/x.csv", "--output=out.csv");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors().get(0))
        .contains("'--input'", "'s3://bucket/x.csv' is not on this machine");
  }

  @Test
  void assign_withoutItsInput_failsInOneLine() throws IOException {
    CommandRun run = assign(snapshot(), path("none.csv"), path("out.csv"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).last().isEqualTo("scurry: " + path("none.csv") + ": no such file");
  }

  @Test
  void assign_withoutAModel_failsInOneLine() throws IOException {
    Path input = write("rows.csv", "9,5\n");

    for (Path model : List.of(path("none"), folder, path("none.json"))) {
      CommandRun run = assign(model, input, path("out.csv"));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.errors())
          .containsExactly(
              "scurry: "
                  + model
                  + ": there is no model (a model.json, a folder with one, or one with a latest.json)");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}                                                | is no usable model",
        "[1                                                | is no model: it can't be read as JSON of one",
        "{\"format\":2}                                    | has format 2, which is newer than this program",
        "{\"centroids\":[[1,2],[3]],\"scale\":[1,1],\"weights\":[1,1],\"cluster_ids\":[0,1]} | is no usable model",
        "{\"centroids\":[[1,2]],\"scale\":[1,1],\"weights\":[1],\"cluster_ids\":[0,1]} | is no usable model: 2 cluster ids for 1 centroids",
      })
  void assign_byABrokenModel_failsInOneLine(String json, String problem) throws IOException {
    Path model = write("model.json", json);

    CommandRun run = assign(model, write("rows.csv", "9,5\n"), path("out.csv"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).hasSize(1);
    assertThat(run.errors().get(0)).startsWith("scurry: " + model + ": " + problem);
  }

  /** Two clusters, 3 at (3, 1) and 8 at (9, 5); x counts by 2, y not at all. */
  private Path snapshot() throws IOException {
    ClusterModel model =
        new ClusterModel(
            "seg",
            12,
            "2026-01-04T00:00:00Z",
            86_400_000L,
            3_600_000L,
            List.of("x", "y"),
            new long[] {3, 8},
            new double[][] {{3, 1}, {9, 5}},
            new double[] {1, 1},
            new double[] {2, 0},
            0,
            0,
            Map.of(),
            WireFormat.VERSION);
    Path version = Files.createDirectories(path("models/seg/v0000000012"));
    Files.write(version.resolve("model.json"), WireFormat.encode(model));
    Files.write(
        path("models/seg/latest.json"),
        WireFormat.encode(
            new LatestModel(
                "seg", 12, "2026-01-04T00:00:00Z", "models/seg/v0000000012/model.json", 1)));
    return path("models/seg");
  }

  private static CommandRun assign(Object model, Path input, Path output, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("assign", "--model", model.toString(), "--input", input.toString()));
    arguments.addAll(List.of("--output", output.toString()));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private Path path(String name) {
    return folder.resolve(name);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(path(name), text);
  }
}
